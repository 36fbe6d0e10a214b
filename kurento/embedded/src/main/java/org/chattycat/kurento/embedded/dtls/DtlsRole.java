package org.chattycat.kurento.embedded.dtls;

/** Who begins: the client is the side whose SDP says {@code setup:active} (RFC 8842). */
public enum DtlsRole {
    CLIENT,
    SERVER
}
