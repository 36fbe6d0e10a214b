/** SRTP and SRTCP (RFC 3711, RFC 7714) with one peer, by jitsi-srtp: one context per SSRC and direction. */
package org.chattycat.kurento.peer.srtp;
