/**
 * DTLS 1.2 associations that only exist to agree on SRTP keys (DTLS-SRTP, RFC 5764). The peer is the one whose certificate
 * has the fingerprint of its SDP (RFC 8122); there is no other authority.
 */
package org.chattycat.kurento.embedded.dtls;
