package org.chattycat.app.history;

import java.util.List;
import java.util.function.Function;

/** A Relay connection: one page of a list. */
record Page<T>(List<Edge<T>> edges, PageInfo pageInfo) {
    record Edge<T>(T node, String cursor) {}

    record PageInfo(boolean hasNextPage, boolean hasPreviousPage, String startCursor, String endCursor) {}

    /**
     * @param found what was found, up to one more than asked for: that one only says that there is a next page
     * @param after whether the page began behind a cursor
     */
    static <T> Page<T> of(List<T> found, int first, boolean after, Function<T, String> cursor) {
        boolean more = found.size() > first;
        List<Edge<T>> edges = found.stream()
                .limit(first)
                .map(node -> new Edge<>(node, cursor.apply(node)))
                .toList();
        String start = edges.isEmpty() ? null : edges.get(0).cursor();
        String end = edges.isEmpty() ? null : edges.get(edges.size() - 1).cursor();
        return new Page<>(edges, new PageInfo(more, after, start, end));
    }

    /** The size of a page: the default for null, otherwise between 1 and the greatest. */
    static int size(Integer first, int unasked, int greatest) {
        if (first == null) {
            return unasked;
        }
        if (first < 1 || first > greatest) {
            throw new InvalidArgumentException("'first' is between 1 and %d.".formatted(greatest));
        }
        return first;
    }
}
