/** From RTP packets in order to VP8 frames (RFC 7741), each with the arrivals of its packets. */
package org.chattycat.analysis.rtp;
