package org.chattycat.analysis.qr;

/** The effort of one call of {@link ClockReader#read}. Each level includes the ones before. */
public enum ScanEffort {
    /** Only where codes were last seen, which is fast enough for every frame. Reads nothing while no code is tracked. */
    TRACK,
    /** The whole frame at half size, which finds codes that are near the camera. */
    SEARCH,
    /** Every stage. */
    THOROUGH
}
