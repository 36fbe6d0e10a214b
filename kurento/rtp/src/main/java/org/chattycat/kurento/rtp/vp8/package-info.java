/** The VP8 payload format (RFC 7741): what a packet carries, and where a keyframe starts. */
package org.chattycat.kurento.rtp.vp8;
