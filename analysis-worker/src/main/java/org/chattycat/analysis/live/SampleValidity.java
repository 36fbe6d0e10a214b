package org.chattycat.analysis.live;

/** Whether a sample counts. The rule is written down in docs/using.md. */
public enum SampleValidity {
    /** Within what the connection and the camera can explain. Only these values count in statistics. */
    VALID,
    /** More than the connection and the camera can explain: the clock is behind or the source is delayed. */
    IMPLAUSIBLE,
    /** The clock is proven wrong: by a negative latency, or by a synchronised clock in the same publication. */
    CLOCK_FAULT
}
