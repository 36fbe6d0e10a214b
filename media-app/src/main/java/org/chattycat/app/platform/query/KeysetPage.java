package org.chattycat.app.platform.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.query.ScrollSubrange;

/**
 * A page of a list that is ordered by time, then by id, as the client requests it.
 *
 * @param after the position of the entry before the page; null for the first page
 * @param size at most this many entries
 */
public record KeysetPage(KeysetPosition after, int size) {
    /** @throws InvalidArgumentException when {@code first} is missing or not between 1 and {@code maxSize} */
    public static KeysetPage of(ScrollSubrange subrange, int maxSize) {
        return new KeysetPage(
                (KeysetPosition) subrange.position().orElse(null),
                size(subrange.count().orElse(0), maxSize));
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
                    return new KeysetPosition(at.apply(entry), id.apply(entry), after == null && index == 0);
                },
                found.size() > size);
    }
}
