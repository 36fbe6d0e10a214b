package org.chattycat.analysis.video;

import java.io.IOException;

/**
 * The content of the markers of a JPEG file, read before anything is decoded (ITU-T T.81, annex B).
 *
 * @param width in pixels, 0 if the file does not contain it
 * @param height in pixels, 0 if the file does not contain it
 * @param complete whether an end-of-image marker follows the first scan
 */
record JpegStructure(int width, int height, boolean complete) {
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;

    /** @throws IOException when the segments before the first scan are damaged */
    static JpegStructure of(byte[] file) throws IOException {
        int width = 0;
        int height = 0;
        int at = 2;
        while (at + 4 <= file.length) {
            if (file[at] != (byte) 0xff) {
                throw new IOException("a damaged image");
            }
            int marker = file[at + 1] & 0xff;
            if (marker == 0xff) {
                // Fill bytes may precede a marker (B.1.1.2).
                at++;
                continue;
            }
            if (marker == START_OF_SCAN) {
                return new JpegStructure(width, height, endsAfter(file, at));
            }
            if (isStartOfFrame(marker) && at + 9 <= file.length) {
                height = uint16(file, at + 5);
                width = uint16(file, at + 7);
            }
            at += 2 + uint16(file, at + 2);
        }
        return new JpegStructure(width, height, false);
    }

    /** SOF0 to SOF15 without DHT, JPG and DAC, which share their range (table B.1). */
    private static boolean isStartOfFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean endsAfter(byte[] file, int start) {
        for (int at = start; at + 1 < file.length; at++) {
            if (file[at] == (byte) 0xff && file[at + 1] == (byte) END_OF_IMAGE) {
                return true;
            }
        }
        return false;
    }

    private static int uint16(byte[] file, int at) {
        return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
    }
}
