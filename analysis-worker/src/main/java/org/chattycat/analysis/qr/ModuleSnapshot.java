package org.chattycat.analysis.qr;

/**
 * The luma of a code's data modules when it was read. It shows at a fraction of the cost of a reading whether the code is
 * unchanged.
 *
 * <p>Two texts differ in more codewords than a block has parity (17 of the 44 of a usual clock), mostly by several modules
 * each. A module that changes colour changes by about twice the deviation of all modules. So a code counts as unchanged only
 * while hardly any module has changed by a fraction of that. Noise, motion and light change modules too, which only causes an
 * unnecessary reading.
 */
final class ModuleSnapshot {
    /** A module has changed if its luma changed by this many deviations. A change of colour is 2 deviations, half of one is 1. */
    private static final double CHANGED = 0.6;
    /**
     * This many modules may have changed: half the difference of the two most similar texts of a usual clock. Of 4,429
     * changes of text in clips of all conditions, the smallest was of 52 modules.
     */
    private static final int MAX_CHANGED = 8;

    private final float[] luma;
    private final double deviation;

    /** @param luma of each data module at its centre */
    ModuleSnapshot(float[] luma) {
        this.luma = luma;
        double sum = 0;
        double squares = 0;
        for (float value : luma) {
            sum += value;
            squares += value * value;
        }
        double mean = sum / luma.length;
        deviation = Math.sqrt(Math.max(0, squares / luma.length - mean * mean));
    }

    /** Whether {@code now}, the same modules in another frame, shows the same code. */
    boolean isSameAs(float[] now) {
        double threshold = CHANGED * deviation;
        int changed = 0;
        for (int i = 0; i < luma.length && changed <= MAX_CHANGED; i++) {
            if (Math.abs(now[i] - luma[i]) > threshold) {
                changed++;
            }
        }
        return changed <= MAX_CHANGED;
    }
}
