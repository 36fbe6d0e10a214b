/** SRTP and SRTCP (RFC 3711, RFC 7714) of one peer: one context per SSRC and direction, by jitsi-srtp. */
package org.chattycat.kurento.embedded.srtp;
