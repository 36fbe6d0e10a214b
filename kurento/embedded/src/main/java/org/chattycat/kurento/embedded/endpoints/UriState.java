package org.chattycat.kurento.embedded.endpoints;

/** Kurento's UriEndpointState: whether a recorder records or a player plays. */
public enum UriState {
    STOP,
    START,
    PAUSE
}
