package org.chattycat.kurento.embedded.media;

/** What flows through a connection, in Kurento's own words. */
public enum MediaKind {
    AUDIO,
    VIDEO,
    DATA
}
