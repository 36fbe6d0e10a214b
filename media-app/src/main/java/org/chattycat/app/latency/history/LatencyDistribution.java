package org.chattycat.app.latency.history;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.chattycat.analysis.live.ClockSource;

/** How often which latency occurred, as the GraphQL type of this name describes it. */
record LatencyDistribution(UUID participantId, ClockSource source, long count, List<Bin> bins) {
    record Bin(double fromMs, double toMs, long count) {}

    static LatencyDistribution of(UUID participantId, ClockSource source, LatencyFigures figures) {
        LatencySketch sketch = figures.sketch();
        List<Bin> bins = IntStream.range(0, sketch.size())
                .mapToObj(i -> new Bin(sketch.from(i), sketch.to(i), sketch.count(i)))
                .toList();
        return new LatencyDistribution(participantId, source, sketch.total(), bins);
    }
}
