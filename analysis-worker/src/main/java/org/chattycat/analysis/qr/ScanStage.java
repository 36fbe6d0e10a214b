package org.chattycat.analysis.qr;

/** The step of the cascade that read a code. */
public enum ScanStage {
    /** Not read again, because nothing changed where a code was last read. Never the first reading of a text. */
    UNCHANGED,
    /** Where a code was last seen. */
    TRACKED,
    /**
     * Where a code was last seen, recognised among the texts that may follow the last one or, if there is none, among the likeliest
     * clocks. Not a reading: it proves that this text is shown, but cannot find a text that is no clock.
     */
    PREDICTED,
    /** The whole frame at half size. */
    HALF,
    /** The whole frame. */
    FULL,
    /** Located by OpenCV, rectified, then read: tilted or small codes. */
    RECTIFIED,
    /** The negative of the whole frame: light modules on a dark page. */
    INVERTED,
    /** Located by its outline: on a dark page, without a quiet zone. */
    OUTLINED,
    /** Located by the light rings of its finder patterns: on a dark page, or with one finder pattern covered. */
    RINGED
}
