package org.chattycat.analysis.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chattycat.analysis.measure.LatencySample;
import org.chattycat.analysis.sender.ClockSender;
import org.chattycat.analysis.sender.ClockSender.Sent;
import org.junit.jupiter.api.Test;

/**
 * What the worker reports against what the sender really did. The bound is 2 ms at the 95th percentile on an idle
 * machine; a busy one delays any receiver, so a plain one beside it shows by how much, and that is added.
 */
class TruthIT {
    private static final int SSRC = 0x8badf00d;
    private static final int SAMPLES = 60;

    @Test
    void reportsWhenTheFrameReallyLeft() throws Exception {
        RecordingSink sink = new RecordingSink();
        try (StreamRig rig = new StreamRig(1);
                ControlReceiver control = new ControlReceiver()) {
            ClockSender[] sender = new ClockSender[1];
            try (StreamRig.Fed fed = rig.open(SSRC, sink, () -> sender[0].requestKeyframe())) {
                sender[0] =
                        new ClockSender(640, 480, SSRC, fed.address(), Duration.ofMillis(100), Duration.ofMillis(150));
                sender[0].controlAt(control.address());
                try (ClockSender running = sender[0]) {
                    running.start();
                    await().atMost(Duration.ofSeconds(120)).until(() -> sink.samples.size() >= SAMPLES);
                }
            }
            List<LatencySample> settled = sink.samples.subList(10, sink.samples.size());
            double[] errors = errorsMs(settled, sender[0].sent());
            double[] floor = control.errorsMs(sender[0].sentByRtpTimestamp());
            System.out.printf(
                    "truth: %d samples, error p50 %.3f p95 %.3f ms; plain receiver p50 %.3f p95 %.3f ms%n",
                    errors.length, p50(errors), p95(errors), p50(floor), p95(floor));
            assertThat(p50(errors)).isLessThan(2 + p95(floor));
            assertThat(p95(errors)).isLessThan(2 + 2 * p95(floor));
            assertThat(settled).allSatisfy(sample -> {
                assertThat(sample.latencyMs()).isBetween(sample.lowerMs(), sample.upperMs());
                assertThat(sample.clockFault()).isFalse();
                assertThat(sample.uncertainty().codeAgeMs()).isLessThanOrEqualTo(250);
            });
        }
    }

    private static double[] errorsMs(List<LatencySample> samples, Map<String, Sent> sent) {
        Map<Instant, Sent> byClock =
                sent.values().stream().collect(Collectors.toMap(Sent::clockAt, s -> s, (a, b) -> a));
        return samples.stream()
                .mapToDouble(
                        s -> Math.abs(s.latencyMs() - byClock.get(s.clockAt()).latencyMs()))
                .sorted()
                .toArray();
    }

    private static double p50(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static double p95(double[] sorted) {
        return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
    }
}
