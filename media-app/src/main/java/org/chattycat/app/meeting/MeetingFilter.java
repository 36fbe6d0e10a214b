package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.Locale;
import org.chattycat.app.platform.query.InvalidArgumentException;

/**
 * Selects meetings. What is null does not select.
 *
 * @param search part of the title or of the name of somebody who was there, or the beginning of the meeting's id or short
 *     code; without regard to case
 * @param from the first instant of creation
 * @param to the first instant of creation after the range
 */
record MeetingFilter(String search, Instant from, Instant to) {
    private static final int MAX_SEARCH = 100;

    /** @throws InvalidArgumentException for a search that is too long, and with the code RANGE_REVERSED */
    MeetingFilter {
        search = search == null || search.isBlank() ? null : search.strip().toLowerCase(Locale.ROOT);
        if (search != null && (search.length() > MAX_SEARCH || search.chars().anyMatch(Character::isISOControl))) {
            throw new InvalidArgumentException("'search' must have at most %d characters.".formatted(MAX_SEARCH));
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw new InvalidArgumentException("RANGE_REVERSED", "'from' must be before 'to'.");
        }
    }
}
