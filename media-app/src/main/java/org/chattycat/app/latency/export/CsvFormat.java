package org.chattycat.app.latency.export;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.chattycat.app.latency.export.SampleRow.Column;

/**
 * CSV (RFC 4180, with line feeds). A name that a spreadsheet would evaluate as a formula gets an apostrophe. No field contains
 * the end of a line. All lines have the same columns, so nothing in the file itself says that it is complete.
 */
final class CsvFormat implements SampleFormat {
    private static final String HEADER = Arrays.stream(Column.values())
                    .map(column -> column.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(","))
            + "\n";
    private static final Column[] COLUMNS = Column.values();
    private static final byte[] NOTHING = {};

    @Override
    public String contentType() {
        return "text/csv;charset=UTF-8";
    }

    @Override
    public String extension() {
        return "csv";
    }

    @Override
    public void begin(LineBuffer out) {
        out.add(HEADER);
    }

    @Override
    public byte[] field(String displayName) {
        return name(displayName).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void add(SampleRow row, byte[] name, LineBuffer out) {
        for (Column column : COLUMNS) {
            if (column != Column.ID) {
                out.add(',');
            }
            if (column == Column.DISPLAY_NAME) {
                out.add(name == null ? NOTHING : name);
            } else if (!row.isNull(column)) {
                row.write(column, out);
            }
        }
        out.add('\n');
    }

    static String name(String name) {
        String line = name.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
        String safe = !line.isEmpty() && "-=+@".indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
        return safe.contains(",") || safe.contains("\"") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    @Override
    public void end(long rows, LineBuffer out) {}

    @Override
    public void fail(String code, String message, LineBuffer out) {}
}
