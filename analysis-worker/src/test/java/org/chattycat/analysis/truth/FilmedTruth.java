package org.chattycat.analysis.truth;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.chattycat.analysis.WorkerProperties;
import org.chattycat.analysis.latency.ServerClock;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.lease.TapReports;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.pipeline.RecordingSink;
import org.chattycat.analysis.pipeline.TapStreams;
import org.chattycat.analysis.sender.RtpInput;
import org.chattycat.kurento.client.KurentoClientProperties;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;

/**
 * Films of {@link Light} on the real path: an encoder, RTP, an embedded media server, a worker's taps, decoder and reader, in
 * real time. All films run side by side.
 */
public final class FilmedTruth {
    /** A frame that this machine delayed by more cannot be told from the next one. */
    private static final Duration LATEST = Duration.ofMillis(12);

    private static final Duration START = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FIRST_SSRC = 70_000;
    private static final UUID PARTICIPANT = UUID.randomUUID();
    private static final KurentoClientProperties KURENTO = new KurentoClientProperties(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final WorkerProperties settings = WorkerProperties.defaults();
    private final RecordingSink sink = new RecordingSink();
    private final Map<UUID, Projection.Reel> reels = new LinkedHashMap<>();
    private final Set<UUID> working = ConcurrentHashMap.newKeySet();
    private final double forMs;
    private final Projection projection;

    /** @param forMs for how long each film is measured */
    private FilmedTruth(double forMs) {
        this.forMs = forMs;
        this.projection = new Projection(TruthTable.SETTLED_MS + forMs);
    }

    /**
     * @param phones how many phones and cameras there are of each condition
     * @param forMs for how long each of them is measured
     */
    public static List<TruthRow> measure(Map<Light.Condition, Integer> phones, double forMs, long seed)
            throws IOException, InterruptedException {
        return new FilmedTruth(forMs).play(phones, seed);
    }

    private List<TruthRow> play(Map<Light.Condition, Integer> phones, long seed)
            throws IOException, InterruptedException {
        try (EmbeddedKurento kurento = EmbeddedKurento.builder().port(0).start()) {
            String uri = kurento.uri().toString();
            KurentoClient client = KurentoClient.create(uri);
            try {
                MediaPipeline pipeline = client.createMediaPipeline();
                List<TapLease> leases = new ArrayList<>();
                for (Light.Condition condition : phones.keySet()) {
                    for (int i = 0; i < phones.get(condition); i++) {
                        int ssrc = FIRST_SSRC + leases.size();
                        RtpInput input = RtpInput.open(pipeline, ssrc);
                        TapLease lease = lease(uri, pipeline, input);
                        leases.add(lease);
                        reels.put(
                                lease.publicationId(),
                                projection.add(
                                        new Light(condition, i, phones.get(condition), seed),
                                        condition,
                                        ssrc,
                                        input.address()));
                    }
                }
                projection.render();
                measure(leases);
            } finally {
                client.destroy();
            }
        }
        return phones.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void measure(List<TapLease> leases) throws IOException, InterruptedException {
        FilmClock clock = new FilmClock();
        ServerClock serverClock = new ServerClock(clock);
        try (TapStreams taps = taps(serverClock)) {
            taps.start();
            leases.forEach(taps::begin);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                projection.sendFirst();
                return working.size() == leases.size();
            });
            clock.set(Projection.BASE.minus(START));
            // A clock that is set counts when it was seen so twice.
            serverClock.observe();
            serverClock.observe();
            projection.send(clock);
        }
    }

    private static TapLease lease(String uri, MediaPipeline pipeline, RtpInput input) {
        return new TapLease(
                UUID.randomUUID(),
                UUID.randomUUID(),
                PARTICIPANT,
                uri,
                pipeline.getId(),
                input.endpoint().getId(),
                false,
                1);
    }

    private TapStreams taps(ServerClock serverClock) {
        TapStreams taps = new TapStreams(
                settings.rtp(),
                KURENTO,
                settings.scan(),
                settings.measure(),
                serverClock,
                (id, meeting) -> TruthTable.ownClock(id, PARTICIPANT),
                sink,
                new SimpleMeterRegistry());
        taps.reportTo(new Reports());
        return taps;
    }

    private TruthRow row(Light.Condition condition, int phones) {
        Map<UUID, Instant> settled = new LinkedHashMap<>();
        List<TruthRow.Compared> compared = new ArrayList<>();
        for (LatencySample sample : List.copyOf(sink.samples)) {
            Projection.Reel reel = reels.get(sample.publicationId());
            if (reel.condition().equals(condition)) {
                Instant from = settled.computeIfAbsent(
                        sample.publicationId(), id -> sample.arrivedAt().plusMillis((long) TruthTable.SETTLED_MS));
                if (sample.arrivedAt().isAfter(from)) {
                    truthMs(reel, sample.arrivedAt())
                            .ifPresent(truth -> compared.add(new TruthRow.Compared(sample, truth)));
                }
            }
        }
        return TruthRow.of("film", condition, compared, phones * forMs / 1_000);
    }

    /** The true latency of the frame that arrived at an instant. */
    private static Optional<Double> truthMs(Projection.Reel reel, Instant arrivedAt) {
        // Both clocks are read to a fraction of a ms.
        return Optional.ofNullable(reel.lightBySending().floorEntry(arrivedAt.plusMillis(1)))
                .filter(sent -> Duration.between(sent.getKey(), arrivedAt).compareTo(LATEST) < 0)
                .map(sent -> Duration.between(sent.getValue(), arrivedAt).toNanos() / 1e6);
    }

    /** A tap that fails would leave a condition without samples; why is worth knowing. */
    private final class Reports implements TapReports {
        @Override
        public void failed(UUID publicationId, String problem) {
            System.err.println("truth: a tap failed: " + problem);
        }

        @Override
        public void full(String kurentoUri) {
            System.err.println("truth: the media server is full");
        }

        @Override
        public void troubled(UUID publicationId, String problem) {
            System.err.println("truth: a tap is troubled: " + problem);
        }

        @Override
        public void working(UUID publicationId) {
            working.add(publicationId);
        }
    }

    /** Runs as the machine's, and can be set. */
    private static final class FilmClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void set(Instant now) {
            ahead = Duration.between(Instant.now(), now);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("only its instants count");
        }
    }
}
