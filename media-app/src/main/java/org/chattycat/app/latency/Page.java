package org.chattycat.app.latency;

import graphql.relay.Connection;
import graphql.relay.ConnectionCursor;
import graphql.relay.DefaultConnection;
import graphql.relay.DefaultConnectionCursor;
import graphql.relay.DefaultEdge;
import graphql.relay.DefaultPageInfo;
import graphql.relay.Edge;
import java.util.List;
import java.util.function.Function;

/** Relay connections: one page of a list. */
final class Page {
    private Page() {}

    /**
     * @param found what was found, up to one more than asked for: that one only says that there is a next page
     * @param after whether the page began behind a cursor
     */
    static <T> Connection<T> of(List<T> found, int first, boolean after, Function<T, String> cursor) {
        List<Edge<T>> edges = found.stream()
                .limit(first)
                .map(node -> (Edge<T>) new DefaultEdge<>(node, new DefaultConnectionCursor(cursor.apply(node))))
                .toList();
        ConnectionCursor start = edges.isEmpty() ? null : edges.get(0).getCursor();
        ConnectionCursor end =
                edges.isEmpty() ? null : edges.get(edges.size() - 1).getCursor();
        return new DefaultConnection<>(edges, new DefaultPageInfo(start, end, after, found.size() > first));
    }

    /** The size of a page, between 1 and the greatest. */
    static int size(int first, int greatest) {
        if (first < 1 || first > greatest) {
            throw new InvalidArgumentException("'first' is between 1 and %d.".formatted(greatest));
        }
        return first;
    }
}
