package org.chattycat.kurento.embedded.router;

/**
 * The rate that one receiver can take. While the sender is slower than a receiver's REMB, the REMB does not measure the
 * network: browsers report at most 1.5 times the received rate and raise it by 8 % per second, so following it would
 * slow the start of a call for most of a minute. An estimate therefore counts from the moment at which it falls below
 * the sent rate until it is well above it again. Loss counts as well.
 */
final class ReceiverEstimate {
    /** A smaller change is noise: browsers send a drop of 3 % at once. */
    private static final double DROP = 0.97;

    private static final double ROOM = 1.3;
    /** Thresholds and steps of draft-ietf-rmcat-gcc-02 section 6. */
    private static final double HIGH_LOSS = 0.10;

    private static final double LOW_LOSS = 0.02;
    private static final double RECOVERY = 1.08;

    private long lastRemb = Bandwidth.UNLIMITED_BPS;
    private boolean limitedByRemb;
    private double lossLimit = Double.POSITIVE_INFINITY;

    /** @param sentRate rate that is sent to the receiver, in bit/s */
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

    /** In bit/s; {@link Bandwidth#UNLIMITED_BPS} while there is no limit. */
    long limit() {
        double remb = limitedByRemb ? lastRemb : Double.POSITIVE_INFINITY;
        double limit = Math.min(remb, lossLimit);
        return limit == Double.POSITIVE_INFINITY ? Bandwidth.UNLIMITED_BPS : (long) limit;
    }

    /** The last REMB as received; 0 for none. */
    long lastRemb() {
        return lastRemb == Bandwidth.UNLIMITED_BPS ? 0 : lastRemb;
    }
}
