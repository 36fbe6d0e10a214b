package org.chattycat.app.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.FailingStatement;
import org.chattycat.app.platform.database.DatabaseNotifications;
import org.chattycat.app.platform.database.DatabaseState;
import org.chattycat.app.platform.site.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Emails between the database and a real mail server. The application itself has the embedded mailbox, so it leaves these emails
 * to the senders of the test, each of which is an instance.
 */
@ChattyCatTest
@ExtendWith(OutputCaptureExtension.class)
class OutboxIT {
    @Autowired
    private DatabaseClient database;

    @Autowired
    private DatabaseNotifications notifications;

    @Autowired
    private DatabaseState state;

    @Autowired
    private TransactionalOperator transactions;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<OutboxSender> senders = new ArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();
    /** What the mail server replies to the next recipients; accepted when empty. */
    private final List<Integer> replies = new CopyOnWriteArrayList<>();

    /** While it is not zero, the mail server does not reply to emails that it got. */
    private volatile CountDownLatch hold = new CountDownLatch(0);

    private final int port = freePort();
    private MailProperties properties = properties(Duration.ofMinutes(1), Duration.ofMinutes(1), 1000);
    private SMTPServer server;

    @AfterEach
    void stop() {
        hold.countDown();
        senders.forEach(OutboxSender::stop);
        if (server != null) {
            server.stop();
        }
        database.sql("delete from outgoing_email where mailbox is null").then().block();
    }

    @Test
    void anEmailOutlastsAnOutageOfTheMailServer(CapturedOutput output) {
        startSender();
        UUID id = put("ada@outbox.example", Duration.ofMinutes(10));
        awaitProgress(id, EmailState.Progress.UNAVAILABLE);
        assertThat(text(id)).contains("secret-link");

        startServer();

        awaitProgress(id, EmailState.Progress.SENT);
        assertThat(received).singleElement().asString().contains("secret-link");
        assertThat(text(id)).isEqualTo("deleted");
        assertThat(output).contains("is tried again").doesNotContain("ada@outbox.example", "secret-link");
        assertThat(count(OutboxMeters.SENT)).isEqualTo(1);
        assertThat(count(OutboxMeters.RETRIED)).isPositive();
    }

    @Test
    void nothingIsSentWithoutItsCause() {
        startServer();
        startSender();
        assertThatThrownBy(() -> transactions
                        .transactional(outbox().require(email("rolled-back@outbox.example"))
                                .then(database.sql("select 1 / 0").then()))
                        .block())
                .hasStackTraceContaining("division by zero");
        awaitProgress(put("kept@outbox.example", null), EmailState.Progress.SENT);
        assertThat(received).hasSize(1);
    }

    @Test
    void anotherInstanceSendsWhatADeadOneHadClaimed() {
        startServer();
        properties = properties(Duration.ofMinutes(1), Duration.ofSeconds(1), 1000);
        UUID id = put("bob@outbox.example", null);
        Outbox dead = outbox();
        Outbox.Claimed claimed = dead.claim(1).blockFirst();
        assertThat(claimed.id()).isEqualTo(id);
        assertThat(outbox().claim(1).collectList().block()).as("leased").isEmpty();

        startSender();

        awaitProgress(id, EmailState.Progress.SENT);
        assertThat(received).hasSize(1);
        dead.refused(claimed, new SmtpFailure(550, true, "late")).block();
        assertThat(progress(id)).as("a late report changes nothing").isEqualTo(EmailState.Progress.SENT);
    }

    @Test
    void aSlowMailServerGetsAnEmailOnce() {
        startServer();
        hold = new CountDownLatch(1);
        Duration lease = Duration.ofMillis(300);
        properties = properties(Duration.ofMinutes(1), lease, 1000);
        startSender();
        UUID id = put("slow@outbox.example", null);
        Awaitility.await().until(() -> attempts.get() == 1);
        Instant first = leasedUntil(id);
        startSender();
        Awaitility.await().until(() -> leasedUntil(id)
                .isAfter(first.plus(lease).plus(lease).plus(lease)));

        hold.countDown();

        awaitProgress(id, EmailState.Progress.SENT);
        assertThat(attempts).hasValue(1);
        assertThat(received).hasSize(1);
    }

    @Test
    void stoppingWaitsForTheReplyOfTheMailServer() throws InterruptedException {
        startServer();
        hold = new CountDownLatch(1);
        startSender();
        UUID id = put("stop@outbox.example", null);
        Awaitility.await().until(() -> attempts.get() == 1);
        Thread stopping = new Thread(senders.get(0)::stop);
        stopping.start();
        Awaitility.await().until(() -> Set.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED)
                .contains(stopping.getState()));

        hold.countDown();

        stopping.join(10_000);
        assertThat(progress(id)).isEqualTo(EmailState.Progress.SENT);
        assertThat(received).hasSize(1);
    }

    @Test
    void whatBecameOfAnEmailIsStoredWhenTheDatabaseTakesItAgain(CapturedOutput output) {
        startServer();
        startSender();
        UUID id;
        try (FailingStatement failing = new FailingStatement(
                database,
                "update",
                "outgoing_email",
                "new.status = 'SENT' and new.recipient = 'later@outbox.example'")) {
            id = put("later@outbox.example", null);
            Awaitility.await().until(() -> output.getOut().contains("is stored later"));
        }
        awaitProgress(id, EmailState.Progress.SENT);
        assertThat(received).hasSize(1);
    }

    @Test
    void aPermanentRefusalIsNotRepeated(CapturedOutput output) {
        replies.add(550);
        startServer();
        startSender();
        UUID id = put("nobody@outbox.example", null);
        awaitProgress(id, EmailState.Progress.REFUSED);
        assertThat(text(id)).isEqualTo("deleted");
        assertThat(attempts).hasValue(1);
        assertThat(received).isEmpty();
        assertThat(output).contains("replied 550").doesNotContain("nobody@outbox.example");
    }

    @Test
    void aTemporaryRefusalIsRepeated() {
        replies.addAll(List.of(450, 450));
        startServer();
        properties = properties(Duration.ofMinutes(1), Duration.ofMinutes(1), 1000);
        UUID id = put("dora@outbox.example", null);
        Outbox outbox = outbox();
        Outbox.Claimed claimed = outbox.claim(1).blockFirst();
        outbox.retryLater(claimed, new SmtpFailure(450, false, "later"), Duration.ZERO)
                .block();
        assertThat(progress(id)).isEqualTo(EmailState.Progress.PUT_OFF);
        startSender();
        awaitProgress(id, EmailState.Progress.SENT);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void itIsGivenUpWhenItsLinkHasExpired() {
        startSender();
        UUID id = put("eve@outbox.example", Duration.ofMillis(300));
        awaitProgress(id, EmailState.Progress.GIVEN_UP);
        assertThat(text(id)).isEqualTo("deleted");
    }

    @Test
    void instancesShareABacklog() {
        for (int i = 0; i < 30; i++) {
            put("many-" + i + "@outbox.example", null);
        }
        startServer();
        startSender();
        startSender();
        Awaitility.await().until(() -> received.size() >= 30);
        Awaitility.await().until(() -> outbox().waiting().block().count() == 0);
        assertThat(received).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void onlySoManyWaitForOneAddress() {
        properties = properties(Duration.ofMinutes(1), Duration.ofMinutes(1), 2);
        put("flood@outbox.example", null);
        put("flood@outbox.example", null);
        assertThatThrownBy(() -> put("flood@outbox.example", null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot be sent");
        outbox().add(email("flood@outbox.example")).block();
        assertThat(count(OutboxMeters.DROPPED)).isEqualTo(2);
        put("another@outbox.example", null);
    }

    @Test
    void housekeepingDeletesRows() {
        startServer();
        properties = properties(Duration.ofSeconds(1), Duration.ofMinutes(1), 1000);
        UUID waiting = put("waits@outbox.example", null);
        outbox().claim(1).blockFirst();
        startSender();
        UUID sent = put("sent@outbox.example", null);
        awaitProgress(sent, EmailState.Progress.SENT);
        Awaitility.await().until(() -> {
            outbox().deleteExpired().block();
            return outbox().state(sent).block() == null;
        });
        assertThat(outbox().state(waiting).block()).isNotNull();
    }

    private static MailProperties properties(Duration keep, Duration lease, int maxWaitingPerAddress) {
        Duration pause = Duration.ofMillis(50);
        return new MailProperties(
                "Chatty Cat <no-reply@example.org>",
                Duration.ofMinutes(1),
                pause,
                pause.multipliedBy(4),
                lease,
                pause,
                2,
                1000,
                maxWaitingPerAddress,
                keep);
    }

    private Outbox outbox() {
        return new Outbox(database, properties, new MailboxId(null), meters);
    }

    private void startSender() {
        JavaMailSenderImpl smtp = new JavaMailSenderImpl();
        smtp.setHost("localhost");
        smtp.setPort(port);
        smtp.getJavaMailProperties().putAll(Map.of("mail.smtp.connectiontimeout", "5000", "mail.smtp.timeout", "5000"));
        OutboxSender sender = new OutboxSender(
                outbox(), new SmtpTransport(smtp, properties.from()), properties, notifications, state, meters);
        sender.start();
        senders.add(sender);
    }

    private void startServer() {
        server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((context, from, to, data) -> {
                    attempts.incrementAndGet();
                    awaitRelease();
                    if (!replies.isEmpty()) {
                        throw new RejectException(replies.remove(0), "<" + to + "> is not wanted");
                    }
                    received.add(to + " " + new String(data, StandardCharsets.UTF_8));
                })
                .build();
        server.start();
    }

    private void awaitRelease() {
        try {
            if (!hold.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("was not released");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID put(String to, Duration lifetime) {
        return transactions
                .transactional(outbox().require(email(to).validFor(lifetime)))
                .block();
    }

    private static Email email(String to) {
        return Email.of(to, "Sign in", "Open this:", "https://example.org/#secret-link", "Bye.");
    }

    private void awaitProgress(UUID id, EmailState.Progress progress) {
        Awaitility.await().until(() -> progress(id) == progress);
    }

    private EmailState.Progress progress(UUID id) {
        return outbox().state(id).block().progress();
    }

    private String text(UUID id) {
        return database.sql("select coalesce(text || html, 'deleted') as stored from outgoing_email where id = :id")
                .bind("id", id)
                .map(row -> row.get("stored", String.class))
                .one()
                .block();
    }

    private Instant leasedUntil(UUID id) {
        return database.sql("select next_attempt_at from outgoing_email where id = :id")
                .bind("id", id)
                .map(row -> row.get("next_attempt_at", Instant.class))
                .one()
                .block();
    }

    private double count(String outcome) {
        return meters.counter("chattycat.mail", "outcome", outcome).count();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
