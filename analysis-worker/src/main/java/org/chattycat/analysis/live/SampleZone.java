package org.chattycat.analysis.live;

/** How the time zone of a clock code is known. */
public enum SampleZone {
    /** The code names its zone. */
    ZONED,
    /** The zone was deduced from the arrival of the frame. */
    INFERRED
}
