/** The part of the H.264 payload format (RFC 6184) that forwarding and playing files need. */
package org.chattycat.kurento.rtp.h264;
