package org.chattycat.app.platform.query;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
 * @param start the position of the entry beside the page: before it, or after it for a page that is read backwards; null at
 *     the end of the list where reading starts
 * @param size at most this many entries
 * @param isBackward whether it is read from the end of the list
 */
public record KeysetPage(long list, KeysetPosition start, int size, boolean isBackward) {
    /** The size where the client may leave it out. */
    public static final int DEFAULT_SIZE = 100;

    /**
     * The page of a list that a client asks for.
     *
     * @param field the field that is the list
     * @param owner whose list it is: the meeting or the account
     * @throws InvalidArgumentException when the size is missing or not between 1 and {@code maxSize}, or with the code
     *     BAD_CURSOR for a cursor of another list
     */
    public static KeysetPage of(String field, UUID owner, ScrollSubrange subrange, int maxSize) {
        long list = ByteBuffer.wrap(Sha256.of(field + " " + owner)).getLong();
        KeysetPosition start = (KeysetPosition) subrange.position().orElse(null);
        if (start != null && start.list() != list) {
            throw badCursor();
        }
        int size = size(subrange.forward() ? "first" : "last", subrange.count().orElse(0), maxSize);
        return new KeysetPage(list, start, size, !subrange.forward());
    }

    /** The error for what is not a cursor of the list. */
    public static InvalidArgumentException badCursor() {
        return new InvalidArgumentException("BAD_CURSOR", "The cursor is not one of this list.");
    }

    /** @throws InvalidArgumentException when the argument of this name is not between 1 and {@code maxSize} */
    public static int size(String name, int size, int maxSize) {
        if (size < 1 || size > maxSize) {
            throw new InvalidArgumentException("'%s' must be between 1 and %d.".formatted(name, maxSize));
        }
        return size;
    }

    /** How many entries to read: one more than the page holds, which shows whether there is another page. */
    public int limit() {
        return size + 1;
    }

    /** The page, made of up to {@link #limit} entries in the order in which they were read. */
    public <T> Window<T> window(List<T> found, Function<T, Instant> at, Function<T, UUID> id) {
        List<T> entries = new ArrayList<>(found.subList(0, Math.min(size, found.size())));
        if (isBackward) {
            Collections.reverse(entries);
        }
        boolean more = found.size() > size;
        boolean hasPrevious = isBackward ? more : start != null;
        return Window.from(
                entries,
                index -> {
                    T entry = entries.get(index);
                    return new KeysetPosition(list, at.apply(entry), id.apply(entry), index == 0 && !hasPrevious);
                },
                isBackward ? start != null : more);
    }
}
