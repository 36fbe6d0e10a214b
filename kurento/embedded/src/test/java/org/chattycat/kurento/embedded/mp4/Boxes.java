package org.chattycat.kurento.embedded.mp4;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes the boxes of MP4 files. */
final class Boxes {
    static final byte[] AVCC = HexFormat.of().parseHex("0142c01effe100046742c01e01000368ce3c");

    private Boxes() {}

    static byte[] box(String type, byte[]... contents) {
        byte[] content = join(contents);
        return join(ints(8 + content.length), type.getBytes(StandardCharsets.ISO_8859_1), content);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Numbers of 32 bits. */
    static byte[] ints(long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
        for (long value : values) {
            buffer.putInt((int) value);
        }
        return buffer.array();
    }

    static byte[] longs(long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * values.length);
        for (long value : values) {
            buffer.putLong(value);
        }
        return buffer.array();
    }

    /** A table with version, flags and the number of its entries. */
    static byte[] table(String type, int numbersPerEntry, long... numbers) {
        return box(type, ints(0, numbers.length / numbersPerEntry), ints(numbers));
    }

    static byte[] ftyp() {
        return box("ftyp", "isom".getBytes(), ints(0));
    }

    /** @param duration in units of a millisecond */
    static byte[] mvhd(long duration) {
        return box("mvhd", ints(0, 0, 0, 1000, duration), new byte[80]);
    }

    static byte[] avc1(byte[] avcc) {
        return box("avc1", new byte[78], box("avcC", avcc));
    }

    static byte[] opus() {
        return box(
                "Opus", new byte[28], box("dOps", new byte[] {0, 2, 1, 56, 0, 0, (byte) 0xbb, (byte) 0x80, 0, 0, 0}));
    }

    /** @param edits an {@code edts} box, or nothing */
    static byte[] trak(int id, int timeScale, byte[] edits, byte[] entry, byte[]... tables) {
        return box(
                "trak",
                box("tkhd", ints(0, 0, 0, id), new byte[68]),
                edits,
                box(
                        "mdia",
                        box("mdhd", ints(0, 0, 0, timeScale, 0, 0)),
                        box("minf", box("stbl", box("stsd", ints(0, 1), entry), join(tables)))));
    }

    static byte[] edts(long... entries) {
        return box("edts", table("elst", 3, entries));
    }

    /** A frame of one NAL unit. */
    static byte[] frame(int nalType, int bytes) {
        byte[] frame = new byte[4 + bytes];
        ByteBuffer.wrap(frame).putInt(bytes);
        frame[4] = (byte) (0x60 | nalType);
        return frame;
    }
}
