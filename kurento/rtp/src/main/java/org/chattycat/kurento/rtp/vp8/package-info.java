/** The VP8 payload format (RFC 7741): its descriptor, the start of keyframes, frames of packets and packets of frames. */
package org.chattycat.kurento.rtp.vp8;
