package org.chattycat.kurento.embedded.mp4;

import java.nio.charset.StandardCharsets;

/** Types of the boxes that are read: four characters as a number. */
final class BoxType {
    static final int FTYP = of("ftyp");
    static final int STYP = of("styp");
    static final int FREE = of("free");
    static final int SKIP = of("skip");
    static final int WIDE = of("wide");
    static final int MDAT = of("mdat");
    static final int MOOV = of("moov");
    static final int MVHD = of("mvhd");
    static final int TRAK = of("trak");
    static final int TKHD = of("tkhd");
    static final int EDTS = of("edts");
    static final int ELST = of("elst");
    static final int MDIA = of("mdia");
    static final int MDHD = of("mdhd");
    static final int MINF = of("minf");
    static final int STBL = of("stbl");
    static final int STSD = of("stsd");
    static final int STTS = of("stts");
    static final int CTTS = of("ctts");
    static final int STSC = of("stsc");
    static final int STSZ = of("stsz");
    static final int STZ2 = of("stz2");
    static final int STCO = of("stco");
    static final int CO64 = of("co64");
    static final int STSS = of("stss");
    static final int AVC1 = of("avc1");
    static final int AVC3 = of("avc3");
    static final int AVCC = of("avcC");
    static final int OPUS = of("Opus");
    static final int DOPS = of("dOps");
    static final int MVEX = of("mvex");
    static final int MEHD = of("mehd");
    static final int TREX = of("trex");
    static final int MOOF = of("moof");
    static final int TRAF = of("traf");
    static final int TFHD = of("tfhd");
    static final int TFDT = of("tfdt");
    static final int TRUN = of("trun");

    private BoxType() {}

    private static int of(String name) {
        byte[] letters = name.getBytes(StandardCharsets.ISO_8859_1);
        return letters[0] << 24 | letters[1] << 16 | letters[2] << 8 | letters[3];
    }

    /** The type as text. What is not printable is replaced. */
    static String text(int type) {
        byte[] letters = {(byte) (type >> 24), (byte) (type >> 16), (byte) (type >> 8), (byte) type};
        return new String(letters, StandardCharsets.US_ASCII).replaceAll("[^ -~]", "?");
    }
}
