package org.chattycat.kurento.webm;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads EBML elements one after the other (RFC 8794 sections 4 to 7). After {@link #next}, the element's content is read, skipped,
 * or entered by reading the next element. What is read is at most {@link #MAX_BYTES} long.
 */
final class EbmlReader {
    static final long UNKNOWN_SIZE = -1;
    /** Far more than a frame or a list of tracks takes. */
    static final int MAX_BYTES = 16 << 20;

    private final InputStream in;
    private long position;
    private long start;
    private int id;
    private long size;

    EbmlReader(InputStream in) {
        this.in = in;
    }

    EbmlReader(byte[] content) {
        this(new ByteArrayInputStream(content));
    }

    /** @return false at the end of the stream */
    boolean next() throws IOException {
        start = position;
        int first = in.read();
        if (first < 0) {
            return false;
        }
        position++;
        int idBytes = length(first);
        if (idBytes > 4) {
            throw new WebmException("an element has an invalid id");
        }
        id = (int) number(first, idBytes);
        int sizeFirst = read();
        int sizeBytes = length(sizeFirst);
        long value = number(sizeFirst & 0xff >> sizeBytes, sizeBytes);
        size = value == (1L << 7 * sizeBytes) - 1 ? UNKNOWN_SIZE : value;
        return true;
    }

    /** Length of a variable-size integer by its first byte. */
    private static int length(int first) throws WebmException {
        if (first == 0) {
            throw new WebmException("an element has an invalid length");
        }
        return Integer.numberOfLeadingZeros(first) - 23;
    }

    private long number(int first, int bytes) throws IOException {
        long value = first;
        for (int i = 1; i < bytes; i++) {
            value = value << 8 | read();
        }
        return value;
    }

    private int read() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException();
        }
        position++;
        return value;
    }

    int id() {
        return id;
    }

    /** Of the content in bytes; {@link #UNKNOWN_SIZE} if it is unknown. */
    long size() {
        return size;
    }

    /** Number of bytes before the element. */
    long start() {
        return start;
    }

    /** Number of bytes that were read or skipped. */
    long position() {
        return position;
    }

    byte[] bytes() throws IOException {
        if (size == UNKNOWN_SIZE || size > MAX_BYTES) {
            throw new WebmException("an element is too large");
        }
        byte[] bytes = in.readNBytes((int) size);
        position += bytes.length;
        if (bytes.length < size) {
            throw new EOFException();
        }
        return bytes;
    }

    /** The element's children. */
    EbmlReader children() throws IOException {
        return new EbmlReader(bytes());
    }

    long uint() throws IOException {
        long value = 0;
        for (byte b : number(Long.BYTES)) {
            value = value << 8 | b & 0xff;
        }
        return value;
    }

    /** A float of 0, 4 or 8 bytes. */
    double floating() throws IOException {
        return size == Float.BYTES ? Float.intBitsToFloat((int) uint()) : Double.longBitsToDouble(uint());
    }

    private byte[] number(int atMost) throws IOException {
        if (size > atMost) {
            throw new WebmException("a number is too long");
        }
        return bytes();
    }

    /** Text, without the zero bytes that may end it. */
    String string() throws IOException {
        String text = new String(bytes(), StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    void skip() throws IOException {
        if (size == UNKNOWN_SIZE) {
            throw new WebmException("an unknown element has no length");
        }
        in.skipNBytes(size);
        position += size;
    }
}
