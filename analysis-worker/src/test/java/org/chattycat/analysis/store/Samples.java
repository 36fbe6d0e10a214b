package org.chattycat.analysis.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.chattycat.analysis.latency.CodePlace;
import org.chattycat.analysis.latency.LatencyWindow;
import org.chattycat.analysis.latency.StoredSample;
import org.chattycat.analysis.latency.Uncertainty;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SampleValidity;
import org.chattycat.analysis.live.SampleZone;
import org.chattycat.analysis.quality.VideoQualityWindow;

/** Rows to write, complete and plausible. */
public final class Samples {
    private Samples() {}

    public static TapLease lease(long fencing) {
        return new TapLease(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "ws://localhost/kurento",
                "p",
                "e",
                false,
                fencing);
    }

    public static StoredSample sample(TapLease tap, Instant arrivedAt) {
        return sample(tap, arrivedAt, 161);
    }

    static StoredSample sample(TapLease tap, Instant arrivedAt, int codeHeight) {
        return sample(tap, arrivedAt, 200.5, codeHeight);
    }

    static StoredSample estimated(TapLease tap, Instant arrivedAt, double estimateMs) {
        return sample(tap, arrivedAt, estimateMs, 161);
    }

    private static StoredSample sample(TapLease tap, Instant arrivedAt, double estimateMs, int codeHeight) {
        Instant at = arrivedAt.truncatedTo(ChronoUnit.MICROS);
        LatencySample sample = new LatencySample(
                new UUID(at.toEpochMilli() << 16 | 0x7000, UUID.randomUUID().getLeastSignificantBits()),
                tap.meetingId(),
                tap.participantId(),
                tap.publicationId(),
                at,
                at.minusMillis(212),
                212,
                95.5,
                212.5,
                estimateMs,
                estimateMs - 100,
                estimateMs + 12,
                12.5,
                ClockSource.GOPRO,
                SampleZone.ZONED,
                null,
                1,
                SampleValidity.VALID);
        return new StoredSample(
                sample,
                tap,
                at.plusMillis(3),
                new Uncertainty(33, 33, 50, null, null, 0.5),
                false,
                new CodePlace(640, 480, 100, 90, 160, codeHeight),
                "HALF",
                700,
                1_900,
                6.5);
    }

    static LatencyWindow window(TapLease tap, Instant second) {
        return new LatencyWindow(
                tap, second, ClockSource.OWN, "04711", 1, SampleValidity.VALID, 10, 190, 205, 230, 240);
    }

    static VideoQualityWindow quality(TapLease tap, Instant second) {
        return new VideoQualityWindow(
                tap,
                second,
                110,
                2,
                125_000,
                1.5,
                30,
                29,
                1,
                10,
                3,
                1,
                640,
                480,
                1,
                Duration.ofMillis(233).toMillis(),
                118.0,
                240.5,
                9,
                Map.of("FAST_PAGE", 3),
                null);
    }
}
