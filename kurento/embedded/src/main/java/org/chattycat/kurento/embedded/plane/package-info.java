/**
 * The media plane itself: nodes that put ICE, DTLS, SRTP, SDP and forwarding together behind the interfaces of
 * {@link org.chattycat.kurento.embedded.media}.
 */
package org.chattycat.kurento.embedded.plane;
