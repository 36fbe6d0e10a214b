package org.chattycat.app.call;

/** Codes of {@link ServerMessage.Failure}: stable, for programs. */
public enum CallErrorCode {
    BAD_MESSAGE,
    NOT_JOINED,
    MEETING_NOT_FOUND,
    MEETING_LOCKED,
    MEETING_FULL,
    PUBLICATION_NOT_FOUND,
    BAD_SDP,
    LIMIT_REACHED,
    MEDIA_SERVER_UNAVAILABLE,
    REPLACED,
    SESSION_ENDED,
    REMOVED,
    DATABASE_AWAY,
    INTERNAL
}
