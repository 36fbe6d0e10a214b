package org.chattycat.kurento.embedded.sdp;

/** The kinds of media, by Kurento's names. */
public enum MediaKind {
    AUDIO,
    VIDEO,
    DATA
}
