package org.chattycat.analysis.qr;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.opencv.core.Mat;
import org.opencv.core.Point;

/**
 * Finds a code that cannot be read, by its finder patterns, and judges why not. Made for frames in which nothing was read, a few
 * times a second. Not thread-safe.
 */
public final class UnreadCodes {
    /** Below this many pixels per module, most cameras blur neighbouring modules into one. */
    private static final double SMALL_MODULE_PX = 2.4;
    /** A finder pattern's centre lies this many modules from each of two edges. */
    private static final double FINDER = 3.5;
    /** A code is sampled at this many points a side. */
    private static final int POINTS = 28;
    /** The outermost points may lie beside the code. */
    private static final int EDGE = 1;
    /** A square of this many points without a dark one does not occur in a code. */
    private static final int GLARE_POINTS = 6;
    /** Luma from which a pixel may be overexposed (video range: white is 235). */
    private static final int BRIGHT = 225;
    /** The share of a finder pattern's 49 modules that must look right. */
    private static final double MIN_FINDER = 0.85;

    private static final int FINDER_MODULES = 49;
    private static final int ALL_FINDERS = 3;
    /** A light may cover one. */
    private static final int MIN_FINDERS = 2;
    /** The share of dark points in a code. Other patterns with two rings are often outside of it. */
    private static final double MIN_DARK = 0.25;

    private static final double MAX_DARK = 0.75;
    /** Luma between the dark and the light modules of any code that a camera shows. */
    private static final int MIN_CONTRAST = 40;

    private final BlockBinarizer binarizer = new BlockBinarizer();
    private byte[] pixels = {};

    /**
     * A code that was not read.
     *
     * @param place roughly where it lies in the frame
     */
    public record Unread(Quad place, Reason reason) {
        public Unread {
            Objects.requireNonNull(place);
            Objects.requireNonNull(reason);
        }

        /** Why a code cannot be read. */
        public enum Reason {
            TOO_SMALL,
            GLARE,
            /** Neither: moved, blurred or partly covered. */
            UNCLEAR
        }
    }

    /** @param luma a frame in which no code was read; not changed */
    public Optional<Unread> find(Mat luma) {
        int width = luma.cols();
        int height = luma.rows();
        if (width < BlockBinarizer.MIN_PX || height < BlockBinarizer.MIN_PX) {
            return Optional.empty();
        }
        if (pixels.length < width * height) {
            pixels = new byte[width * height];
        }
        luma.get(0, 0, pixels);
        List<FinderRings.Ring> rings = FinderRings.locate(binarizer.binarize(pixels, width, height));
        Optional<Unread> whole = RingedCodes.ofThree(rings).stream()
                .flatMap(corners -> judge(corners, rings, width, height).stream())
                .findFirst();
        return whole.or(() -> RingedCodes.ofTwo(rings).stream()
                .flatMap(corners -> judge(corners, rings, width, height).stream())
                .findFirst());
    }

    private Optional<Unread> judge(RingedCodes.Corners corners, List<FinderRings.Ring> rings, int width, int height) {
        double modulePx = rings.stream()
                .filter(ring -> Stream.of(corners.corner(), corners.right(), corners.below())
                        .anyMatch(ring.centre()::equals))
                .mapToDouble(ring -> ring.diameter / FinderRings.RING_MODULES)
                .average()
                .orElseThrow();
        double distance = Math.hypot(corners.right().x - corners.corner().x, corners.right().y - corners.corner().y);
        double perModule = modulePx / distance;
        Point across = between(corners.corner(), corners.right(), perModule);
        Point down = between(corners.corner(), corners.below(), perModule);
        Quad place = corners.place((int) Math.round(distance / modulePx + 2 * FINDER));
        int[] samples = samples(place, width, height);
        if (samples == null) {
            return Optional.empty();
        }
        int[] sorted = samples.clone();
        Arrays.sort(sorted);
        int darkest = sorted[sorted.length / 20];
        int lightest = sorted[sorted.length - 1 - sorted.length / 20];
        int middle = (darkest + lightest) / 2;
        double dark = (double) Arrays.stream(samples).filter(s -> s < middle).count() / samples.length;
        if (lightest - darkest < MIN_CONTRAST || dark < MIN_DARK || dark > MAX_DARK) {
            return Optional.empty();
        }
        long finders = Stream.of(corners.corner(), corners.right(), corners.below())
                .filter(centre -> isFinder(centre, across, down, middle, width, height))
                .count();
        if (finders < MIN_FINDERS) {
            return Optional.empty();
        }
        // With one finder pattern missing, only an overexposed place is likely to be a code.
        if (isOverexposed(samples)) {
            return Optional.of(new Unread(place, Unread.Reason.GLARE));
        }
        if (finders < ALL_FINDERS) {
            return Optional.empty();
        }
        return Optional.of(
                new Unread(place, modulePx < SMALL_MODULE_PX ? Unread.Reason.TOO_SMALL : Unread.Reason.UNCLEAR));
    }

    private static Point between(Point from, Point to, double share) {
        return new Point((to.x - from.x) * share, (to.y - from.y) * share);
    }

    /** Whether the modules around a point are those of a finder pattern: dark, but for a ring of light ones. */
    private boolean isFinder(Point centre, Point across, Point down, int middle, int width, int height) {
        int right = 0;
        for (int row = -3; row <= 3; row++) {
            for (int column = -3; column <= 3; column++) {
                int x = (int) (centre.x + column * across.x + row * down.x);
                int y = (int) (centre.y + column * across.y + row * down.y);
                boolean light = Math.max(Math.abs(row), Math.abs(column)) == 2;
                if (x >= 0 && y >= 0 && x < width && y < height) {
                    right += (pixels[y * width + x] & 0xff) >= middle == light ? 1 : 0;
                }
            }
        }
        return right >= MIN_FINDER * FINDER_MODULES;
    }

    /** Luma at points over the place, row by row; null if it extends beyond the frame. */
    private int[] samples(Quad place, int width, int height) {
        int[] samples = new int[POINTS * POINTS];
        for (int row = 0; row < POINTS; row++) {
            for (int column = 0; column < POINTS; column++) {
                Point at = place.at((column + 0.5) / POINTS, (row + 0.5) / POINTS);
                int x = (int) at.x;
                int y = (int) at.y;
                if (x < 0 || y < 0 || x >= width || y >= height) {
                    return null;
                }
                samples[row * POINTS + column] = pixels[y * width + x] & 0xff;
            }
        }
        return samples;
    }

    /** Whether the code has a large square of bright points. */
    private static boolean isOverexposed(int[] samples) {
        int[] sides = new int[POINTS * POINTS];
        for (int row = EDGE; row < POINTS - EDGE; row++) {
            for (int column = EDGE; column < POINTS - EDGE; column++) {
                int at = row * POINTS + column;
                if (samples[at] >= BRIGHT) {
                    sides[at] = 1 + Math.min(sides[at - POINTS - 1], Math.min(sides[at - POINTS], sides[at - 1]));
                }
                if (sides[at] >= GLARE_POINTS) {
                    return true;
                }
            }
        }
        return false;
    }
}
