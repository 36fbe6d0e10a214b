package org.chattycat.app.clock;

/** Why a clock was refused or ended. Clients depend on the names, so they never change. */
public enum ClockErrorCode {
    /** The link is older than its lifetime and no clock uses it. */
    LINK_EXPIRED,
    /** There is no such link. */
    LINK_UNKNOWN,
    /** The participant, the meeting or the client address has as many clocks as it may have. */
    TOO_MANY_CLOCKS,
    /** Too many messages, or too many clocks opened in a short time. */
    RATE_LIMITED,
    /** The message is not valid. */
    BAD_MESSAGE,
    /** The reports of the clock contradict the server's clock. */
    CLOCK_WRONG,
    /** The participant is no longer in the meeting. */
    MEETING_OVER,
    /** The database is not available. */
    DATABASE_AWAY
}
