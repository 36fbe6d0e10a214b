package org.chattycat.kurento.embedded.router;

/** Computes the bit rate that one video sender may use, from its receivers' limits and the {@link BandwidthPolicy}. */
final class SenderBandwidth {
    private static final long[] NOBODY = {};

    private final Profile profile;
    private Bandwidth configured = Bandwidth.UNLIMITED;
    private long[] receivers = NOBODY;
    private long told;

    SenderBandwidth(Profile profile) {
        this.profile = profile;
    }

    void configure(Bandwidth value) {
        configured = value;
    }

    /** @return the rate to request now, in bit/s */
    long rate(OutboundMedia[] sinks) {
        if (receivers.length < sinks.length) {
            receivers = new long[sinks.length * 2];
        }
        long max = configured.maxVideoReceiveBps();
        int count = 0;
        for (OutboundMedia sink : sinks) {
            if (sink.reportsBandwidth()) {
                receivers[count++] = profile.lowestRembWins() ? sink.rembOrUnlimited() : sink.limit();
            }
            max = Math.min(max, sink.configuredMax());
        }
        long min = configured.minVideoReceiveBps();
        return profile.lowestRembWins()
                ? BandwidthPolicy.lowest(receivers, count, min, max)
                : BandwidthPolicy.decide(receivers, count, min, max);
    }

    void told(long rate) {
        told = rate;
    }

    /** Whether the sender must be told this rate before the next report. */
    boolean isUrgent(long rate) {
        return rate < told * 0.97;
    }
}
