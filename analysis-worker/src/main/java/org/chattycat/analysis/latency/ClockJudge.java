package org.chattycat.analysis.latency;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Judges one clock by its values of the last seconds: where more than a small share of them proves that it is wrong, all
 * of them count as wrong. A single value is not judged by itself, because leaving out only the negative ones would bias
 * the rest. Where the values jump, somebody has set the clock, and the judgement starts from the values after the jump.
 */
final class ClockJudge {
    /** 60 values a second for the longest sensible window. */
    private static final int MAX_VALUES = 3_600;
    /** More than the capture times in RTP timestamps are wrong by, less than a correction that matters. */
    private static final double JUMP_MS = 20;

    private record Value(long arrivalNanos, Interval offset, double aheadMs) {
        boolean proof() {
            return aheadMs != 0;
        }
    }

    private final MeasureProperties settings;
    private final Deque<Value> values = new ArrayDeque<>();
    private int proofs;
    /** A value after what may be a jump: the next value decides. */
    private Value pending;

    ClockJudge(MeasureProperties settings) {
        this.settings = settings;
    }

    /**
     * Adds a value, the newest so far.
     *
     * @param offset what the value says of the clock, apart from how long the frame was under way
     * @param aheadMs by how many ms the value proves the clock to be ahead at least, negative for behind, 0 where it
     *     proves nothing
     * @return whether the clock is at fault
     */
    boolean add(long arrivalNanos, Interval offset, double aheadMs) {
        Value value = new Value(arrivalNanos, offset, aheadMs);
        boolean jumped = !values.isEmpty() && values.getLast().offset().gap(offset) > JUMP_MS;
        if (!jumped) {
            acceptPending();
            accept(value);
            return atFault(proofs, values.size());
        }
        if (pending != null && pending.offset().gap(offset) <= JUMP_MS) {
            Value first = pending;
            clear();
            accept(first);
            accept(value);
            return atFault(proofs, values.size());
        }
        acceptPending();
        pending = value;
        return atFault(proofs + (value.proof() ? 1 : 0), values.size() + 1);
    }

    /** By how many ms the clock is ahead at least, negative for behind; 0 where nothing proves it. */
    double aheadMs() {
        double most = pending == null ? 0 : pending.aheadMs();
        for (Value value : values) {
            most = Math.abs(value.aheadMs()) > Math.abs(most) ? value.aheadMs() : most;
        }
        return most;
    }

    /** Starts again. */
    void clear() {
        values.clear();
        proofs = 0;
        pending = null;
    }

    private boolean atFault(int proofs, int count) {
        return proofs > settings.faultShare() * count;
    }

    private void acceptPending() {
        if (pending != null) {
            accept(pending);
            pending = null;
        }
    }

    private void accept(Value value) {
        values.addLast(value);
        proofs += value.proof() ? 1 : 0;
        while (values.size() > MAX_VALUES
                || value.arrivalNanos() - values.getFirst().arrivalNanos()
                        > settings.faultWindow().toNanos()) {
            proofs -= values.removeFirst().proof() ? 1 : 0;
        }
    }
}
