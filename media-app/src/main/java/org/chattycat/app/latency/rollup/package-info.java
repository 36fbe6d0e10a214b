/** Writes the roll-ups of measurements by minute, which stay when the measurements are dropped. */
package org.chattycat.app.latency.rollup;
