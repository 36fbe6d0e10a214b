package org.chattycat.app.meeting;

import org.chattycat.app.platform.query.InvalidArgumentException;
import org.chattycat.app.platform.text.TypedLine;

/** The title of a meeting: a {@link TypedLine} of 1 to 120 UTF-16 units. */
record MeetingTitle(String value) {
    static final int MAX_LENGTH = 120;

    /** @throws InvalidArgumentException with the code BAD_TEXT */
    MeetingTitle {
        try {
            value = TypedLine.read(value, "A title", MAX_LENGTH);
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentException("BAD_TEXT", e.getMessage());
        }
    }
}
