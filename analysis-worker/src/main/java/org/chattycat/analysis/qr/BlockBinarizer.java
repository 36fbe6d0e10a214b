package org.chattycat.analysis.qr;

import com.google.zxing.common.BitArray;
import com.google.zxing.common.BitMatrix;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Separates dark pixels from light ones with the same result as ZXing's {@code HybridBinarizer}, in a third of the time.
 * The threshold of each block of 8 x 8 pixels is the mean of the 5 x 5 blocks around it. Eight pixels are processed at a
 * time, as the bytes of a long.
 */
final class BlockBinarizer {
    /** A smaller frame does not have 5 x 5 blocks. */
    static final int MIN_PX = 40;

    private static final int BLOCK = 8;
    /** A block whose pixels differ by at most this much has a single colour. */
    private static final int MIN_RANGE = 24;
    /** A threshold is the mean of this many blocks to each side. */
    private static final int AROUND = 2;

    private static final VarHandle PIXELS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long EVEN_BYTES = 0x00ff_00ff_00ff_00ffL;
    private static final long SUM_OF_SHORTS = 0x0001_0001_0001_0001L;
    /** Multiplication by this moves the lowest bit of each byte into the highest byte, the first pixel's bit lowest. */
    private static final long GATHER = 0x0102_0408_1020_4080L;

    private int width;
    private int height;
    private byte[] pixels;
    private int columns;
    private int rows;
    private int[] blackPoints = {};
    private int[] words = {};

    /** @param luma {@code width * height} pixels, at least {@value #MIN_PX} a side */
    BitMatrix binarize(byte[] luma, int lumaWidth, int lumaHeight) {
        pixels = luma;
        width = lumaWidth;
        height = lumaHeight;
        columns = (width + BLOCK - 1) / BLOCK;
        rows = (height + BLOCK - 1) / BLOCK;
        if (blackPoints.length < columns * rows) {
            blackPoints = new int[columns * rows];
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                blackPoints[row * columns + column] = blackPoint(row, column);
            }
        }
        return threshold();
    }

    /** The last block overlaps the one before it, so that all blocks are complete. */
    private int left(int column) {
        return Math.min(column * BLOCK, width - BLOCK);
    }

    private int top(int row) {
        return Math.min(row * BLOCK, height - BLOCK);
    }

    private int blackPoint(int row, int column) {
        int at = top(row) * width + left(column);
        long least = (long) PIXELS.get(pixels, at);
        long most = least;
        long sums = 0;
        for (int y = 0; y < BLOCK; y++, at += width) {
            long eight = (long) PIXELS.get(pixels, at);
            sums += (eight & EVEN_BYTES) + (eight >>> 8 & EVEN_BYTES);
            least = select(atLeast(least, eight), eight, least);
            most = select(atLeast(eight, most), eight, most);
        }
        int min = least(least);
        if (255 - least(~most) - min > MIN_RANGE) {
            return (int) (sums * SUM_OF_SHORTS >>> 48) / (BLOCK * BLOCK);
        }
        // A single colour counts as light, unless the blocks to the left and above show that it is dark.
        int here = row * columns + column;
        if (row > 0 && column > 0) {
            int neighbours =
                    (blackPoints[here - columns] + 2 * blackPoints[here - 1] + blackPoints[here - columns - 1]) / 4;
            if (min < neighbours) {
                return neighbours;
            }
        }
        return min / 2;
    }

    private BitMatrix threshold() {
        BitMatrix matrix = new BitMatrix(width, height);
        BitArray line = new BitArray(width);
        int stride = (width + 31) / 32;
        words = words.length < stride * BLOCK ? new int[stride * BLOCK] : words;
        // The overlapping last row of blocks may contain lines that are already set.
        int done = 0;
        for (int row = 0; row < rows; row++) {
            Arrays.fill(words, 0, stride * BLOCK, 0);
            for (int column = 0; column < columns; column++) {
                threshold(top(row), left(column), threshold(row, column), stride);
            }
            for (int y = top(row); y < top(row) + BLOCK; y++) {
                if (y < done) {
                    line = matrix.getRow(y, line);
                }
                for (int word = 0; word < stride; word++) {
                    int bits = words[(y - top(row)) * stride + word];
                    line.setBulk(word * 32, y < done ? bits | line.getBitArray()[word] : bits);
                }
                matrix.setRow(y, line);
            }
            done = top(row) + BLOCK;
        }
        return matrix;
    }

    private int threshold(int row, int column) {
        int middleRow = Math.max(AROUND, Math.min(row, rows - 1 - AROUND));
        int middleColumn = Math.max(AROUND, Math.min(column, columns - 1 - AROUND));
        int sum = 0;
        for (int r = middleRow - AROUND; r <= middleRow + AROUND; r++) {
            int at = r * columns + middleColumn;
            sum += blackPoints[at - 2]
                    + blackPoints[at - 1]
                    + blackPoints[at]
                    + blackPoints[at + 1]
                    + blackPoints[at + 2];
        }
        return sum / 25;
    }

    private void threshold(int top, int left, int threshold, int stride) {
        long thresholds = threshold * LOW_BITS;
        int word = left / 32;
        int shift = left % 32;
        int at = top * width + left;
        for (int y = 0; y < BLOCK; y++, at += width, word += stride) {
            long dark = atLeast(thresholds, (long) PIXELS.get(pixels, at)) >>> 7;
            int bits = (int) (dark * GATHER >>> 56);
            words[word] |= bits << shift;
            if (shift > 32 - BLOCK) {
                words[word + 1] |= bits >>> 32 - shift;
            }
        }
    }

    /** Per byte, unsigned: the highest bit set where {@code a >= b}, all others clear. */
    private static long atLeast(long a, long b) {
        long difference = (a | HIGH_BITS) - (b & ~HIGH_BITS);
        return (a & ~b | ~(a ^ b) & difference) & HIGH_BITS;
    }

    /** Per byte: {@code a} where the highest bit of {@code which} is set, {@code b} elsewhere. */
    private static long select(long which, long a, long b) {
        long mask = (which >>> 7) * 0xff;
        return a & mask | b & ~mask;
    }

    /** The least of the eight bytes, unsigned. */
    private static int least(long bytes) {
        long four = select(atLeast(bytes, bytes >>> 32), bytes >>> 32, bytes);
        long two = select(atLeast(four, four >>> 16), four >>> 16, four);
        long one = select(atLeast(two, two >>> 8), two >>> 8, two);
        return (int) one & 0xff;
    }
}
