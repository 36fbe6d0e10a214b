package org.chattycat.kurento.embedded.router;

/**
 * Mean time that packets spend in the server. Only one packet in {@link #SAMPLE} is measured, because reading the clock
 * costs time.
 */
final class TransitTime {
    static final int SAMPLE = 16;

    /** Weight of a new sample. */
    private static final double GAIN = 1.0 / 8;

    private boolean known;
    private double inputNanos;
    private double endToEndNanos;

    static boolean isSampled(long sequence) {
        return sequence % SAMPLE == 0;
    }

    /**
     * @param arrived when the packet arrived at the server
     * @param reached when it reached the outgoing stream
     * @param sent when it was sent
     */
    void add(long arrived, long reached, long sent) {
        double gain = known ? GAIN : 1;
        known = true;
        inputNanos += (reached - arrived - inputNanos) * gain;
        endToEndNanos += (sent - arrived - endToEndNanos) * gain;
    }

    double inputMillis() {
        return inputNanos / 1e6;
    }

    double endToEndMillis() {
        return endToEndNanos / 1e6;
    }
}
