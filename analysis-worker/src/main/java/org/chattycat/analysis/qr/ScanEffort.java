package org.chattycat.analysis.qr;

/** How much a call of {@link ClockReader#read} may spend; each includes the ones before. */
public enum ScanEffort {
    /** Only where codes were last seen: cheap enough for every frame. Reads nothing while no code is in sight. */
    TRACK,
    /** The whole picture at half size: finds what is near. */
    SEARCH,
    /** Every stage. */
    THOROUGH
}
