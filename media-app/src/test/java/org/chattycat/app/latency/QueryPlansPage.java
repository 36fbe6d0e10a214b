package org.chattycat.app.latency;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes {@code docs/query-plans.md}: for each query, what it read of each table with measurements. */
final class QueryPlansPage {
    static final Path PATH = Path.of("../docs/query-plans.md");

    private static final String INTRODUCTION = """
            # What the queries of the history read

            The queries that the history page sends, and the rows that PostgreSQL reads for them among a million
            measurements: 100 meetings of 33 minutes in ten days, and roll-ups of 60,000 others. The plans are
            from `EXPLAIN (ANALYZE)`. `QueryPlansIT` executes them and writes this page. It fails if a query
            reads more rows of a table than _at most_ says, a partition of another day, or a table with
            measurements from its beginning. _Read_ is from one run: another sample of the statistics may give
            another plan, whose bounds are the same.

            `$whole` is the range of the meeting, and `$half` a half minute in it, which begins at `$from`.
            """;

    private final StringBuilder text = new StringBuilder(INTRODUCTION);
    private int queries;

    void add(String query, Map<String, Double> most, List<QueryPlan.Scan> scans) {
        text.append("\n## ").append(++queries).append(". `").append(name(query)).append("`\n\n```graphql\n");
        text.append(query).append("\n```\n\n| table | at most | read |\n|---|---|---|\n");
        new TreeMap<>(most)
                .forEach((table, rows) -> text.append(
                        String.format(Locale.ROOT, "| `%s` | %.0f | %s |%n", table, rows, read(table, scans))));
    }

    private static String name(String query) {
        String field =
                query.replaceFirst("^\\{ meeting\\(id: \\$meeting\\) ", "").replaceFirst("^\\{ ", "");
        return field.substring(0, field.indexOf('('));
    }

    private static String read(String table, List<QueryPlan.Scan> scans) {
        String read = scans.stream()
                .filter(scan -> scan.table().equals(table) && scan.rows() > 0)
                .map(scan -> String.format(
                        Locale.ROOT,
                        "%.0f by %s%s",
                        scan.rows(),
                        scan.node(),
                        scan.index() == null ? "" : " of `" + scan.anyIndex() + "`"))
                .collect(Collectors.joining(", "));
        return read.isEmpty() ? "none" : read;
    }

    String text() {
        return text.toString();
    }

    /** What does not depend on the run. */
    static String withoutScans(String page) {
        return page.replaceAll("(?m)^(\\| `\\w+` \\| \\d+ \\|).*$", "$1");
    }
}
