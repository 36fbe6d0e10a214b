package org.chattycat.kurento.embedded.objects;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chattycat.kurento.embedded.objects.MediaElement.Connection;

/** Elements and their connections in GraphViz's DOT language. */
final class DotGraph {
    private DotGraph() {}

    /** The graph is the same for all details, but their names are checked. */
    static void requireDetails(Params params) {
        params.optionalEnum("details", "GstreamerDotDetails");
    }

    /** A pipeline with all its elements. */
    static String of(MediaPipeline pipeline, Collection<MediaObject> children) {
        List<MediaElement> elements = children.stream()
                .filter(MediaElement.class::isInstance)
                .map(MediaElement.class::cast)
                .toList();
        return text(
                pipeline.name(),
                new LinkedHashSet<>(elements),
                elements.stream().flatMap(MediaElement::sinkConnections));
    }

    /** An element and its neighbours. */
    static String of(MediaElement element) {
        List<Connection> connections = Stream.concat(element.sourceConnections(), element.sinkConnections())
                .toList();
        Set<MediaElement> elements = new LinkedHashSet<>(Set.of(element));
        connections.forEach(connection -> {
            elements.add(connection.source());
            elements.add(connection.sink());
        });
        return text(element.name(), elements, connections.stream());
    }

    private static String text(String name, Set<MediaElement> elements, Stream<Connection> connections) {
        StringBuilder dot = new StringBuilder("digraph pipeline {\n  rankdir=LR;\n");
        dot.append("  label=").append(quoted(name)).append(";\n  node [shape=box];\n");
        for (MediaElement element : elements) {
            String type = element.remoteClass().name();
            String label = element.name().equals(element.id()) ? type : element.name() + "\n" + type;
            dot.append("  ").append(quoted(element.id()));
            dot.append(" [label=").append(quoted(label)).append("];\n");
        }
        connections.forEach(connection -> dot.append("  ")
                .append(quoted(connection.source().id()))
                .append(" -> ")
                .append(quoted(connection.sink().id()))
                .append(" [label=")
                .append(quoted(connection.kind().name()))
                .append("];\n"));
        return dot.append("}\n").toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
