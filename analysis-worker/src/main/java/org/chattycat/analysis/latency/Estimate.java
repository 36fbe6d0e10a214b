package org.chattycat.analysis.latency;

/**
 * The estimate of the latency at the time of a sample, in ms.
 *
 * @param latencyMs the value to show: the most likely latency from light to worker, less the middle of a phone's display lag
 * @param lowerMs lower bound of the latency from light to worker
 * @param upperMs upper bound of it
 * @param plusMinusMs the latency lies within ± this of {@code latencyMs} in 95 % of all cases
 */
record Estimate(double latencyMs, double lowerMs, double upperMs, double plusMinusMs) {}
