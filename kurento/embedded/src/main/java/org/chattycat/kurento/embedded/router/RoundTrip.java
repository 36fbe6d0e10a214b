package org.chattycat.kurento.embedded.router;

/**
 * Measures the round-trip time from report blocks (RFC 3550 section 6.4.1). It keeps the send times of the last
 * reports.
 */
final class RoundTrip {
    /** Reports are sent about once per second; a report block answers one of the last few. */
    private static final int REMEMBERED = 8;

    private final int[] ntpMiddle = new int[REMEMBERED];
    private final long[] sentNanos = new long[REMEMBERED];
    private int next;
    private double seconds;

    void reportSent(long ntpTime, long now) {
        ntpMiddle[next] = (int) (ntpTime >>> 16);
        sentNanos[next] = now;
        next = (next + 1) % REMEMBERED;
    }

    void reportAnswered(int lastReport, long delay65536, long now) {
        for (int i = 0; lastReport != 0 && i < REMEMBERED; i++) {
            if (ntpMiddle[i] == lastReport) {
                double measured = (now - sentNanos[i]) / 1e9 - delay65536 / 65536.0;
                if (measured >= 0) {
                    seconds = seconds == 0 ? measured : seconds + (measured - seconds) / 4;
                }
                return;
            }
        }
    }

    /** The smoothed round-trip time; 0 while unknown. */
    double seconds() {
        return seconds;
    }
}
