package org.chattycat.analysis.measure;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.chattycat.analysis.clock.Refusal;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.tap.TapLease;

/** Turns refusals and faults into sentences for the people in the room, each at most every few seconds. */
final class Advisor {
    private static final long REPEAT_NANOS = 5_000_000_000L;
    private static final String OPEN_THE_PAGE = ": open GoPro Labs' \"Precision Date and Time (Local)\", or this site's"
            + " /clock page, and hold it up to the camera.";

    private final TapLease tap;
    private final Consumer<Advice> output;
    private final Map<String, Long> saidAtNanos = new HashMap<>();

    Advisor(TapLease tap, Consumer<Advice> output) {
        this.tap = tap;
        this.output = output;
    }

    void refused(Refusal reason, long nowNanos) {
        switch (reason) {
            case FAST_PAGE ->
                say("FAST_PAGE", "The Fast page can be more than a minute wrong" + OPEN_THE_PAGE, nowNanos);
            case NOT_A_CLOCK -> say("NOT_A_CLOCK", "This code is not a clock" + OPEN_THE_PAGE, nowNanos);
            case MALFORMED, BAD_TIME, BAD_ZONE ->
                say("NOT_A_CLOCK", "This code looks like a clock but shows no valid time" + OPEN_THE_PAGE, nowNanos);
        }
    }

    /** @param medianMs the latency that would follow from the clock */
    void faulty(double medianMs, long nowNanos) {
        String sentence = medianMs < 0
                ? "The phone's clock is " + amount(-medianMs) + " ahead or more"
                : "The phone's clock is " + amount(medianMs) + " behind";
        say("CLOCK_FAULT", sentence + ": let it set its time automatically, or use this site's /clock page.", nowNanos);
    }

    private void say(String code, String text, long nowNanos) {
        Long saidAt = saidAtNanos.get(code);
        if (saidAt == null || nowNanos - saidAt >= REPEAT_NANOS) {
            saidAtNanos.put(code, nowNanos);
            output.accept(new Advice(tap.meetingId(), tap.participantId(), tap.publicationId(), code, text));
        }
    }

    private static String amount(double ms) {
        if (ms < 1_000) {
            return Math.round(ms) + " ms";
        }
        if (ms < 120_000) {
            return Math.round(ms / 1_000) + " s";
        }
        if (ms < 7_200_000) {
            return Math.round(ms / 60_000) + " min";
        }
        return Math.round(ms / 3_600_000) + " h";
    }
}
