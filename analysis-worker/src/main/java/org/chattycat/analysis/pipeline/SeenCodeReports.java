package org.chattycat.analysis.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.clock.Refusal;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.live.SeenCode;
import org.chattycat.analysis.live.SeenCode.State;
import org.chattycat.analysis.live.SeenCodes;
import org.chattycat.analysis.qr.Quad;
import org.chattycat.analysis.qr.UnreadCodes.Unread;
import org.opencv.core.Point;
import org.opencv.core.Size;

/** Reports the codes in one camera's picture to its owner. Not thread-safe. */
final class SeenCodeReports {
    /** Four reports a second are enough to follow a hand. */
    private static final long REPORT_NANOS = 250_000_000L;
    /** A code is reported for this long after it was last seen: a camera reads it in some frames only. */
    private static final long LASTS_NANOS = 500_000_000L;
    /** After this long without a code, its disappearance is reported. */
    private static final long GONE_NANOS = 1_000_000_000L;
    /** While nothing is read, unreadable codes are looked for this often. */
    private static final long LOOK_NANOS = 300_000_000L;
    /** Rounding of fractions of a frame: less than a pixel. */
    private static final double ROUNDING = 10_000;

    private static final class Seen {
        private Quad place;
        private SeenCode code;
        private boolean isClock;
        private long atNanos;
    }

    private final TapLease tap;
    private final Consumer<SeenCodes> output;
    /** The codes that were read, in the order in which they appeared. */
    private final List<Seen> codes = new ArrayList<>();

    private Seen unread;
    /** An unreadable code at one look. The next look confirms or discards it. */
    private Quad suspected;

    private boolean reported;
    private long reportedNanos;
    private long seenNanos;
    private boolean looked;
    private long lookedNanos;

    SeenCodeReports(TapLease tap, Consumer<SeenCodes> output) {
        this.tap = tap;
        this.output = output;
    }

    /**
     * A code was read.
     *
     * @param othersClock whether it is the clock of another participant
     */
    void read(ClockCode code, boolean othersClock, Quad place, Size frame, long nowNanos) {
        Seen seen = codes.stream()
                .filter(known -> isNear(known.place, place))
                .findFirst()
                .orElse(null);
        if (seen == null) {
            if (codes.size() == SeenCodes.MAX_CODES) {
                return;
            }
            seen = new Seen();
            codes.add(seen);
        }
        seen.place = place;
        seen.isClock = code instanceof ClockCode.Valid && !othersClock;
        String id = code instanceof ClockCode.Valid valid ? valid.id().orElse(null) : null;
        seen.code = new SeenCode(othersClock ? State.OTHERS_CLOCK : state(code), corners(place, frame), id);
        seen.atNanos = nowNanos;
        unread = null;
        report(nowNanos);
    }

    /** Whether it is time to look for codes that cannot be read. */
    boolean lookDue(long nowNanos) {
        drop(nowNanos);
        boolean due = codes.isEmpty() && (!looked || nowNanos - lookedNanos >= LOOK_NANOS);
        if (due) {
            looked = true;
            lookedNanos = nowNanos;
        }
        return due;
    }

    /** The outcome of a look. */
    void looked(Optional<Unread> found, Size frame, long nowNanos) {
        Optional<Unread> confirmed = found.filter(one -> suspected != null && isNear(suspected, one.place()));
        suspected = found.map(Unread::place).orElse(null);
        confirmed.ifPresent(one -> {
            unread = new Seen();
            unread.place = one.place();
            unread.code = new SeenCode(state(one.reason()), corners(one.place(), frame), null);
            unread.atNanos = nowNanos;
            report(nowNanos);
        });
    }

    /** Reports that no code is left. Call it a few times a second. */
    void tick(long nowNanos) {
        drop(nowNanos);
        if (reported && nowNanos - seenNanos >= GONE_NANOS) {
            end();
        }
    }

    /** Withdraws what was reported. */
    void end() {
        if (reported) {
            reported = false;
            send(List.of());
        }
    }

    private void drop(long nowNanos) {
        codes.removeIf(seen -> nowNanos - seen.atNanos > LASTS_NANOS);
        if (unread != null && nowNanos - unread.atNanos > LASTS_NANOS) {
            unread = null;
        }
    }

    private void report(long nowNanos) {
        seenNanos = nowNanos;
        if (reported && nowNanos - reportedNanos < REPORT_NANOS) {
            return;
        }
        drop(nowNanos);
        reported = true;
        reportedNanos = nowNanos;
        Seen first = codes.stream().filter(seen -> seen.isClock).findFirst().orElse(null);
        send(Stream.concat(codes.stream(), Stream.ofNullable(unread))
                .map(seen -> seen.isClock && seen != first
                        ? new SeenCode(State.SECOND_CODE, seen.code.corners(), seen.code.clockId())
                        : seen.code)
                .toList());
    }

    private void send(List<SeenCode> seen) {
        output.accept(new SeenCodes(tap.meetingId(), tap.participantId(), tap.publicationId(), seen));
    }

    private static State state(ClockCode code) {
        if (code instanceof ClockCode.Refused refused) {
            return refused.reason() == Refusal.FAST_PAGE ? State.FAST_PAGE : State.OTHER_TEXT;
        }
        return State.FOUND;
    }

    private static State state(Unread.Reason reason) {
        return switch (reason) {
            case TOO_SMALL -> State.TOO_SMALL;
            case GLARE -> State.GLARE;
            case UNCLEAR -> State.HOLD_STILL;
        };
    }

    private static boolean isNear(Quad one, Quad other) {
        Point a = one.centre();
        Point b = other.centre();
        return Math.hypot(a.x - b.x, a.y - b.y) < (one.sidePx() + other.sidePx()) / 2;
    }

    private static List<Double> corners(Quad place, Size frame) {
        return Stream.of(place.corners())
                .flatMap(corner -> Stream.of(fraction(corner.x, frame.width), fraction(corner.y, frame.height)))
                .toList();
    }

    private static double fraction(double px, double of) {
        return Math.round(Math.max(0, Math.min(1, px / of)) * ROUNDING) / ROUNDING;
    }
}
