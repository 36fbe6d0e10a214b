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
import org.chattycat.browser.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

/** The embedded PostgreSQL is killed during a measured call, and stays away for a while. */
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
class DatabaseOutageIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration AT_ONCE = Duration.ofSeconds(3);
    private static final String SENTENCE = "The database is not available at the moment.";

    @TempDir
    static Path directory;

    static Chromium chromium;

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @DynamicPropertySource
    static void useADirectoryOfItsOwn(DynamicPropertyRegistry registry) {
        registry.add("chattycat.data-dir", () -> directory);
    }

    @BeforeAll
    static void startChromium() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stopChromium() {
        chromium.close();
    }

    @Test
    void aCallGoesOnWithoutTheDatabaseAndNothingIsLost(CapturedOutput output) throws IOException {
        TestBrowser eve = people.signIn("eve@outage.example");
        String url = eve.base();
        try (Person ann = new Person(chromium.browser(), url).holdingClock();
                Person bob = new Person(chromium.browser(), url);
                Person visitor = new Person(chromium.browser(), url)) {
            ann.signIn("ann@outage.example");
            bob.signIn("bob@outage.example");
            String room = ann.createMeeting();
            bob.joinByCode(room.substring(room.lastIndexOf('/') + 1));
            ann.button("Start video").click();
            LiveBadges.collect("ann", 5, 0, LIMIT, ann, bob);

            Path settings = directory.resolve("postgresql/data/chattycat.conf");
            Path elsewhere = directory.resolve("chattycat.conf");
            // Without its settings the server cannot start: the outage lasts until they are back.
            Files.move(settings, elsewhere);
            killPostmaster();
            await().atMost(AT_ONCE).until(() -> eve.get("/api/session").statusCode() == 503);
            Instant began = Instant.now();

            everythingSaysSoAtOnce(eve);
            bob.button("Start video").click();
            assertThat(bob.page().getByText(SENTENCE).first()).isVisible();
            visitor.page().navigate(url + "/");
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
            // What the database refused is tried again by the page.
            ann.awaitMovingPictureOf("bob");
            people.signIn("new@outage.example");
        }
        assertThat(output.getAll().lines().filter(line -> line.contains(" ERROR ") && line.contains("chattycat.")))
                .singleElement()
                .asString()
                .contains("The database is unavailable");
    }

    private static void killPostmaster() throws IOException {
        String pid = Files.readAllLines(directory.resolve("postgresql/data/postmaster.pid"))
                .get(0)
                .strip();
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    }

    private static void everythingSaysSoAtOnce(TestBrowser eve) {
        says503(eve, HttpRequest.newBuilder(eve.at("/api/session")));
        says503(eve, HttpRequest.newBuilder(eve.at("/api/account")));
        says503(
                eve,
                HttpRequest.newBuilder(eve.at("/api/sign-in/link"))
                        .header("Content-Type", "application/json")
                        .header("X-XSRF-TOKEN", eve.cookie("XSRF-TOKEN").orElseThrow())
                        .POST(HttpRequest.BodyPublishers.ofString("{\"email\":\"a@outage.example\"}")));
        says503(
                eve,
                HttpRequest.newBuilder(eve.at("/api/sign-in/confirm"))
                        .POST(HttpRequest.BodyPublishers.ofString("token=x")));
        says503(eve, HttpRequest.newBuilder(eve.at("/call")));
        HttpResponse<String> graphql = says503(
                eve,
                HttpRequest.newBuilder(eve.at("/graphql"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ me { id } }\"}")));
        assertThat(TestBrowser.json(graphql).at("/errors/0/extensions/code").asString())
                .isEqualTo("DATABASE_AWAY");
        assertThat(eve.get("/").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> says503(TestBrowser browser, HttpRequest.Builder request) {
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
