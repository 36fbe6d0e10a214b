/** Receives the RTP packets of all taps, and records when they arrive. */
package org.chattycat.analysis.rtp;
