/**
 * Figures of a meeting over time: latency by percentiles, and the quality of video. Short ranges at a fine resolution are
 * computed from samples and windows of a second, everything else from roll-ups by minute.
 */
package org.chattycat.app.latency.history;
