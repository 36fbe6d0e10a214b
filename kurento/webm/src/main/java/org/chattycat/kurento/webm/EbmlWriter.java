package org.chattycat.kurento.webm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes EBML elements (RFC 8794 sections 4 to 7). */
final class EbmlWriter {
    /** A size of eight bytes, which can be replaced by a known one. */
    static final int LONG_SIZE_BYTES = 8;

    private static final long UNKNOWN_SIZE = 0x01ff_ffff_ffff_ffffL;
    private static final int SHORTEST_VOID = 2;

    /** Writes what an element contains. */
    @FunctionalInterface
    interface Content {
        void to(EbmlWriter out) throws IOException;
    }

    private final OutputStream out;

    EbmlWriter(OutputStream out) {
        this.out = out;
    }

    /** @return the bytes that the content makes */
    static byte[] bytes(Content content) {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        try {
            content.to(new EbmlWriter(buffer));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // A buffer in memory takes everything.
        }
        return buffer.toByteArray();
    }

    /** @return a known size in {@link #LONG_SIZE_BYTES} bytes */
    static byte[] longSize(long size) {
        return ByteBuffer.allocate(Long.BYTES).putLong(1L << 56 | size).array();
    }

    void master(int id, Content content) throws IOException {
        binary(id, bytes(content));
    }

    /** Begins an element that ends where one follows that it cannot contain (RFC 8794 section 6.2). */
    void unknownSizeMaster(int id) throws IOException {
        number(id, bytesOf(id));
        number(UNKNOWN_SIZE, LONG_SIZE_BYTES);
    }

    void uint(int id, long value) throws IOException {
        int bytes = bytesOf(value);
        header(id, bytes);
        number(value, bytes);
    }

    /** A float of eight bytes. */
    void float64(int id, double value) throws IOException {
        header(id, Double.BYTES);
        number(Double.doubleToLongBits(value), Double.BYTES);
    }

    /** A date: nanoseconds since the beginning of 2001, UTC. */
    void date(int id, long nanos) throws IOException {
        header(id, Long.BYTES);
        number(nanos, Long.BYTES);
    }

    void string(int id, String value) throws IOException {
        binary(id, value.getBytes(StandardCharsets.UTF_8));
    }

    void binary(int id, byte[] data) throws IOException {
        header(id, data.length);
        out.write(data);
    }

    /** Writes bytes that belong to the element of which the header precedes. */
    void raw(byte[] data) throws IOException {
        out.write(data);
    }

    /** @param length of the whole element in bytes, from 2 to 128: one that can later be replaced by others */
    void reserve(int length) throws IOException {
        header(EbmlId.VOID, length - SHORTEST_VOID);
        out.write(new byte[length - SHORTEST_VOID]);
    }

    /** The header of an element with a known size. */
    void header(int id, long size) throws IOException {
        number(id, bytesOf(id));
        int bytes = 1;
        // The size of which all bits are set means that the size is unknown.
        while (size >= (1L << 7 * bytes) - 1) {
            bytes++;
        }
        number(1L << 7 * bytes | size, bytes);
    }

    private void number(long value, int bytes) throws IOException {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    private static int bytesOf(long value) {
        return Math.max(1, (64 - Long.numberOfLeadingZeros(value) + 7) / 8);
    }
}
