package org.chattycat.analysis.qr;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.decoder.Version;
import java.util.Arrays;

/** The distribution of a code's codewords to its blocks. Each block is a separate Reed-Solomon word (clause 7.6). */
final class QrBlocks {
    private final int parity;
    private final int[][] places;

    private QrBlocks(int parity, int[][] places) {
        this.parity = parity;
        this.places = places;
    }

    static QrBlocks of(int version, ErrorCorrectionLevel level) {
        Version.ECBlocks blocks = Version.getVersionForNumber(version).getECBlocksForLevel(level);
        int[] dataCodewords = Arrays.stream(blocks.getECBlocks())
                .flatMapToInt(group -> java.util.stream.IntStream.generate(group::getDataCodewords)
                        .limit(group.getCount()))
                .toArray();
        int parity = blocks.getECCodewordsPerBlock();
        int[][] places = new int[dataCodewords.length][];
        for (int block = 0; block < places.length; block++) {
            places[block] = new int[dataCodewords[block] + parity];
        }
        int next = 0;
        int longest = Arrays.stream(dataCodewords).max().orElseThrow();
        for (int i = 0; i < longest; i++) {
            for (int block = 0; block < places.length; block++) {
                if (i < dataCodewords[block]) {
                    places[block][i] = next++;
                }
            }
        }
        for (int i = 0; i < parity; i++) {
            for (int block = 0; block < places.length; block++) {
                places[block][dataCodewords[block] + i] = next++;
            }
        }
        return new QrBlocks(parity, places);
    }

    int count() {
        return places.length;
    }

    /** Parity codewords per block. */
    int parity() {
        return parity;
    }

    /** The positions of a block's codewords among all codewords, data first. */
    int[] places(int block) {
        return places[block];
    }
}
