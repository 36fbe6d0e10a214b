package org.chattycat.app.latency.history;

import java.util.List;
import org.chattycat.analysis.live.ClockSource;

/**
 * A few figures of a meeting for lists, by the kind of clock with the most samples. Values in ms.
 *
 * @param samples that count in statistics
 * @param sparkline the median of each of equal parts of the time between the first and the last measurement; null for parts
 *     without any
 */
record LatencyOverview(ClockSource source, long samples, double p50Ms, List<Double> sparkline) {}
