package org.chattycat.analysis.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Rows in the binary format of {@code COPY … FROM STDIN} (PostgreSQL documentation, "COPY", binary format): parsing it
 * costs the database a fifth of what text does. Instants are cut to microseconds.
 */
final class CopyRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    /** Postgres counts from 2000-01-01T00:00Z. */
    private static final long EPOCH_SECONDS = 946_684_800;

    private static final int FLAGS_AND_EXTENSION_BYTES = 8;
    private static final int NULL = -1;
    private static final int END = -1;
    private static final byte JSONB_VERSION = 1;
    /** Room for any field of fixed length. */
    private static final int FIXED_BYTES = 32;

    private ByteBuffer bytes;

    CopyRows(int expectedBytes) {
        bytes = ByteBuffer.allocate(expectedBytes + SIGNATURE.length + FLAGS_AND_EXTENSION_BYTES);
        bytes.put(SIGNATURE).putLong(0);
    }

    /** Begins a row; its fields follow, in the order of the statement's columns. */
    void row(int fields) {
        room(FIXED_BYTES).putShort((short) fields);
    }

    void uuid(UUID value) {
        if (field(value, 16)) {
            bytes.putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        }
    }

    void timestamptz(Instant value) {
        if (field(value, 8)) {
            bytes.putLong((value.getEpochSecond() - EPOCH_SECONDS) * 1_000_000 + value.getNano() / 1_000);
        }
    }

    void float8(Double value) {
        if (field(value, 8)) {
            bytes.putDouble(value);
        }
    }

    void int4(Integer value) {
        if (field(value, 4)) {
            bytes.putInt(value);
        }
    }

    void int8(Long value) {
        if (field(value, 8)) {
            bytes.putLong(value);
        }
    }

    void bool(Boolean value) {
        if (field(value, 1)) {
            bytes.put((byte) (value ? 1 : 0));
        }
    }

    void text(String value) {
        byte[] utf8 = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        if (field(utf8, utf8 == null ? 0 : utf8.length)) {
            bytes.put(utf8);
        }
    }

    void jsonb(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        field(utf8, utf8.length + 1);
        bytes.put(JSONB_VERSION).put(utf8);
    }

    /** Everything, from the signature to the end mark. Nothing can be added after it. */
    ByteBuffer end() {
        return room(FIXED_BYTES).putShort((short) END).flip();
    }

    private boolean field(Object value, int length) {
        room(FIXED_BYTES + length).putInt(value == null ? NULL : length);
        return value != null;
    }

    private ByteBuffer room(int atLeast) {
        if (bytes.remaining() < atLeast) {
            bytes = ByteBuffer.allocate(2 * bytes.capacity() + atLeast).put(bytes.flip());
        }
        return bytes;
    }
}
