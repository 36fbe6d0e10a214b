package org.chattycat.analysis.qr;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The clock codes of one version and error correction level: the shapes of their texts, and where data and parity lie. */
final class ClockCodes {
    private static final ConcurrentMap<List<Integer>, ClockCodes> KNOWN = new ConcurrentHashMap<>();

    final QrLayout layout;
    /** Of the format's bits. */
    final int level;

    final List<ClockShape> shapes;
    final int blocks;
    /** Parity codewords per block. */
    final int parity;
    /** The places of the data codewords among all codewords, in the order of the data. */
    final int[] dataPlaces;
    /** The places of the parity codewords, block after block. */
    final int[] parityPlaces;
    /** Per bit of the data, the parity of a code in which only this bit is 1. The parity of any data is their sum. */
    private final int[][] parityOfBit;

    private ClockCodes(QrLayout layout, int level) {
        this.layout = layout;
        this.level = level;
        QrBlocks all = QrBlocks.of(layout.version, ErrorCorrectionLevel.forBits(level));
        blocks = all.count();
        parity = all.parity();
        dataPlaces = new int[layout.dataModules.length / 8 - blocks * parity];
        parityPlaces = new int[blocks * parity];
        parityOfBit = new int[dataPlaces.length * 8][parityPlaces.length];
        int next = 0;
        for (int block = 0; block < blocks; block++) {
            int[] places = all.places(block);
            int length = places.length - parity;
            System.arraycopy(places, 0, dataPlaces, next, length);
            System.arraycopy(places, length, parityPlaces, block * parity, parity);
            for (int bit = 0; bit < length * 8; bit++) {
                int[] data = new int[length];
                data[bit / 8] = 0x80 >> bit % 8;
                System.arraycopy(
                        ReedSolomon.parity(data, parity), 0, parityOfBit[next * 8 + bit], block * parity, parity);
            }
            next += length;
        }
        shapes = ClockShape.fitting(dataPlaces.length);
    }

    static ClockCodes of(QrLayout layout, int level) {
        return KNOWN.computeIfAbsent(List.of(layout.version, level), key -> new ClockCodes(layout, level));
    }

    /** The bits of the data that a frame shows under a mask: positive for 1, negative for 0. */
    double[] data(double[] darkness, int mask) {
        double[] bits = new double[dataPlaces.length * 8];
        for (int i = 0; i < bits.length; i++) {
            int module = layout.dataModules[dataPlaces[i / 8] * 8 + i % 8];
            bits[i] = layout.inverts(mask, module) ? -darkness[module] : darkness[module];
        }
        return bits;
    }

    /** Adds a bit of the data, which is 1, to the parity. */
    void add(int bit, int... parityCodewords) {
        int[] change = parityOfBit[bit];
        for (int i = 0; i < change.length; i++) {
            parityCodewords[i] ^= change[i];
        }
    }

    /** All codewords in the order of their placement. */
    int[] placed(int[] data, int... parityCodewords) {
        int[] codewords = new int[data.length + parityCodewords.length];
        for (int i = 0; i < data.length; i++) {
            codewords[dataPlaces[i]] = data[i];
        }
        for (int i = 0; i < parityCodewords.length; i++) {
            codewords[parityPlaces[i]] = parityCodewords[i];
        }
        return codewords;
    }
}
