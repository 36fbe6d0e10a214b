/** The VP8 payload format (RFC 7741): its descriptor, and the start of keyframes. */
package org.chattycat.kurento.rtp.vp8;
