package org.chattycat.analysis.live;

import java.util.List;
import java.util.Objects;

/**
 * A code in a camera's picture as the worker sees it, whether it can be read or not.
 *
 * @param corners x and y of its four corners as fractions of the frame's width and height, 0 to 1; clockwise in the code's own
 *     order, from the corner with finder patterns on both sides. A code that was not read may start at another corner.
 * @param clockId the {@code oTI} id of a clock; null if it has none or was not read
 */
public record SeenCode(State state, List<Double> corners, String clockId) {
    private static final int COORDINATES = 8;

    public SeenCode {
        Objects.requireNonNull(state);
        corners = List.copyOf(corners);
        if (corners.size() != COORDINATES) {
            throw new IllegalArgumentException("a code has four corners, so " + COORDINATES + " coordinates");
        }
        for (double coordinate : corners) {
            if (!(coordinate >= 0 && coordinate <= 1)) {
                throw new IllegalArgumentException("a corner lies in the frame, at 0 to 1: " + coordinate);
            }
        }
    }

    /** What is known about the code. */
    public enum State {
        /** A clock that is read. */
        FOUND,
        /** A further clock that is read, beside the one that is {@link #FOUND}. */
        SECOND_CODE,
        /** Read, but not a clock. */
        OTHER_TEXT,
        /** Read, but a clock of another participant, which does not count here. */
        OTHERS_CLOCK,
        /** GoPro Labs' Fast page, which cannot be used for measuring. */
        FAST_PAGE,
        /** Not read: its modules are too few pixels wide. */
        TOO_SMALL,
        /** Not read: parts of it are overexposed or reflect a light. */
        GLARE,
        /** Not read although it is large enough and not overexposed: moved, blurred or partly covered. */
        HOLD_STILL
    }
}
