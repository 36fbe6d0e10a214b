package org.chattycat.kurento.embedded.sdp;

/** What flows through a connection, in Kurento's own words. */
public enum MediaKind {
    AUDIO,
    VIDEO,
    DATA
}
