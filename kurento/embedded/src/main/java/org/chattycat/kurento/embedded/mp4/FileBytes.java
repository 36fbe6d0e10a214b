package org.chattycat.kurento.embedded.mp4;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A local file, of which every position can be read. */
final class FileBytes implements ByteSource {
    private final FileChannel channel;

    /** @param channel which the caller closes */
    FileBytes(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public byte[] read(long position, int length) throws IOException {
        if (position > channel.size() - length) {
            throw new EOFException();
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return buffer.array();
    }

    @Override
    public long reach() {
        return Long.MAX_VALUE;
    }
}
