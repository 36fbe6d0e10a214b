package org.chattycat.kurento.embedded.router;

/**
 * The last sender report of a source: an instant on the sender's clock, and the RTP timestamp at that instant. Audio
 * and video of one sender share the clock, so forwarding it keeps them in sync.
 */
public final class SenderClock {
    private static final double NTP_UNITS_PER_NANO = 4.294967296;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int clockRate;
    private boolean known;
    private long ntpTime;
    private int rtpTime;
    private long arrivalNanos;

    /** @param clockRate of the RTP timestamps, in Hz */
    public SenderClock(int clockRate) {
        this.clockRate = clockRate;
    }

    /** @param ntpTime as 32.32 fixed point */
    public void report(long ntpTime, int rtpTime, long arrivalNanos) {
        this.known = true;
        this.ntpTime = ntpTime;
        this.rtpTime = rtpTime;
        this.arrivalNanos = arrivalNanos;
    }

    void clear() {
        known = false;
    }

    /** Whether there was a report. Only then are times known. */
    public boolean isKnown() {
        return known;
    }

    /** When the last report arrived, on the clock of {@link System#nanoTime}. */
    public long reportArrivalNanos() {
        return arrivalNanos;
    }

    /** The instant of the last report by the sender's clock, in nanoseconds since 1900. */
    public long reportNanos() {
        return (ntpTime >>> 32) * NANOS_PER_SECOND + ((ntpTime & 0xffff_ffffL) * NANOS_PER_SECOND >>> 32);
    }

    /** The instant of an RTP timestamp by the sender's clock, in nanoseconds since 1900 (RFC 3550 section 6.4.1). */
    public long nanosOf(int rtpTimestamp) {
        return reportNanos() + (long) (rtpTimestamp - rtpTime) * NANOS_PER_SECOND / clockRate;
    }

    /** The sender's NTP time at local time {@code now}, as 32.32 fixed point. */
    long ntpAt(long now) {
        return ntpTime + (long) ((now - arrivalNanos) * NTP_UNITS_PER_NANO);
    }

    /** The sender's RTP timestamp at local time {@code now}. */
    int rtpAt(long now) {
        return rtpTime + (int) ((now - arrivalNanos) / 1000 * clockRate / 1_000_000);
    }

    /** LSR of a report block; 0 before the first report. */
    int lastReport() {
        return known ? (int) (ntpTime >>> 16) : 0;
    }

    /** DLSR of a report block, in 1/65536 s. */
    long delaySinceLastReport(long now) {
        return known ? (now - arrivalNanos) / 1000 * 65536 / 1_000_000 : 0;
    }
}
