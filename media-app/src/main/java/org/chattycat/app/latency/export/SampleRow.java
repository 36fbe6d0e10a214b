package org.chattycat.app.latency.export;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/**
 * Reads rows in PostgreSQL's binary COPY format: a header, then for each row the number of its columns and for each column its
 * length and its value. The accessors return the values of the row that {@link #next} has found. It is used again for each row.
 * (PostgreSQL documentation, COPY, binary format.)
 */
final class SampleRow {
    /** The columns of a file, in its order, which is that of COPY too. */
    enum Column {
        ID,
        ARRIVED_AT,
        PARTICIPANT_ID,
        DISPLAY_NAME,
        PUBLICATION_ID,
        CLOCK_AT,
        LATENCY_MS,
        LOWER_MS,
        UPPER_MS,
        ESTIMATE_MS,
        ESTIMATE_LOWER_MS,
        ESTIMATE_UPPER_MS,
        PLUS_MINUS_MS,
        SOURCE,
        CLOCK_ID,
        CLOCK_NUMBER,
        ZONE,
        VALIDITY;

        /** Whether it is read with the rows. */
        boolean isCopied() {
            return this != DISPLAY_NAME;
        }

        boolean isNumber() {
            return name().endsWith("_MS") || this == CLOCK_NUMBER;
        }
    }

    private static final int[] COPIED = Arrays.stream(Column.values())
            .filter(Column::isCopied)
            .mapToInt(Enum::ordinal)
            .toArray();
    private static final int FLAGS_AT = 11;
    private static final short END = -1;
    /** From 1970-01-01 to 2000-01-01, where PostgreSQL counts from. */
    private static final long MICROS_TO_2000 = 946_684_800_000_000L;

    private final ByteBuffer bytes;
    private final int[] at = new int[Column.values().length];
    private final int[] length = new int[Column.values().length];

    /** @param copied all that COPY wrote */
    SampleRow(ByteBuffer copied) {
        bytes = copied;
        bytes.position(FLAGS_AT + Integer.BYTES);
        int extension = bytes.getInt();
        bytes.position(bytes.position() + extension);
    }

    /** Goes to the next row; false after the last one. */
    boolean next() {
        short columns = bytes.getShort();
        if (columns == END) {
            return false;
        }
        if (columns != COPIED.length) {
            throw new IllegalStateException("a row of " + columns + " columns");
        }
        for (int i : COPIED) {
            length[i] = bytes.getInt();
            at[i] = bytes.position();
            bytes.position(at[i] + Math.max(0, length[i]));
        }
        return true;
    }

    boolean isNull(Column column) {
        return length[column.ordinal()] < 0;
    }

    UUID uuid(Column column) {
        int start = at[column.ordinal()];
        return new UUID(bytes.getLong(start), bytes.getLong(start + Long.BYTES));
    }

    /** An instant in microseconds since 1970. */
    long micros(Column column) {
        return bytes.getLong(at[column.ordinal()]) + MICROS_TO_2000;
    }

    /** Writes a value that is not null. Texts are words and digits, and are written as they are. */
    void write(Column column, LineBuffer out) {
        int start = at[column.ordinal()];
        switch (column) {
            case ID, PARTICIPANT_ID, PUBLICATION_ID -> out.add(uuid(column));
            case ARRIVED_AT, CLOCK_AT -> out.addInstant(micros(column));
            case CLOCK_NUMBER -> out.addWhole(bytes.getInt(start));
            case SOURCE, CLOCK_ID, ZONE, VALIDITY -> out.add(bytes.array(), start, length[column.ordinal()]);
            default -> out.add(bytes.getDouble(start));
        }
    }
}
