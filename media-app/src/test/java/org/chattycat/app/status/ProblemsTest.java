package org.chattycat.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.alert.webhook.Deliveries;
import org.chattycat.app.kurento.ServerMark;
import org.chattycat.app.latency.KnownWorker;
import org.chattycat.app.latency.KnownWorkers;
import org.chattycat.app.meeting.RunningInstance;
import org.chattycat.app.platform.database.ClockOffset;
import org.chattycat.app.platform.database.DatabaseReport;
import org.chattycat.app.platform.mail.Outbox;
import org.chattycat.kurento.client.ServerName;
import org.chattycat.kurento.client.ServerState;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
    private static final ClockOffset RIGHT = new ClockOffset(3, 1);
    private static final ClockOffset WRONG = new ClockOffset(-250, 1);
    private static final String URI = "ws://ada:hush@kurento:8888/secret";

    private List<RunningInstance> instances = List.of(instance(false));
    private DatabaseReport database = database(true, RIGHT, 0);
    private boolean serverAnswers = true;
    private boolean full;
    private List<KnownWorker> workers = List.of(worker("a", 1, false, false, RIGHT));
    private long unheld;
    private Outbox.Waiting emails = new Outbox.Waiting(1, 60, 1);
    private boolean diskFull;

    @Test
    void thereIsNoneWhileEverythingWorks() {
        assertThat(found()).isEmpty();
    }

    @Test
    void theMostUrgentComesFirst() {
        database = database(false, WRONG, 2);
        diskFull = true;
        serverAnswers = false;
        full = true;
        instances = List.of(instance(false), instance(true));
        workers = List.of();
        unheld = 3;
        emails = new Outbox.Waiting(7, 90, 7);
        assertThat(found())
                .extracting(Problem::runbook)
                .containsExactly(
                        "The database is away",
                        "A disk is full",
                        "A media server is dead or frozen",
                        "A media server is full",
                        "Taking a media server out of service",
                        "An instance of the application is dead",
                        "A worker is dead",
                        "A worker is dead",
                        "The mail server is down",
                        "Clocks differ",
                        "Overload");
        assertThat(found())
                .extracting(Problem::text)
                .contains(
                        "The media server ws://kurento:8888 does not answer.",
                        "The media server ws://kurento:8888 is full. It refuses cameras, screens and views.",
                        "No analysis worker is running. Nothing is measured.",
                        "Cameras and screens that no worker analyses: 3.",
                        "Emails that wait for the mail server: 7.",
                        "The clocks of the database and of this instance differ by 250 ms.",
                        "All 5 database connections for calls are in use, and 2 requests wait.");
    }

    @Test
    void knowsSinceWhen() {
        serverAnswers = false;
        emails = new Outbox.Waiting(7, 90, 7);
        assertThat(found()).extracting(Problem::since).containsExactly(NOW.minusSeconds(9), NOW.minusSeconds(90));
    }

    @Test
    void aWorkerIsMissedUntilItIsReplacedOrSomeTimeHasPassed() {
        KnownWorker other = worker("b", 1, false, false, RIGHT);
        workers = List.of(other, worker("gone", 60, true, false, RIGHT));
        assertThat(found()).extracting(Problem::text).containsExactly("The analysis worker gone is gone.");
        workers = List.of(other, worker("gone", 60, true, true, RIGHT));
        assertThat(found()).isEmpty();
        workers = List.of(other, worker("gone", 15 * 60, true, false, RIGHT));
        assertThat(found()).isEmpty();
    }

    @Test
    void clocksOfWorkersThatRunMatter() {
        workers = List.of(worker("a", 1, false, false, WRONG), worker("b", 1, false, false, null));
        assertThat(found())
                .extracting(Problem::text)
                .containsExactly("The clocks of the database and of the analysis worker a differ by 250 ms.");
        workers = List.of(worker("b", 1, false, false, RIGHT), worker("a", 1, true, true, WRONG));
        assertThat(found()).isEmpty();
    }

    private List<Problem> found() {
        ServerState server = new ServerState(new ServerName(URI), serverAnswers, NOW.minusSeconds(9), null, null);
        return new Problems(new StatusParts(
                        NOW,
                        UUID.randomUUID(),
                        instances,
                        database,
                        Map.of(URI, server),
                        full ? Map.of(URI, new ServerMark(URI, NOW, NOW)) : Map.of(),
                        Map.of(),
                        Map.of(URI, new KnownWorkers.Streams(URI, 5, unheld)),
                        workers,
                        emails,
                        new Deliveries.Waiting(9, 999, 9),
                        diskFull))
                .all();
    }

    private static RunningInstance instance(boolean expired) {
        return new RunningInstance(UUID.randomUUID(), "1", NOW, Duration.ofSeconds(1), expired, 0, 0);
    }

    private static DatabaseReport database(boolean answers, ClockOffset clock, int waiting) {
        return new DatabaseReport(answers, "32", clock, List.of(new DatabaseReport.Pool("calls", 5, waiting, 5)));
    }

    private static KnownWorker worker(String name, long seconds, boolean silent, boolean replaced, ClockOffset clock) {
        return new KnownWorker(
                UUID.randomUUID(),
                name,
                NOW.minusSeconds(3600),
                NOW.minusSeconds(seconds),
                Duration.ofSeconds(seconds),
                silent,
                replaced,
                clock,
                1);
    }
}
