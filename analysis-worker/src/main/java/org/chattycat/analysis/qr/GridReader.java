package org.chattycat.analysis.qr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * Reads a code whose place is roughly known, module by module: fits a grid to it, then thresholds the luma at the centres of
 * its modules. If that does not decode, it reverses blur first.
 *
 * <p>It assumes nothing about the content of the code, only the patterns that every code of that size has.
 */
final class GridReader {
    /** Below this correlation with the fixed patterns, there is no code. */
    private static final double MIN_SCORE = 0.35;
    /** A code that has not moved matches its fixed patterns about as well as before. */
    private static final double SAME_SCORE = 0.02;
    /** From this correlation on there certainly is a code, readable or not. */
    private static final double CERTAIN_SCORE = 0.7;

    /** From this correlation on, a code that was never read is worth trying again in later frames. */
    private static final double WORTH_TRACKING_SCORE = 0.75;
    /** The same for what looks like a clock, see {@link UnreadClock}. */
    private static final double CLOCK_WORTH_TRACKING_SCORE = 0.5;
    /**
     * Places of located finder patterns that are fitted and read. Fitting one takes longer than scoring all. Two finder patterns
     * side by side have four likely places.
     */
    private static final int MAX_STARTS = 4;

    private Result unread;
    private final ModuleGrid grid = new ModuleGrid();
    private final SoftDecoder decoder = new SoftDecoder();
    private final SplitDecoder splitDecoder = new SplitDecoder(decoder);
    private final BlendDecoder blendDecoder = new BlendDecoder(decoder);

    /**
     * The result of reading at one place.
     *
     * @param text what the code says; null when it cannot be read
     * @param decoded what was decoded here; null when it cannot be read, or by ZXing only
     * @param place its fitted corners
     * @param score how well its fixed patterns match, up to 1
     * @param predicted whether the text was recognised, see {@link Prediction} and {@link UnreadClock}, and not read
     * @param clock whether it certainly is a clock, although it cannot be read
     */
    record Result(
            String text, Decoded decoded, Quad place, int modules, double score, boolean predicted, boolean clock) {
        Result(Decoded decoded, Quad place, int modules, double score) {
            this(decoded == null ? null : decoded.text(), decoded, place, modules, score, false, false);
        }

        /** Whether there certainly is a code, readable or not. */
        boolean isCertain() {
            return text != null || clock || score >= CERTAIN_SCORE;
        }
    }

    /**
     * What is known of a code from earlier frames.
     *
     * @param decoded the code that was last read; null when there is none
     * @param prediction what may follow it; null when that is not known
     * @param frames since then, from 1
     * @param unread what is known of a clock that was never read; null when one was
     */
    record Past(Decoded decoded, Prediction prediction, int frames, UnreadClock unread) {
        private static final Past UNKNOWN = new Past(null, null, 1, null);

        /** A code of another size, which was at this place before, says nothing. */
        private Past of(QrLayout layout) {
            return decoded == null || decoded.isOf(layout) ? this : UNKNOWN;
        }
    }

    /** Sets the frame that is read from now on. */
    void load(Mat luma) {
        grid.load(luma);
    }

    /** The luma of the data modules of a code at exactly this place. */
    float[] dataModules(Quad place, QrLayout layout) {
        grid.lay(place.corners(), layout.size);
        return grid.centres(layout.dataModules, layout.size);
    }

    /**
     * Reads the code of {@code modules} a side near {@code start}; empty when there is none of such a size.
     *
     * @param before what was at this place
     */
    Optional<Result> read(Quad start, int modules, Past before) {
        return QrLayout.ofSize(modules).map(layout -> {
            Past past = before.of(layout);
            GridFit.Fitted fitted = GridFit.fit(grid, layout, start);
            if (fitted.score() < MIN_SCORE) {
                return new Result(null, fitted.place(), modules, fitted.score());
            }
            Decoded decoded = decode(layout, past.decoded());
            if (decoded != null) {
                return new Result(decoded, fitted.place(), modules, fitted.score());
            }
            Decoded recognised = recognise(layout, past).orElse(null);
            return new Result(
                    recognised == null ? null : recognised.text(),
                    recognised,
                    fitted.place(),
                    modules,
                    fitted.score(),
                    recognised != null,
                    past.unread() != null && past.unread().inSight());
        });
    }

    /** The one of two places that matches better. */
    Quad better(Quad one, Quad other, int modules) {
        return QrLayout.ofSize(modules)
                .filter(layout -> GridFit.score(grid, layout, other) > GridFit.score(grid, layout, one))
                .map(layout -> other)
                .orElse(one);
    }

    /** The best of the codes that were found since the last call and could not be read. */
    Optional<Result> takeUnread() {
        Optional<Result> taken = Optional.ofNullable(unread);
        unread = null;
        return taken;
    }

    private Optional<Decoded> recognise(QrLayout layout, Past past) {
        ModuleSamples samples = new ModuleSamples(grid, layout.size);
        if (past.unread() != null) {
            return past.unread().recognise(samples.darkness(), decoder);
        }
        if (past.prediction() == null) {
            return Optional.empty();
        }
        return past.prediction()
                .recognise(samples.darkness(), past.frames(), decoder)
                .or(() -> past.prediction()
                        .recognise(Equalizer.learn(samples, layout.fixed).apply(samples), past.frames(), decoder));
    }

    /**
     * Reads the code at exactly its previous place, if it is still there. Fitting the place is most of the cost of a reading.
     *
     * @param score what the code's place had when it was found
     */
    Optional<Result> readUnmoved(Quad place, int modules, double score) {
        return QrLayout.ofSize(modules)
                .filter(layout -> GridFit.score(grid, layout, place) >= score - SAME_SCORE)
                .flatMap(layout -> decoder.decode(layout, ModuleSamples.darkness(grid, layout.size)))
                .map(decoded -> new Result(decoded, place, modules, score));
    }

    /**
     * Reads a code of which only the outline is known, but neither the size nor the orientation.
     *
     * @param corners in any order round the code
     */
    Optional<Result> readOutline(Quad corners) {
        List<Start> starts = new ArrayList<>();
        for (QrLayout layout : QrLayout.LIKELY) {
            Quad turned = corners;
            for (int turn = 0; turn < 4; turn++) {
                starts.add(new Start(turned, layout.size, GridFit.score(grid, layout, turned)));
                turned = turned.turned();
            }
        }
        return readFirst(starts, starts.size());
    }

    /** Reads a code at one of several places, whose size is not known. */
    Optional<Result> readOneOf(List<RingedCodes.Corners> places) {
        List<Start> starts = new ArrayList<>();
        for (RingedCodes.Corners corners : places) {
            for (QrLayout layout : QrLayout.LIKELY) {
                Quad place = corners.place(layout.size);
                double score = GridFit.score(grid, layout, place);
                if (score >= MIN_SCORE) {
                    starts.add(new Start(place, layout.size, score));
                }
            }
        }
        return readFirst(starts, MAX_STARTS);
    }

    /** Reads at the likeliest places, at most {@code limit}, until one is a code. */
    private Optional<Result> readFirst(List<Start> starts, int limit) {
        return starts.stream()
                .sorted(Comparator.comparingDouble(Start::score).reversed())
                .limit(limit)
                .map(start -> readEitherWay(start.place, start.modules))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private record Start(Quad place, int modules, double score) {}

    /** Completes what ZXing found: a code that ZXing could not read is read here. Empty if neither can read it. */
    Optional<Result> complete(ZxingCodes.Found found) {
        if (found.text() == null) {
            return readEitherWay(found.place(), found.modules());
        }
        Decoded decoded = QrLayout.ofSize(found.modules())
                .flatMap(layout -> {
                    grid.lay(found.place().corners(), layout.size);
                    return decoder.decode(layout, new ModuleSamples(grid, layout.size).darkness());
                })
                .orElse(null);
        return Optional.of(new Result(found.text(), decoded, found.place(), found.modules(), 1, false, false));
    }

    /**
     * Reads a code that may be mirrored. The fixed patterns are the same either way, so both ways are decoded.
     *
     * @return empty for a code that cannot be read
     */
    Optional<Result> readEitherWay(Quad start, int modules) {
        return QrLayout.ofSize(modules).flatMap(layout -> {
            GridFit.Fitted fitted = GridFit.fit(grid, layout, start);
            if (fitted.score() < MIN_SCORE) {
                return Optional.empty();
            }
            Quad place = fitted.place();
            ModuleSamples samples = new ModuleSamples(grid, layout.size);
            double[] sliced = samples.darkness();
            Decoded decoded = decoder.decode(layout, sliced).orElse(null);
            if (decoded == null) {
                grid.lay(place.mirrored().corners(), layout.size);
                ModuleSamples mirrored = new ModuleSamples(grid, layout.size);
                double[] mirroredSliced = mirrored.darkness();
                decoded = decoder.decode(layout, mirroredSliced).orElse(null);
                // The format tells which way it is.
                boolean isMirrored = decoded != null
                        || SoftDecoder.formatScore(layout, mirroredSliced) > SoftDecoder.formatScore(layout, sliced);
                if (isMirrored) {
                    place = place.mirrored();
                } else {
                    grid.lay(place.corners(), layout.size);
                }
                if (decoded == null) {
                    decoded = decodeBlurred(
                                    layout, isMirrored ? mirrored : samples, isMirrored ? mirroredSliced : sliced)
                            .orElse(null);
                }
            }
            if (decoded == null && isWorthTracking(layout, fitted.score())) {
                unread = new Result(null, place, modules, fitted.score());
            }
            return decoded == null
                    ? Optional.empty()
                    : Optional.of(new Result(decoded, place, modules, fitted.score()));
        });
    }

    /** Whether the code at the grid's place is better than the best unread one. */
    private boolean isWorthTracking(QrLayout layout, double score) {
        if (unread != null && unread.score() >= score) {
            return false;
        }
        return score >= WORTH_TRACKING_SCORE
                || score >= CLOCK_WORTH_TRACKING_SCORE
                        && UnreadClock.isClock(layout, new ModuleSamples(grid, layout.size).darkness());
    }

    private Decoded decode(QrLayout layout, Decoded before) {
        ModuleSamples samples = new ModuleSamples(grid, layout.size);
        double[] sliced = samples.darkness();
        return decoder.decode(layout, sliced)
                .or(() -> decodeBlurred(layout, samples, sliced))
                .or(() -> before == null ? Optional.empty() : decodeBlended(layout, samples, before))
                .orElse(null);
    }

    private Optional<Decoded> decodeBlended(QrLayout layout, ModuleSamples samples, Decoded before) {
        ModuleSamples levelled = samples.levelledBy(layout.fixed);
        return blendDecoder
                .decode(layout, levelled.darkness(), before)
                .or(() -> blendDecoder.decode(
                        layout, Equalizer.learn(levelled, layout.fixed).apply(levelled), before));
    }

    private Optional<Decoded> decodeBlurred(QrLayout layout, ModuleSamples samples, double[] sliced) {
        double[] sharpened = Equalizer.learn(samples, layout.fixed).apply(samples);
        return decoder.decode(layout, sharpened).or(() -> {
            double[] rows = grid.frameRows(layout.size);
            return splitDecoder.decode(layout, sliced, rows).or(() -> splitDecoder.decode(layout, sharpened, rows));
        });
    }
}
