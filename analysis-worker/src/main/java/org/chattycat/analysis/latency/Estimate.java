package org.chattycat.analysis.latency;

/**
 * The estimate of the latency at the time of a sample, in ms.
 *
 * @param latencyMs the value to show: the middle of the range that the code's age and the clocks' known errors allow. The
 *     phone's display lag and the camera's exposure are not subtracted.
 * @param lowerMs lower bound of the latency from light to worker, including display lag and exposure
 * @param upperMs upper bound of it
 */
record Estimate(double latencyMs, double lowerMs, double upperMs) {}
