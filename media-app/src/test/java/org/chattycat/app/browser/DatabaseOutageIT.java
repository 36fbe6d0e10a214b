package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The embedded PostgreSQL is killed during a measured call, and remains unavailable for a while. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "chattycat.database.binaries-dir=target/postgresql",
            "chattycat.database.watch.restart-pause=500ms",
            "chattycat.database.watch.max-restart-pause=1s"
        })
@Import(People.class)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class DatabaseOutageIT extends BrowserTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration AT_ONCE = Duration.ofSeconds(3);
    private static final String SENTENCE = "The database does not answer.";

    @TempDir
    static Path directory;

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @DynamicPropertySource
    static void useADirectoryOfItsOwn(DynamicPropertyRegistry registry) {
        registry.add("chattycat.data-dir", directory::toString);
    }

    @Test
    void callContinuesAndNothingIsLost(CapturedOutput output) throws IOException {
        TestBrowser eve = people.signIn("eve@outage.example");
        try (Person ann = person().holdingClock();
                Person bob = person();
                Person visitor = person()) {
            ann.signIn("ann@outage.example");
            bob.signIn("bob@outage.example");
            String room = ann.createMeeting();
            bob.joinByCode(room);
            ann.button("Start video").click();
            LiveBadges.collect("ann", 5, 0, LIMIT, ann, bob);

            Path settings = directory.resolve("postgresql/data/chattycat.conf");
            Path elsewhere = directory.resolve("chattycat.conf");
            // The server cannot start without its settings, so the outage lasts until they are restored.
            Files.move(settings, elsewhere);
            killPostmaster();
            await().atMost(AT_ONCE).until(() -> eve.get("/api/session").statusCode() == 503);
            Instant began = Instant.now();

            allRequestsReportTheOutage(eve);
            bob.button("Start video").click();
            assertThat(bob.page().getByText(SENTENCE).first()).isVisible();
            visitor.page().navigate(url() + "/");
            assertThat(visitor.page().getByText(SENTENCE)).isVisible();
            LiveBadges.collect("ann", 15, 0, LIMIT, ann, bob);

            Instant ended = Instant.now();
            Files.move(elsewhere, settings);
            await().atMost(LIMIT).until(() -> eve.get("/api/session").statusCode() == 200);
            assertThat(eve.session().get("signedIn").asBoolean())
                    .as("sessions outlast the outage")
                    .isTrue();
            assertThat(visitor.page()
                            .getByRole(
                                    AriaRole.TEXTBOX,
                                    new Page.GetByRoleOptions()
                                            .setName("E-mail")
                                            .setExact(true)))
                    .isVisible();
            await().atMost(LIMIT).until(() -> samplesBetween(began, ended) >= 5);
            LiveBadges.collect("ann", 5, 0, LIMIT, ann, bob);
            // The page repeats the request that failed during the outage.
            ann.awaitMovingPictureOf("bob");
            people.signIn("new@outage.example");
        }
        assertThat(output.getAll().lines().filter(DatabaseOutageIT::isErrorOfTheApplication))
                .singleElement()
                .asString()
                .contains("The database is unavailable");
    }

    /** The names of loggers are abbreviated, such as {@code o.c.app.platform.database.DatabaseWatch}. */
    private static boolean isErrorOfTheApplication(String line) {
        return line.contains(" ERROR ") && line.matches(".*\\bo(rg)?\\.c(hattycat)?\\.app\\..*");
    }

    private static void killPostmaster() throws IOException {
        String pid = Files.readAllLines(directory.resolve("postgresql/data/postmaster.pid"))
                .get(0)
                .strip();
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    }

    private static void allRequestsReportTheOutage(TestBrowser eve) {
        assertReportsOutage(eve, HttpRequest.newBuilder(eve.at("/api/session")));
        assertReportsOutage(eve, HttpRequest.newBuilder(eve.at("/api/account")));
        assertReportsOutage(
                eve,
                HttpRequest.newBuilder(eve.at("/api/sign-in/link"))
                        .header("Content-Type", "application/json")
                        .header("X-XSRF-TOKEN", eve.cookie("XSRF-TOKEN").orElseThrow())
                        .POST(HttpRequest.BodyPublishers.ofString("{\"email\":\"a@outage.example\"}")));
        assertReportsOutage(
                eve,
                HttpRequest.newBuilder(eve.at("/api/sign-in/confirm"))
                        .POST(HttpRequest.BodyPublishers.ofString("token=x")));
        assertReportsOutage(eve, HttpRequest.newBuilder(eve.at("/call")));
        HttpResponse<String> graphql = assertReportsOutage(
                eve,
                HttpRequest.newBuilder(eve.at("/graphql"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ me { id } }\"}")));
        assertThat(TestBrowser.json(graphql).at("/errors/0/extensions/code").asString())
                .isEqualTo("DATABASE_AWAY");
        assertThat(eve.get("/").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> assertReportsOutage(TestBrowser browser, HttpRequest.Builder request) {
        Instant asked = Instant.now();
        HttpResponse<String> answer = browser.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(AT_ONCE);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(TestBrowser.json(answer).get("code").asString()).isEqualTo("DATABASE_AWAY");
        return answer;
    }

    private long samplesBetween(Instant from, Instant to) {
        return database.sql("select count(*) from latency_sample where arrived_at between :from and :to")
                .bind("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .bind("to", OffsetDateTime.ofInstant(to, ZoneOffset.UTC))
                .map(row -> row.get(0, Long.class))
                .one()
                .block(LIMIT);
    }
}
