package org.chattycat.analysis.qr;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The layout of QR codes of one version (ISO/IEC 18004, clauses 6 and 7): fixed patterns, format bits and, in the order of
 * the codewords, data modules. Modules are numbered {@code row * size + column}.
 *
 * <p>Versions 1 to 6, 21 to 41 modules: the longest clock fits into version 4 even at the highest error correction, and
 * beyond version 6 come version blocks and more alignment patterns that no clock needs.
 */
final class QrLayout {
    static final int MAX_VERSION = 6;
    private static final int FORMAT_BITS = 15;
    /** A finder pattern's modules per side, with its separator. */
    private static final int FINDER = 8;
    /** The row and the column of the timing patterns. */
    private static final int TIMING_LINE = 6;

    private static final int TIMING = 3;
    private static final QrLayout[] VERSIONS = new QrLayout[MAX_VERSION + 1];

    static {
        for (int version = 1; version <= MAX_VERSION; version++) {
            VERSIONS[version] = new QrLayout(version);
        }
    }

    /** The layouts that clocks use, the likeliest first. */
    static final List<QrLayout> LIKELY = List.of(VERSIONS[3], VERSIONS[2], VERSIONS[4]);

    final int version;
    final int size;
    /** Per module: +1 fixed dark, −1 fixed light, 0 varying. */
    final byte[] fixed;
    /** The numbers of the fixed modules. */
    final int[] fixedModules;
    /** The same by pattern: each finder, the timing patterns, the alignment pattern. */
    final int[][] fixedPatterns;
    /** Two copies of the format's bits, most significant first. */
    final int[][] formatModules;
    /** The modules of the data, eight per codeword, most significant first; remainder bits left out. */
    final int[] dataModules;

    private QrLayout(int version) {
        this.version = version;
        this.size = 17 + 4 * version;
        this.fixed = new byte[size * size];
        this.formatModules = formatModules();
        finder(0, 0);
        finder(0, size - 7);
        finder(size - 7, 0);
        for (int i = 8; i < size - 8; i++) {
            fix(6, i, i % 2 == 0);
            fix(i, 6, i % 2 == 0);
        }
        if (version > 1) {
            alignment(size - 7, size - 7);
        }
        fix(size - 8, 8, true);
        this.fixedModules = IntStream.range(0, size * size)
                .filter(module -> fixed[module] != 0)
                .toArray();
        this.fixedPatterns = IntStream.rangeClosed(0, version > 1 ? TIMING + 1 : TIMING)
                .mapToObj(pattern -> Arrays.stream(fixedModules)
                        .filter(module -> pattern(module / size, module % size) == pattern)
                        .toArray())
                .toArray(int[][]::new);
        this.dataModules = dataModules();
    }

    private int pattern(int row, int column) {
        boolean top = row < FINDER;
        boolean left = column < FINDER;
        if (top && left) {
            return 0;
        }
        if (top && column >= size - FINDER) {
            return 1;
        }
        if (left && row >= size - FINDER) {
            return 2;
        }
        return row == TIMING_LINE || column == TIMING_LINE || left ? TIMING : TIMING + 1;
    }

    /** The layout of codes with this many modules per side; empty for sizes that do not exist or cannot hold a clock. */
    static Optional<QrLayout> ofSize(int modules) {
        int version = (modules - 17) / 4;
        boolean known = modules % 4 == 1 && version >= 1 && version <= MAX_VERSION;
        return known ? Optional.of(VERSIONS[version]) : Optional.empty();
    }

    /** Whether a mask pattern (clause 7.8.2) inverts a module. */
    boolean inverts(int mask, int module) {
        int row = module / size;
        int column = module % size;
        return switch (mask) {
            case 0 -> (row + column) % 2 == 0;
            case 1 -> row % 2 == 0;
            case 2 -> column % 3 == 0;
            case 3 -> (row + column) % 3 == 0;
            case 4 -> (row / 2 + column / 3) % 2 == 0;
            case 5 -> row * column % 2 + row * column % 3 == 0;
            case 6 -> (row * column % 2 + row * column % 3) % 2 == 0;
            default -> ((row + column) % 2 + row * column % 3) % 2 == 0;
        };
    }

    private void fix(int row, int column, boolean dark) {
        fixed[row * size + column] = (byte) (dark ? 1 : -1);
    }

    /** A finder pattern with the light separator around it, as far as that lies inside the code. */
    private void finder(int top, int left) {
        for (int row = Math.max(0, top - 1); row < Math.min(size, top + 8); row++) {
            for (int column = Math.max(0, left - 1); column < Math.min(size, left + 8); column++) {
                int ring = Math.max(Math.abs(row - top - 3), Math.abs(column - left - 3));
                fix(row, column, ring <= 1 || ring == 3);
            }
        }
    }

    private void alignment(int centreRow, int centreColumn) {
        for (int row = -2; row <= 2; row++) {
            for (int column = -2; column <= 2; column++) {
                int ring = Math.max(Math.abs(row), Math.abs(column));
                fix(centreRow + row, centreColumn + column, ring != 1);
            }
        }
    }

    private int[][] formatModules() {
        int[] around = new int[FORMAT_BITS];
        int[] apart = new int[FORMAT_BITS];
        for (int bit = 0; bit < FORMAT_BITS; bit++) {
            around[bit] =
                    bit < 8 ? 8 * size + (bit < 6 ? bit : bit + 1) : (bit == 8 ? 7 : FORMAT_BITS - 1 - bit) * size + 8;
            apart[bit] = bit < 7 ? (size - 1 - bit) * size + 8 : 8 * size + size - FORMAT_BITS + bit;
        }
        return new int[][] {around, apart};
    }

    /** Pairs of columns from right to left, up and down in turn, leaving out the vertical timing pattern. */
    private int[] dataModules() {
        boolean[] taken = new boolean[size * size];
        for (int module : fixedModules) {
            taken[module] = true;
        }
        for (int[] copy : formatModules) {
            for (int module : copy) {
                taken[module] = true;
            }
        }
        int[] modules = new int[size * size];
        int count = 0;
        boolean up = true;
        for (int right = size - 1; right > 0; right -= right == 8 ? 3 : 2) {
            for (int i = 0; i < size; i++) {
                int row = up ? size - 1 - i : i;
                for (int column = right; column > right - 2; column--) {
                    if (!taken[row * size + column]) {
                        modules[count++] = row * size + column;
                    }
                }
            }
            up = !up;
        }
        return Arrays.copyOf(modules, count / 8 * 8);
    }
}
