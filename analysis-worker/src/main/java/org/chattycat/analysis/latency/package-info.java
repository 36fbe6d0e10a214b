/**
 * Turns readings of clock codes into measurements: which reading counts, its bounds, whether the clock is right, and a summary
 * of each second.
 */
package org.chattycat.analysis.latency;
