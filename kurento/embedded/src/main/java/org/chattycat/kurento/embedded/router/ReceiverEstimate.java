package org.chattycat.kurento.embedded.router;

/**
 * What one receiver can take, as far as it has complained. A receiver's REMB is no measure of its network while the sender
 * is slower than that: browsers report at most 1.5 times what arrives and rise by 8 % a second, so that following it would
 * hold a call back for most of a minute. So an estimate counts from the moment it falls below what is sent, and stops
 * counting when it is well above again. Loss counts where nothing else is said.
 */
final class ReceiverEstimate {
    /** Less than browsers send at once (3 %) is noise. */
    private static final double DROP = 0.97;

    private static final double ROOM = 1.3;
    /** Thresholds and steps of draft-ietf-rmcat-gcc-02 section 6. */
    private static final double HIGH_LOSS = 0.10;

    private static final double LOW_LOSS = 0.02;
    private static final double RECOVERY = 1.08;

    private long lastRemb = Bandwidth.UNLIMITED_BPS;
    private boolean limitedByRemb;
    private double lossLimit = Double.POSITIVE_INFINITY;

    /** @param sentRate what is being sent to it, in bit/s */
    void onRemb(long bitrate, long sentRate) {
        if (bitrate < lastRemb * DROP && bitrate < sentRate) {
            limitedByRemb = true;
        } else if (bitrate > sentRate * ROOM) {
            limitedByRemb = false;
        }
        lastRemb = bitrate;
    }

    /** @param loss share of packets lost since the last report, 0 to 1 */
    void onLoss(double loss, long sentRate) {
        if (loss > HIGH_LOSS) {
            lossLimit = Math.min(lossLimit, sentRate) * (1 - loss / 2);
        } else if (loss < LOW_LOSS) {
            lossLimit *= RECOVERY;
            if (lossLimit > 2.0 * sentRate) {
                lossLimit = Double.POSITIVE_INFINITY;
            }
        }
    }

    /** In bit/s; {@link Bandwidth#UNLIMITED_BPS} while it has not complained. */
    long limit() {
        double remb = limitedByRemb ? lastRemb : Double.POSITIVE_INFINITY;
        double limit = Math.min(remb, lossLimit);
        return limit == Double.POSITIVE_INFINITY ? Bandwidth.UNLIMITED_BPS : (long) limit;
    }

    /** The last REMB as it came; 0 for none. */
    long lastRemb() {
        return lastRemb == Bandwidth.UNLIMITED_BPS ? 0 : lastRemb;
    }
}
