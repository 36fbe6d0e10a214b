package org.chattycat.analysis.clock;

/** The reason why the text of a code is not accepted as a time. */
public enum Refusal {
    /**
     * The Fast page, recognised by its two-digit fraction. It shows the seconds of the day times 1.001, so it is wrong by up
     * to 86 s and cannot be used for measuring.
     */
    FAST_PAGE,
    /** A code that is not a clock, such as a web address. */
    NOT_A_CLOCK,
    /** The text begins like a clock and violates the grammar. */
    MALFORMED,
    /** A date or time of day that does not exist, such as 30 February or second 60. */
    BAD_TIME,
    /** A zone that does not exist. */
    BAD_ZONE
}
