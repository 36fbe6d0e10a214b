package org.chattycat.kurento.embedded.mp4;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file that comes as a stream. The bytes that came last are kept, because the frames of audio and video that belong together are
 * not next to each other, and because a short file may have its index at the end.
 */
final class StreamBytes implements ByteSource {
    static final int REACH_BYTES = 4 << 20;

    private static final int STEP_BYTES = 16 << 10;

    private final InputStream in;
    private final byte[] kept = new byte[REACH_BYTES];
    private final byte[] step = new byte[STEP_BYTES];
    /** How many bytes came. */
    private long end;

    /** @param in which the caller closes */
    StreamBytes(InputStream in) {
        this.in = in;
    }

    @Override
    public byte[] read(long position, int length) throws IOException {
        while (end < position) {
            int bytes = in.read(step, 0, (int) Math.min(step.length, position - end));
            came(step, 0, bytes);
        }
        if (end - position > REACH_BYTES) {
            throw new Mp4Exception(
                    "what belongs together is more than 4 MiB apart in the file, which is too far over HTTP");
        }
        byte[] out = new byte[length];
        int filled = (int) Math.min(length, end - position);
        for (int i = 0; i < filled; i++) {
            out[i] = kept[(int) ((position + i) % REACH_BYTES)];
        }
        while (filled < length) {
            int bytes = in.read(out, filled, Math.min(STEP_BYTES, length - filled));
            came(out, filled, bytes);
            filled += bytes;
        }
        return out;
    }

    private void came(byte[] buffer, int from, int bytes) throws EOFException {
        if (bytes < 0) {
            throw new EOFException();
        }
        int at = (int) (end % REACH_BYTES);
        int first = Math.min(bytes, REACH_BYTES - at);
        System.arraycopy(buffer, from, kept, at, first);
        System.arraycopy(buffer, from + first, kept, 0, bytes - first);
        end += bytes;
    }

    @Override
    public long reach() {
        return REACH_BYTES;
    }
}
