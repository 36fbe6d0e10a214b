/**
 * What happened in a meeting besides its measurements: who was there, what was shared, notes that people made, clocks that
 * were wrong and media servers that did not answer.
 */
package org.chattycat.app.latency.timeline;
