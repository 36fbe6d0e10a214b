package org.chattycat.kurento.webm;

/** What the writer leaves free at the beginning, and {@link WebmFinisher} fills. */
final class WebmLayout {
    /** At the beginning of the segment: a list of three positions. */
    static final int SEEK_HEAD_BYTES = 80;
    /** In the information about the segment: its duration, with an id of two bytes. */
    static final int DURATION_BYTES = 2 + 1 + Double.BYTES;

    static final int NANOS_PER_TICK = 1_000_000;

    private WebmLayout() {}
}
