package org.chattycat.analysis.latency;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Judges one clock by its values of the last seconds. If more than a small share of them proves that it is wrong, all count as
 * wrong. Single values are not judged separately, because dropping only the negative ones would bias the rest. If the values
 * jump, the clock has been set, and the judgement restarts with the values after the jump.
 */
final class ClockJudge {
    /** 60 values a second for the longest sensible window. */
    private static final int MAX_VALUES = 3_600;
    /** Greater than the error of capture times in RTP timestamps, less than a relevant correction of the clock. */
    private static final double JUMP_MS = 20;

    /** A clock that proves nothing for this long, and in this many values, has been corrected. Right values count again within 2 s. */
    private static final long CORRECTED_NANOS = 1_500_000_000L;

    private static final int CORRECTED_VALUES = 8;

    private record Value(long arrivalNanos, Interval offset, double aheadMs) {
        boolean proof() {
            return aheadMs != 0;
        }
    }

    private final MeasureProperties settings;
    private final Deque<Value> values = new ArrayDeque<>();
    private int proofs;
    /** A value after a possible jump, which the next value confirms or not. */
    private Value pending;

    ClockJudge(MeasureProperties settings) {
        this.settings = settings;
    }

    /**
     * Adds the newest value.
     *
     * @param offset the clock's offset according to the value, without the frame's transit time
     * @param aheadMs the least number of ms by which the value proves the clock to be ahead, negative for behind, 0 if it
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

    /** Whether the clock is at fault by the values so far. */
    boolean atFault() {
        return atFault(proofs, values.size());
    }

    /** The least number of ms by which the clock is ahead, negative for behind; 0 if nothing proves it. */
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

    /** A clock that was corrected by less than a jump: values that prove nothing replace those that did. */
    private void forgetOldProofs() {
        long newestNanos = values.getLast().arrivalNanos();
        int since = 0;
        Iterator<Value> newestFirst = values.descendingIterator();
        while (newestFirst.hasNext()) {
            Value value = newestFirst.next();
            if (value.proof()) {
                if (newestNanos - value.arrivalNanos() >= CORRECTED_NANOS && since >= CORRECTED_VALUES) {
                    while (values.size() > since) {
                        proofs -= values.removeFirst().proof() ? 1 : 0;
                    }
                }
                return;
            }
            since++;
        }
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
        if (proofs > 0) {
            forgetOldProofs();
        }
    }
}
