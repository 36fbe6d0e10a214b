package org.chattycat.analysis.qr;

/**
 * The luma of a code's data modules when it was read, to tell at a small part of a reading's cost that it still shows
 * the same.
 *
 * <p>Two texts differ in more codewords than a block has parity (17 of the 44 of a usual clock), mostly by several
 * modules each, and a module that turns changes by about twice the modules' deviation. So a code counts as the same only
 * while next to no module has changed by a fraction of that. Noise, motion and light change modules, too; that only
 * costs a reading.
 */
final class ModuleSnapshot {
    /** A module has changed when its luma has by so many deviations; by 2 if it turns, by 1 if it is half-way there. */
    private static final double CHANGED = 0.6;
    /**
     * So many may have: half of what tells the two most similar texts of a usual clock apart. Of 4,429 changes in clips
     * of codes in all conditions none was of less than 52 modules.
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

    /** Whether {@code now}, the same modules in another picture, shows the same. */
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
