package org.chattycat.app.call;

/** The codes of {@link ServerMessage.Failure}. Clients depend on them, so they never change. */
enum CallErrorCode {
    BAD_MESSAGE,
    NOT_JOINED,
    MEETING_NOT_FOUND,
    MEETING_LOCKED,
    ADMISSION_REQUIRED,
    MEETING_FULL,
    PUBLICATION_NOT_FOUND,
    RECORDING_NOT_FOUND,
    BAD_SDP,
    LIMIT_REACHED,
    MEDIA_SERVER_UNAVAILABLE,
    MEDIA_SERVER_FULL,
    CLOCK_WRONG,
    CLOCK_ENDED,
    REPLACED,
    SESSION_ENDED,
    REMOVED,
    MEETING_ENDED,
    DATABASE_AWAY,
    INTERNAL
}
