package org.chattycat.analysis.latency;

/**
 * What is known of the latency at the time of a sample, all in ms.
 *
 * @param latencyMs the value to show: the middle of what the code's age and the clocks' known errors leave open. The
 *     phone's display lag and the camera's exposure are not subtracted.
 * @param lowerMs lower bound of the latency from light to worker; here display lag and exposure count
 * @param upperMs upper bound of it
 */
record Estimate(double latencyMs, double lowerMs, double upperMs) {}
