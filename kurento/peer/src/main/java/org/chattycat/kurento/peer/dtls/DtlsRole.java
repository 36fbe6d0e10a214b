package org.chattycat.kurento.peer.dtls;

/** The client is the side whose SDP says {@code setup:active} (RFC 8842); it sends the first message. */
public enum DtlsRole {
    CLIENT,
    SERVER
}
