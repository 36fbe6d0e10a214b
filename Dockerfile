# Two images from one build: `--target media-app` and `--target analysis-worker`.
FROM node:20-bookworm-slim AS node

FROM maven:3.9-eclipse-temurin-17 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    mvn -B -ntp package -DskipTests \
 && mvn -B -ntp -pl analysis-worker -am package -DskipTests dependency:copy-dependencies -DincludeScope=runtime \
      -DoutputDirectory=/build/worker-libraries

FROM eclipse-temurin:17-jre AS runtime
RUN useradd --system --create-home --home-dir /var/lib/chatty-cat chattycat
USER chattycat
WORKDIR /var/lib/chatty-cat

FROM runtime AS analysis-worker
COPY --from=build /build/worker-libraries /opt/chatty-cat/libraries
COPY --from=build /build/analysis-worker/target/analysis-worker-*.jar /opt/chatty-cat/libraries/
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-cp", "/opt/chatty-cat/libraries/*", \
            "org.chattycat.analysis.WorkerApplication"]

FROM runtime AS media-app
COPY --from=build /build/media-app/target/media-app-*.jar /opt/chatty-cat/media-app.jar
EXPOSE 8080
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-jar", "/opt/chatty-cat/media-app.jar"]
