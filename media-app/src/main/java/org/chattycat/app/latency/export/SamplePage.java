package org.chattycat.app.latency.export;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What COPY wrote of one page of rows, and the names of the participants. It is used again for each second page of a file, so that
 * a long file makes no garbage.
 */
final class SamplePage extends OutputStream {
    private static final int FIRST_CAPACITY = 1 << 16;

    private final Map<UUID, String> names = new HashMap<>();
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;

    /** Forgets what it has. */
    void clear() {
        size = 0;
        names.clear();
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int start, int length) {
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
        }
        System.arraycopy(from, start, bytes, size, length);
        size += length;
    }

    void name(UUID participantId, String displayName) {
        names.put(participantId, displayName);
    }

    /** Of everybody who was in the meeting. */
    Map<UUID, String> names() {
        return names;
    }

    /** The rows, in PostgreSQL's binary COPY format. */
    ByteBuffer rows() {
        return ByteBuffer.wrap(bytes, 0, size);
    }
}
