package org.chattycat.analysis.video;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Reused native memory for one packet, followed by the zero padding that libavcodec reads beyond the end. */
final class PaddedBuffer implements AutoCloseable {
    private static final int INITIAL_BYTES = 64 << 10;

    private final AVPacket packet = avcodec.av_packet_alloc();
    private BytePointer bytes = new BytePointer((long) INITIAL_BYTES);

    /** Holds a copy of the first {@code length} bytes of {@code data}, until the next call. */
    AVPacket fill(byte[] data, int length) {
        long needed = (long) length + avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
        if (bytes.capacity() < needed) {
            bytes.deallocate();
            bytes = new BytePointer(needed * 3 / 2);
        }
        bytes.position(0).put(data, 0, length);
        Pointer.memset(bytes.getPointer(length), 0, avcodec.AV_INPUT_BUFFER_PADDING_SIZE);
        packet.data(bytes).size(length);
        return packet;
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        bytes.deallocate();
    }
}
