package org.chattycat.app.clock;

/** How well a worker sees a clock's code. */
enum SeenState {
    FOUND,
    TOO_SMALL,
    GLARE,
    HOLD_STILL
}
