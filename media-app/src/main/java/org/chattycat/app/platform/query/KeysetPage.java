package org.chattycat.app.platform.query;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.chattycat.app.platform.text.Sha256;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.query.ScrollSubrange;

/**
 * A page of a list that is ordered by time, then by id, as the client requests it.
 *
 * @param list identifies the list: a cursor of another one would silently lead to a wrong page
 * @param after the position of the entry before the page; null for the first page
 * @param size at most this many entries
 */
public record KeysetPage(long list, KeysetPosition after, int size) {
    /**
     * The page of a list that a client asks for.
     *
     * @param field the field that is the list
     * @param owner whose list it is: the meeting or the account
     * @throws InvalidArgumentException when {@code first} is missing or not between 1 and {@code maxSize}, or with the code
     *     BAD_CURSOR for a cursor of another list
     */
    public static KeysetPage of(String field, UUID owner, ScrollSubrange subrange, int maxSize) {
        long list = ByteBuffer.wrap(Sha256.of(field + " " + owner)).getLong();
        KeysetPosition after = (KeysetPosition) subrange.position().orElse(null);
        if (after != null && after.list() != list) {
            throw badCursor();
        }
        return new KeysetPage(list, after, size(subrange.count().orElse(0), maxSize));
    }

    /** The error for what is not a cursor of the list. */
    public static InvalidArgumentException badCursor() {
        return new InvalidArgumentException("BAD_CURSOR", "'after' is not a cursor of this list.");
    }

    /** @throws InvalidArgumentException when {@code first} is not between 1 and {@code maxSize} */
    public static int size(int first, int maxSize) {
        if (first < 1 || first > maxSize) {
            throw new InvalidArgumentException("'first' must be between 1 and %d.".formatted(maxSize));
        }
        return first;
    }

    /** How many entries to read: one more than the page holds, which shows whether there is a next page. */
    public int limit() {
        return size + 1;
    }

    /** The page, made of up to {@link #limit} entries that were read. */
    public <T> Window<T> window(List<T> found, Function<T, Instant> at, Function<T, UUID> id) {
        List<T> entries = found.subList(0, Math.min(size, found.size()));
        return Window.from(
                entries,
                index -> {
                    T entry = entries.get(index);
                    return new KeysetPosition(list, at.apply(entry), id.apply(entry), after == null && index == 0);
                },
                found.size() > size);
    }
}
