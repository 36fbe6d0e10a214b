package org.chattycat.app.latency.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** Text in UTF-8 that is built without an object for each value. */
final class LineBuffer {
    /** Decimal places of numbers that have no more: nanoseconds, in ms. */
    private static final double MICRO = 1e6;

    private static final double MAX_SHORT = 1e9;
    private static final int LONG = 1 << 15;
    private static final int DIGITS = 20;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int UUID_LENGTH = 36;
    private static final long SECOND = 1_000_000;

    private byte[] bytes = new byte[2 * LONG];
    private int size;
    private long second = Long.MIN_VALUE;
    private byte[] textOfSecond = {};

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    /** Whether it is time to write it. */
    boolean isLong() {
        return size >= LONG;
    }

    LineBuffer add(char ascii) {
        ensure(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    LineBuffer add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    LineBuffer add(byte[] utf8) {
        return add(utf8, 0, utf8.length);
    }

    LineBuffer add(byte[] utf8, int start, int length) {
        ensure(length);
        System.arraycopy(utf8, start, bytes, size, length);
        size += length;
        return this;
    }

    LineBuffer add(UUID id) {
        ensure(UUID_LENGTH);
        hex(id.getMostSignificantBits() >>> 32, 8);
        bytes[size++] = '-';
        hex(id.getMostSignificantBits() >>> 16, 4);
        bytes[size++] = '-';
        hex(id.getMostSignificantBits(), 4);
        bytes[size++] = '-';
        hex(id.getLeastSignificantBits() >>> 48, 4);
        bytes[size++] = '-';
        hex(id.getLeastSignificantBits(), 12);
        return this;
    }

    private void hex(long value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            bytes[size++] = HEX[(int) (value >>> shift) & 0xF];
        }
    }

    /** An instant in microseconds since 1970, in ISO 8601 with six decimal places. */
    LineBuffer addInstant(long micros) {
        long of = Math.floorDiv(micros, SECOND);
        if (of != second) {
            second = of;
            String text = Instant.ofEpochSecond(of).toString();
            textOfSecond = text.substring(0, text.length() - 1).getBytes(StandardCharsets.US_ASCII);
        }
        add(textOfSecond).add('.');
        decimals(Math.floorMod(micros, SECOND), 6);
        return add('Z');
    }

    /** The shortest text is not always found, but reading it gives the same number again. */
    LineBuffer add(double number) {
        long millionths = Math.round(number * MICRO);
        // The division is rounded correctly, as reading these decimals is.
        if (Math.abs(number) < MAX_SHORT && millionths / MICRO == number) {
            return addMillionths(millionths);
        }
        return add(Double.toString(number));
    }

    private LineBuffer addMillionths(long millionths) {
        if (millionths < 0) {
            add('-');
        }
        long absolute = Math.abs(millionths);
        addWhole(absolute / SECOND);
        long fraction = absolute % SECOND;
        if (fraction != 0) {
            int places = 6;
            while (fraction % 10 == 0) {
                fraction /= 10;
                places--;
            }
            add('.');
            decimals(fraction, places);
        }
        return this;
    }

    /** A number that is not negative. */
    LineBuffer addWhole(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        decimals(number, digits);
        return this;
    }

    private void decimals(long number, int digits) {
        ensure(DIGITS);
        long rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            bytes[size + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
