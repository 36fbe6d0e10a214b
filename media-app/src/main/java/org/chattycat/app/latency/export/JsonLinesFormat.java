package org.chattycat.app.latency.export;

import java.util.Arrays;
import java.util.Locale;
import org.chattycat.app.latency.export.SampleRow.Column;
import tools.jackson.databind.json.JsonMapper;

/** JSON lines: an object for each sample, with the names that GraphQL uses, then one that says that the file is complete. */
final class JsonLinesFormat implements SampleFormat {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Column[] COLUMNS = Column.values();
    private static final String[] KEYS = Arrays.stream(COLUMNS)
            .map(column -> "\"" + camelCase(column.name()) + "\":")
            .toArray(String[]::new);

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.toLowerCase(Locale.ROOT).split("_")) {
            camel.append(camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }

    @Override
    public String contentType() {
        return "application/x-ndjson";
    }

    @Override
    public String extension() {
        return "jsonl";
    }

    @Override
    public void begin(LineBuffer out) {}

    @Override
    public void add(SampleRow row, LineBuffer out) {
        for (Column column : COLUMNS) {
            out.add(column == Column.ID ? '{' : ',').add(KEYS[column.ordinal()]);
            if (row.isNull(column)) {
                out.add("null");
            } else if (column == Column.DISPLAY_NAME) {
                out.add(quoted(row.text(column)));
            } else if (column.isNumber()) {
                row.write(column, out);
            } else {
                out.add('"');
                row.write(column, out);
                out.add('"');
            }
        }
        out.add("}\n");
    }

    /** The library is asked only for what has to be escaped. */
    private static String quoted(String text) {
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
        return plain ? '"' + text + '"' : JSON.writeValueAsString(text);
    }

    @Override
    public void end(long rows, LineBuffer out) {
        out.add("{\"complete\":true,\"rows\":").addWhole(rows).add("}\n");
    }

    @Override
    public void fail(String code, String message, LineBuffer out) {
        out.add("{\"complete\":false,\"code\":\"%s\",\"message\":%s}\n"
                .formatted(code, JSON.writeValueAsString(message)));
    }
}
