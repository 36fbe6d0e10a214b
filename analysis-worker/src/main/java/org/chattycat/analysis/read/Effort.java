package org.chattycat.analysis.read;

/** How much a call of {@link ClockReader#read} may spend; each includes the ones before. */
public enum Effort {
    /** Only where codes were last seen: cheap enough for every frame. Reads nothing while no code is in sight. */
    TRACK,
    /** The whole picture, by the cheap stages. */
    SEARCH,
    /** Every stage. */
    THOROUGH
}
