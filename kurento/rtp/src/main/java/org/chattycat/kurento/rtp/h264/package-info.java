/** The H.264 payload format (RFC 6184), as far as forwarding needs it. */
package org.chattycat.kurento.rtp.h264;
