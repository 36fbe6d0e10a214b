package org.chattycat.app.meeting;

/** Why a recording of a meeting ended. The names are stored, and are those of the GraphQL enum and of messages to pages. */
public enum RecordingEnd {
    HOST,
    EVERYBODY_LEFT,
    TIME_LIMIT,
    /** The files of the meeting are as many or as large as they may be. */
    SIZE_LIMIT,
    DISK_FULL
}
