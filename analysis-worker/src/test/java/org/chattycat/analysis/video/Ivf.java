package org.chattycat.analysis.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The encoded frames of an IVF file: a header of 32 bytes, then per frame 12 bytes (size, time stamp) and the frame. */
public final class Ivf {
    private Ivf() {}

    public static List<byte[]> frames(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> frames = new ArrayList<>();
        for (int at = 32; at + 12 <= all.length; ) {
            int size = buffer.getInt(at);
            frames.add(Arrays.copyOfRange(all, at + 12, at + 12 + size));
            at += 12 + size;
        }
        return frames;
    }
}
