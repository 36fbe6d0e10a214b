package org.chattycat.analysis.latency;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One clock in a publication's video. Distinguishes the first reading of each text from later ones, and a clock from a
 * photo of a clock. The first text after a pause is not a measurement, because it is unknown how long it had been visible.
 * Each following text is, provided that the clock runs.
 */
final class RunningClock {
    /** A code that was not visible for longer than this starts again. */
    private static final double MAX_GAP_MS = 3_000;
    /** A phone may skip a few redraws, and a camera a few frames; a clock that differs by more was not running. */
    private static final double RUNNING_TOLERANCE_MS = 250;
    /** Two codes mixed in one exposure may be read in turns, so a text can come back. */
    private static final int REMEMBERED_TEXTS = 16;

    private static final int RTP_TICKS_PER_MS = 90;

    private final Runnable restarted;
    private final Set<String> seen = new LinkedHashSet<>();
    private LocalDateTime lastWall;
    private int lastFirstSeenRtp;
    private int lastReadRtp;

    /** @param restarted told when the clock was out of sight for a while, was set, or is another one */
    RunningClock(Runnable restarted) {
        this.restarted = restarted;
    }

    /**
     * @return for a first reading of a running clock's text, the time in ms since the last frame in which another text
     *     was read: the new one has been in sight for no longer than that. Empty for any other reading.
     */
    OptionalDouble clockRead(String text, LocalDateTime wall, int rtpTimestamp) {
        double sinceReadMs = elapsedMs(lastReadRtp, rtpTimestamp);
        boolean goesOn = lastWall != null && sinceReadMs >= 0 && sinceReadMs <= MAX_GAP_MS;
        if (goesOn && seen.contains(text)) {
            lastReadRtp = rtpTimestamp;
            return OptionalDouble.empty();
        }
        boolean running = goesOn && runs(wall, rtpTimestamp);
        if (!running) {
            seen.clear();
            restarted.run();
        }
        remember(text);
        lastWall = wall;
        lastFirstSeenRtp = rtpTimestamp;
        lastReadRtp = rtpTimestamp;
        return running ? OptionalDouble.of(Math.min(sinceReadMs, RUNNING_TOLERANCE_MS)) : OptionalDouble.empty();
    }

    private boolean runs(LocalDateTime wall, int rtpTimestamp) {
        double clockMs = Duration.between(lastWall, wall).toNanos() / 1e6;
        double mediaMs = elapsedMs(lastFirstSeenRtp, rtpTimestamp);
        return clockMs > 0 && Math.abs(clockMs - mediaMs) <= RUNNING_TOLERANCE_MS;
    }

    private void remember(String text) {
        seen.add(text);
        if (seen.size() > REMEMBERED_TEXTS) {
            seen.remove(seen.iterator().next());
        }
    }

    private static double elapsedMs(int from, int to) {
        return (double) (to - from) / RTP_TICKS_PER_MS;
    }
}
