package org.chattycat.analysis.clock;

/** Why the text of a code is not taken for a time. */
public enum Refusal {
    /**
     * The Fast page, told by its two-digit fraction. It shows the seconds of the day times 1.001, so it is up to 86 s
     * wrong: a clock to look at, not one to measure by.
     */
    FAST_PAGE,
    /** A code that has nothing to do with time, such as a web address. */
    NOT_A_CLOCK,
    /** Begins like a clock and breaks the grammar. */
    MALFORMED,
    /** No such date or time of day, such as 30 February or second 60. */
    BAD_TIME,
    /** No such zone. */
    BAD_ZONE
}
