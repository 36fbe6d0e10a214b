package org.chattycat.analysis.live;

/** Whose clock was read. Statistics never mix them. */
public enum ClockSource {
    /** GoPro Labs' page on somebody's phone. */
    GOPRO,
    /** The product's own clock page. */
    OWN,
    /** A clock stamped into the picture by the sender's browser. */
    STAMP,
    /**
     * Two codes of one clock in one picture, of which one is a delayed copy. The latency is that of the loop between them and
     * needs no synchronised clock.
     */
    PAIR
}
