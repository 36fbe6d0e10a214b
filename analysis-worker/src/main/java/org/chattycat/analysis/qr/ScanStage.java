package org.chattycat.analysis.qr;

/** The step of the cascade that read a code. */
public enum ScanStage {
    /** Not read again: where a code was last read, nothing has changed since. Never the first sighting of a text. */
    UNCHANGED,
    /** Where a code was last seen. */
    TRACKED,
    /** The whole picture at half size. */
    HALF,
    /** The whole picture. */
    FULL,
    /** Localised by OpenCV, rectified, then read: tilted or small codes. */
    RECTIFIED,
    /** The negative of the whole picture: light modules on a dark page. */
    INVERTED,
    /** Located by its outline: on a dark page, without a quiet zone. */
    OUTLINED,
    /** Located by the light rings of its finder patterns: on a dark page, or with one finder pattern covered. */
    RINGED
}
