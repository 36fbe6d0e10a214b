package org.chattycat.analysis.qr;

import org.opencv.core.Point;

/**
 * Fits a grid to the frame: moves its corners until the code's fixed patterns (finders, timing, alignment) match what the
 * frame shows.
 */
final class GridFit {
    /** Steps in modules. At the first one, a fixed pattern still overlaps itself. */
    private static final double[] STEPS = {0.6, 0.3, 0.15, 0.08};
    /** From this score on, the first step would be too coarse. */
    private static final double CLOSE_SCORE = 0.9;

    private static final int MAX_ROUNDS = 3;
    /** The share of the fixed patterns that the frame must contain. */
    private static final double MIN_INSIDE = 0.6;

    private final ModuleGrid grid;
    private final QrLayout layout;
    private final Point[] corners;
    private double score;

    private GridFit(ModuleGrid grid, QrLayout layout, Quad start) {
        this.grid = grid;
        this.layout = layout;
        this.corners = start.corners();
        this.score = score();
    }

    /**
     * A fitted grid.
     *
     * @param score correlation of the frame with the fixed patterns, 1 for a flawless code, about 0 for none
     */
    record Fitted(Quad place, double score) {}

    /** Fits {@code grid}, which contains the frame, from {@code start} on, and leaves it at the fitted place. */
    static Fitted fit(ModuleGrid grid, QrLayout layout, Quad start) {
        GridFit fit = new GridFit(grid, layout, start);
        double modulePx = start.sidePx() / layout.size;
        for (double step : STEPS) {
            if (step == STEPS[0] && fit.score > CLOSE_SCORE) {
                continue;
            }
            boolean better = true;
            for (int round = 0; round < MAX_ROUNDS && better; round++) {
                better = fit.moveAll(step * modulePx, 0) | fit.moveAll(0, step * modulePx);
                for (int corner = 0; corner < 4; corner++) {
                    better |= fit.move(step * modulePx, 0, corner) | fit.move(0, step * modulePx, corner);
                }
            }
        }
        grid.lay(fit.corners, layout.size);
        return new Fitted(Quad.of(fit.corners), fit.score);
    }

    /** The correlation at {@code place}, without fitting. */
    static double score(ModuleGrid grid, QrLayout layout, Quad place) {
        return new GridFit(grid, layout, place).score;
    }

    private boolean moveAll(double dx, double dy) {
        return move(dx, dy, 0, 1, 2, 3);
    }

    /** Moves corners in one direction or the opposite one, if that improves the score. */
    private boolean move(double dx, double dy, int... which) {
        return tryMove(dx, dy, which) || tryMove(-dx, -dy, which);
    }

    private boolean tryMove(double dx, double dy, int... which) {
        shift(dx, dy, which);
        double moved = score();
        if (moved > score) {
            score = moved;
            return true;
        }
        shift(-dx, -dy, which);
        return false;
    }

    private void shift(double dx, double dy, int... which) {
        for (int corner : which) {
            corners[corner].x += dx;
            corners[corner].y += dy;
        }
    }

    /**
     * The mean of the patterns' correlations, so that neither uneven light nor a covered pattern spoils the others. Modules beyond
     * the edge of the frame say nothing.
     */
    private double score() {
        grid.lay(corners, layout.size);
        double score = 0;
        int inside = 0;
        for (int[] pattern : layout.fixedPatterns) {
            double sum = 0;
            double squares = 0;
            double signed = 0;
            double signs = 0;
            int count = 0;
            for (int module : pattern) {
                double luma = grid.sampleInside(module % layout.size + 0.5, module / layout.size + 0.5);
                if (luma >= 0) {
                    sum += luma;
                    squares += luma * luma;
                    signed -= layout.fixed[module] * luma;
                    signs -= layout.fixed[module];
                    count++;
                }
            }
            double variance = squares - sum * sum / count;
            double variety = count - signs * signs / count;
            if (variance > 0 && variety > 0) {
                score += count * (signed - signs * sum / count) / Math.sqrt(variance * variety);
            }
            inside += count;
        }
        return inside < MIN_INSIDE * layout.fixedModules.length ? 0 : score / inside;
    }
}
