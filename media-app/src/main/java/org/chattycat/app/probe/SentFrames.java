package org.chattycat.app.probe;

/** When the latest frames of a camera left. Safe for several threads. */
final class SentFrames {
    /** Of more than a minute: an older measurement is no live one. */
    private static final int FRAMES = 1_024;

    private final long[] clockMs = new long[FRAMES];
    private final long[] checksums = new long[FRAMES];
    private final long[] sentNanos = new long[FRAMES];
    private int next;

    synchronized void add(ClockVideo.Frame frame, long nanos) {
        clockMs[next] = frame.clockMs();
        checksums[next] = frame.checksum();
        sentNanos[next] = nanos;
        next = (next + 1) % FRAMES;
    }

    /** @return how long ago the frame that shows this time was sent, in ms; not a number if none was */
    double ageOfClockMs(long clock, long nowNanos) {
        return ageMs(clockMs, clock, nowNanos);
    }

    /** @return how long ago the frame with this checksum was sent, in ms; not a number if none was */
    double ageOfChecksumMs(long checksum, long nowNanos) {
        return ageMs(checksums, checksum, nowNanos);
    }

    private synchronized double ageMs(long[] values, long value, long nowNanos) {
        for (int i = 1; i <= FRAMES; i++) {
            int at = (next - i + FRAMES) % FRAMES;
            if (values[at] == value && sentNanos[at] != 0) {
                return (nowNanos - sentNanos[at]) / 1e6;
            }
        }
        return Double.NaN;
    }
}
