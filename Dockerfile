# Two images from one build: `--target media-app` and `--target analysis-worker`.
FROM node:20-bookworm-slim AS node

FROM maven:3.9-eclipse-temurin-17 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /build

# What changes least comes first. The libraries: this run of Maven has no sources and only fetches what the next one needs.
COPY .mvn .mvn
COPY pom.xml ./
COPY analysis-worker/pom.xml analysis-worker/
COPY kurento/client/pom.xml kurento/client/
COPY kurento/embedded/pom.xml kurento/embedded/
COPY kurento/peer/pom.xml kurento/peer/
COPY kurento/rtp/pom.xml kurento/rtp/
COPY kurento/webm/pom.xml kurento/webm/
COPY media-app/pom.xml media-app/
COPY web/pom.xml web/package.json web/package-lock.json web/
COPY web/browser-tests/pom.xml web/browser-tests/
COPY web/scripts web/scripts
RUN mvn -B -ntp package -DskipTests -Dmaven.test.skip -Dexec.skip -Dspring-boot.repackage.skip \
 && rm -rf */target */*/target \
 && sh web/scripts/step.sh install

# The page.
COPY media-app/src/main/resources/graphql media-app/src/main/resources/graphql
COPY web web
RUN sh web/scripts/step.sh build

# The programs. Libraries and our own classes end up in folders, and so in layers, of their own.
COPY . .
RUN mvn -B -ntp package -DskipTests -Dmaven.test.skip \
 && java -Djarmode=tools -jar media-app/target/media-app-*.jar extract --layers --destination /image/media-app \
 && mv /image/media-app/application/media-app-*.jar /image/media-app/application/media-app.jar \
 && mkdir -p /image/worker/libraries /image/worker/application \
 && tr : '\n' < analysis-worker/target/runtime.classpath > worker.classpath \
 && grep -v '^/build/' worker.classpath | xargs cp -t /image/worker/libraries \
 && grep '^/build/' worker.classpath | xargs cp -t /image/worker/application analysis-worker/target/analysis-worker-*.jar

FROM eclipse-temurin:17-jre AS runtime
RUN useradd --system --create-home --home-dir /var/lib/chatty-cat chattycat
USER chattycat
WORKDIR /var/lib/chatty-cat

FROM runtime AS analysis-worker
COPY --from=build /image/worker/libraries /opt/chatty-cat/libraries
COPY --from=build /image/worker/application /opt/chatty-cat/application
# Half of a worker's memory and more is outside of the heap: frames and decoders.
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-XX:MaxRAMPercentage=40", "-XX:+ExitOnOutOfMemoryError", \
            "-cp", "/opt/chatty-cat/application/*:/opt/chatty-cat/libraries/*", \
            "org.chattycat.analysis.WorkerApplication"]

FROM runtime AS media-app
COPY --from=build /image/media-app/dependencies /opt/chatty-cat
COPY --from=build /image/media-app/application /opt/chatty-cat
# The classes of the application for the JVM to map, from one start and stop on a throw-away data directory: a start takes a third
# of the processor time less. Without it, a start only takes longer.
RUN SERVER_PORT=0 CHATTYCAT_DATA_DIR=/tmp/start java -XX:ArchiveClassesAtExit=/var/lib/chatty-cat/classes.jsa \
        -Dspring.context.exit=onRefresh -jar /opt/chatty-cat/media-app.jar \
    || echo "No class archive could be made."; \
    rm -rf /tmp/start
# A volume here belongs to the user who runs the application.
RUN mkdir -m 700 /var/lib/chatty-cat/recordings
# A container's log is its standard output.
ENV LOGGING_FILE_NAME="" LOGGING_THRESHOLD_CONSOLE=INFO
EXPOSE 8080
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", \
            "-XX:SharedArchiveFile=/var/lib/chatty-cat/classes.jsa", "-Xlog:cds=off", "-Xlog:cds+dynamic=off", \
            "-jar", "/opt/chatty-cat/media-app.jar"]
