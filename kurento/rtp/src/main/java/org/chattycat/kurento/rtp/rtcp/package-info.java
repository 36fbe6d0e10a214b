/**
 * RTCP (RFC 3550 section 6) with the feedback messages of RFC 4585, RFC 5104 and REMB
 * (draft-alvestrand-rmcat-remb-03): a reader over compound packets and a writer that builds them in place.
 */
package org.chattycat.kurento.rtp.rtcp;
