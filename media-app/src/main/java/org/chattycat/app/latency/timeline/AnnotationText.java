package org.chattycat.app.latency.timeline;

import org.chattycat.app.platform.query.InvalidArgumentException;
import org.chattycat.app.platform.text.TypedLine;

/** The text of an annotation: a {@link TypedLine} of 1 to 200 UTF-16 units. */
record AnnotationText(String value) {
    static final int MAX_LENGTH = 200;

    /** @throws InvalidArgumentException with the code BAD_TEXT */
    AnnotationText {
        try {
            value = TypedLine.read(value, "An annotation", MAX_LENGTH);
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentException("BAD_TEXT", e.getMessage());
        }
    }
}
