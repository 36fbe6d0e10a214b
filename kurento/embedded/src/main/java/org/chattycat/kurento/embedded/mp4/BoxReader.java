package org.chattycat.kurento.embedded.mp4;

import java.util.Arrays;
import org.chattycat.kurento.rtp.NetworkOrder;

/** Reads the content of a box in memory: fields, or boxes one after the other. What is beyond its end is an error. */
final class BoxReader {
    private static final int HEADER_BYTES = 8;

    private final byte[] data;
    private final int end;
    private int at;
    private int type;
    private BoxReader content;

    BoxReader(byte[] data, int from, int end) {
        this.data = data;
        this.at = from;
        this.end = end;
    }

    /** Goes to the next box within this one. @return false at the end */
    boolean next() throws Mp4Exception {
        if (remaining() < HEADER_BYTES) {
            return false; // Some writers end a list with a zero.
        }
        int start = at;
        long size = u32();
        type = i32();
        if (size == 1) {
            size = u64();
        } else if (size == 0) {
            size = end - start;
        }
        if (size < at - start || size > end - start) {
            throw damaged();
        }
        content = new BoxReader(data, at, start + (int) size);
        at = start + (int) size;
        return true;
    }

    /** Of the box that {@link #next} found. */
    int type() {
        return type;
    }

    /** Of the box that {@link #next} found. */
    BoxReader content() {
        return content;
    }

    int remaining() {
        return end - at;
    }

    int u8() throws Mp4Exception {
        return data[take(1)] & 0xff;
    }

    int u16() throws Mp4Exception {
        return NetworkOrder.u16(data, take(2));
    }

    int i32() throws Mp4Exception {
        return NetworkOrder.i32(data, take(4));
    }

    long u32() throws Mp4Exception {
        return NetworkOrder.u32(data, take(4));
    }

    /** @throws Mp4Exception also if the number is larger than a long */
    long u64() throws Mp4Exception {
        long value = NetworkOrder.i64(data, take(8));
        if (value < 0) {
            throw damaged();
        }
        return value;
    }

    /** Passes over fields that are not needed. */
    void skip(int bytes) throws Mp4Exception {
        take(bytes);
    }

    byte[] rest() {
        return Arrays.copyOfRange(data, at, end);
    }

    /**
     * The entries of a table, which follow.
     *
     * @param count that the file claims
     */
    Table table(long count, int entryBytes) throws Mp4Exception {
        if (count > remaining() / entryBytes) {
            throw damaged();
        }
        return new Table(data, at, (int) count, entryBytes);
    }

    private int take(int bytes) throws Mp4Exception {
        if (bytes > remaining()) {
            throw damaged();
        }
        int from = at;
        at += bytes;
        return from;
    }

    private static Mp4Exception damaged() {
        return new Mp4Exception("a box of the file has an invalid size");
    }

    /** A table that stays as it is in the file, because a long film has a million entries. */
    record Table(byte[] data, int at, int count, int entryBytes) {
        static final Table EMPTY = new Table(new byte[0], 0, 0, 4);

        /** @param field where the number is in the entry, in bytes */
        long u32(int index, int field) {
            return NetworkOrder.u32(data, at + index * entryBytes + field);
        }

        int i32(int index, int field) {
            return NetworkOrder.i32(data, at + index * entryBytes + field);
        }

        /** The entry as an unsigned number of its 1, 2, 4 or 8 bytes; negative if it does not fit. */
        long number(int index) {
            int from = at + index * entryBytes;
            return switch (entryBytes) {
                case 1 -> data[from] & 0xff;
                case 2 -> NetworkOrder.u16(data, from);
                case 4 -> NetworkOrder.u32(data, from);
                default -> NetworkOrder.i64(data, from);
            };
        }
    }
}
