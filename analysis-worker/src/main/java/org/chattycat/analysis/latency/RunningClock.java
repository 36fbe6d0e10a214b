package org.chattycat.analysis.latency;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.Optional;
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
    private String text;
    private LocalDateTime wall;
    private int firstSeenRtp;
    /** How long before its first reading another text was read. */
    private double sinceOtherMs = RUNNING_TOLERANCE_MS;

    private int readRtp;

    /** @param restarted told when the clock was out of sight for a while, was set, or is another one */
    RunningClock(Runnable restarted) {
        this.restarted = restarted;
    }

    /**
     * What a reading tells about a running clock.
     *
     * @param first whether this is the first reading of its text, a measurement
     * @param minAgeMs for how long the text has been in sight at least
     * @param maxAgeMs for how long at most: another text was read so long ago
     */
    record Reading(boolean first, double minAgeMs, double maxAgeMs) {}

    /** @return empty if the clock does not run, or a text came back that had been replaced */
    Optional<Reading> clockRead(String newText, LocalDateTime newWall, int rtpTimestamp) {
        double sinceReadMs = elapsedMs(readRtp, rtpTimestamp);
        boolean goesOn = wall != null && sinceReadMs >= 0 && sinceReadMs <= MAX_GAP_MS;
        if (goesOn && seen.contains(newText)) {
            readRtp = rtpTimestamp;
            double ageMs = elapsedMs(firstSeenRtp, rtpTimestamp);
            return newText.equals(text)
                    ? Optional.of(new Reading(false, ageMs, ageMs + sinceOtherMs))
                    : Optional.empty();
        }
        boolean running = goesOn && runsTo(newWall, rtpTimestamp, RUNNING_TOLERANCE_MS);
        if (!running) {
            seen.clear();
            restarted.run();
        }
        remember(newText);
        text = newText;
        wall = newWall;
        firstSeenRtp = rtpTimestamp;
        readRtp = rtpTimestamp;
        sinceOtherMs = running ? Math.min(sinceReadMs, RUNNING_TOLERANCE_MS) : RUNNING_TOLERANCE_MS;
        return running ? Optional.of(new Reading(true, 0, sinceOtherMs)) : Optional.empty();
    }

    /** Whether this clock, running on, would show a text by then, or still shows it. */
    boolean mayShow(String newText, LocalDateTime newWall, int rtpTimestamp, double toleranceMs) {
        return wall != null && (newText.equals(text) || runsTo(newWall, rtpTimestamp, toleranceMs));
    }

    private boolean runsTo(LocalDateTime newWall, int rtpTimestamp, double toleranceMs) {
        double clockMs = Duration.between(wall, newWall).toNanos() / 1e6;
        double mediaMs = elapsedMs(firstSeenRtp, rtpTimestamp);
        return clockMs > 0 && Math.abs(clockMs - mediaMs) <= toleranceMs;
    }

    /** For how long the newest text has been read again, in ms: 0 after one reading. */
    double heldMs() {
        return elapsedMs(firstSeenRtp, readRtp);
    }

    private void remember(String newText) {
        seen.add(newText);
        if (seen.size() > REMEMBERED_TEXTS) {
            seen.remove(seen.iterator().next());
        }
    }

    private static double elapsedMs(int from, int to) {
        return (double) (to - from) / RTP_TICKS_PER_MS;
    }
}
