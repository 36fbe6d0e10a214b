package org.chattycat.app.latency.export;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.chattycat.app.latency.export.SampleRow.Column;
import tools.jackson.databind.json.JsonMapper;

/** JSON lines: an object for each sample, with the names that GraphQL uses, then one that says that the file is complete. */
final class JsonLinesFormat implements SampleFormat {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Column[] COLUMNS = Column.values();
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "}\n".getBytes(StandardCharsets.US_ASCII);
    /** With what stands before each. */
    private static final byte[][] KEYS = Arrays.stream(COLUMNS)
            .map(column -> (column == Column.ID ? "{" : ",") + "\"" + camelCase(column.name()) + "\":")
            .map(key -> key.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

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
    public byte[] field(String displayName) {
        return JSON.writeValueAsString(displayName).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void add(SampleRow row, byte[] name, LineBuffer out) {
        for (Column column : COLUMNS) {
            out.add(KEYS[column.ordinal()]);
            if (column == Column.DISPLAY_NAME) {
                out.add(name == null ? NULL : name);
            } else if (row.isNull(column)) {
                out.add(NULL);
            } else if (column.isNumber()) {
                row.write(column, out);
            } else {
                out.add('"');
                row.write(column, out);
                out.add('"');
            }
        }
        out.add(END);
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
