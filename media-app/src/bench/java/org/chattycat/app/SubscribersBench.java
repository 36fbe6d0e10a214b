package org.chattycat.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SampleValidity;
import org.chattycat.analysis.live.SampleZone;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.latency.LiveValues;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures how long after a worker handed out a batch of samples the subscribers of one meeting have all of it, as
 * graphql-transport-ws messages over as many sockets. The clients are in the same process.
 */
final class SubscribersBench {
    private static final int ACCOUNTS = 50;
    /** The limit of an account. */
    private static final int SOCKETS = 20;

    static final int SUBSCRIBERS = ACCOUNTS * SOCKETS;
    /** What one clock gives in the time between two batches. */
    private static final int BATCH = 2;

    private static final int WARM_UP = 25;
    private static final int BATCHES = 100;
    private static final long PAUSE_MILLIS = 200;
    private static final long LIMIT_SECONDS = 30;

    private final String base;
    private final JdbcTemplate jdbc;
    private final LiveValues values;
    private final HttpClient client = HttpClient.newHttpClient();

    SubscribersBench(String base, JdbcTemplate jdbc, LiveValues values) {
        this.base = base;
        this.jdbc = jdbc;
        this.values = values;
    }

    /** @return in ms, for each batch and subscriber, ascending */
    double[] run(TestBrowser host) throws InterruptedException {
        UUID meeting = GraphQl.createMeeting(host);
        List<Subscriber> subscribers = new ArrayList<>();
        try {
            for (int account = 0; account < ACCOUNTS; account++) {
                TestBrowser browser = member(meeting, account);
                for (int i = 0; i < SOCKETS; i++) {
                    subscribers.add(new Subscriber(browser, meeting));
                }
            }
            awaitSubscriptions(meeting, subscribers);
            for (int i = 0; i < WARM_UP; i++) {
                deliver(meeting, subscribers);
            }
            double[] ms = new double[BATCHES * subscribers.size()];
            for (int i = 0; i < BATCHES; i++) {
                double[] batch = deliver(meeting, subscribers);
                System.arraycopy(batch, 0, ms, i * batch.length, batch.length);
            }
            Arrays.sort(ms);
            return ms;
        } finally {
            subscribers.forEach(one -> one.socket.abort());
        }
    }

    private TestBrowser member(UUID meeting, int number) {
        TestBrowser browser = new TestBrowser(base);
        browser.signIn("subscriber-" + number + "@example.org");
        jdbc.update(
                "insert into meeting_member (meeting_id, account_id) values (?, ?::uuid)",
                meeting,
                browser.accountId().toString());
        return browser;
    }

    /** The protocol does not say when a subscription has begun, so samples are sent until each has one. */
    private void awaitSubscriptions(UUID meeting, List<Subscriber> subscribers) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (subscribers.stream().anyMatch(one -> one.received.get() == 0)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not all subscriptions began");
            }
            values.measured(List.of(sample(meeting)));
            Thread.sleep(PAUSE_MILLIS);
        }
        // What is still on its way must not count for the first batch.
        Thread.sleep(TimeUnit.SECONDS.toMillis(1));
    }

    private double[] deliver(UUID meeting, List<Subscriber> subscribers) throws InterruptedException {
        CountDownLatch complete = new CountDownLatch(subscribers.size());
        subscribers.forEach(one -> one.expect(BATCH, complete));
        List<LatencySample> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            batch.add(sample(meeting));
        }
        long began = System.nanoTime();
        values.measured(batch);
        if (!complete.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a batch was not delivered");
        }
        double[] ms = subscribers.stream()
                .mapToDouble(one -> (one.completedAt - began) / 1e6)
                .toArray();
        Thread.sleep(PAUSE_MILLIS);
        return ms;
    }

    private static LatencySample sample(UUID meeting) {
        UUID id = UUID.randomUUID();
        Instant now = Instant.now();
        return new LatencySample(
                id,
                meeting,
                id,
                id,
                now,
                now.minusMillis(250),
                250,
                200,
                300,
                240,
                200,
                260,
                15.0,
                ClockSource.OWN,
                SampleZone.ZONED,
                null,
                1,
                SampleValidity.VALID);
    }

    private final class Subscriber implements WebSocket.Listener {
        private final AtomicInteger received = new AtomicInteger();
        private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        private final WebSocket socket;
        private volatile CountDownLatch complete;
        private volatile int expected = Integer.MAX_VALUE;
        private volatile long completedAt;

        Subscriber(TestBrowser browser, UUID meeting) {
            socket = client.newWebSocketBuilder()
                    .header("Origin", browser.base())
                    .header("Cookie", browser.cookieHeader())
                    .subprotocols("graphql-transport-ws")
                    .buildAsync(URI.create(browser.at("/graphql").toString().replaceFirst("^http", "ws")), this)
                    .join();
            send("{\"type\":\"connection_init\"}");
            acknowledged.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
            send(
                    ("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"subscription { latencyMeasured(meetingId: \\\"%s\\\")"
                                    + " { id participantId arrivedAt latencyMs estimateMs plusMinusMs } }\"}}")
                            .formatted(meeting));
        }

        private void send(String text) {
            socket.sendText(text, true)
                    .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .join();
        }

        void expect(int samples, CountDownLatch latch) {
            complete = latch;
            expected = received.get() + samples;
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            if (last && !acknowledged.isDone()) {
                acknowledged.complete(null);
            } else if (last && received.incrementAndGet() == expected) {
                completedAt = System.nanoTime();
                complete.countDown();
            }
            webSocket.request(1);
            return null;
        }
    }
}
