package org.chattycat.analysis.pipeline;

/**
 * How frames are decoded and scanned.
 *
 * @param threads threads that decode and scan; 0: one less than there are cores
 * @param idleScansPerSecond scans per second and publication while no code is in sight
 */
public record ScanProperties(int threads, int idleScansPerSecond) {
    public ScanProperties {
        if (threads < 0 || threads > 256) {
            throw new IllegalArgumentException("The scan threads must lie in 0 to 256.");
        }
        if (idleScansPerSecond < 1 || idleScansPerSecond > 60) {
            throw new IllegalArgumentException("The idle scans per second must lie in 1 to 60.");
        }
    }

    /** The number of threads to start. */
    public int poolSize() {
        return threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }
}
