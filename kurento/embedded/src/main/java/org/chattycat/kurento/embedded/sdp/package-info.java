/**
 * Session descriptions (RFC 8866) and the offer/answer rules (RFC 3264, RFC 8829) for what this server forwards: one
 * audio and one video section, each with the formats that both ends name.
 */
package org.chattycat.kurento.embedded.sdp;
