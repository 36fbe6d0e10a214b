/**
 * DTLS 1.2 associations that agree on SRTP keys (DTLS-SRTP, RFC 5764). A peer is authenticated only by the fingerprint of
 * its certificate in the SDP (RFC 8122).
 */
package org.chattycat.kurento.peer.dtls;
