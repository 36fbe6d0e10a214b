package org.chattycat.analysis.latency;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.chattycat.analysis.clock.Refusal;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.ClockSource;

/**
 * Turns refused codes and doubtful values into advice for the people in the room. Advice is repeated every few seconds
 * while its cause lasts, and withdrawn when the cause ends.
 */
final class Advisor {
    private static final long REPEAT_NANOS = 5_000_000_000L;
    /** A cause has ended if it was not seen for this long. */
    private static final long LASTS_NANOS = 1_000_000_000L;

    /** Less than a day, because no latency is that long. */
    private static final double OTHER_DATE_MS = 20 * 3_600_000.0;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final String OPEN_THE_PAGE =
            "Open GoPro Labs' \"Precision Date and Time (Local)\" and hold it up to the camera.";
    private static final String SET_THE_CLOCK = "Switch the phone's automatic time off and on again.";

    private static final class Given {
        private long saidAtNanos;
        private long causeAtNanos;
    }

    private final TapLease tap;
    private final Consumer<Advice> output;
    private final Map<String, Given> given = new HashMap<>();

    Advisor(TapLease tap, Consumer<Advice> output) {
        this.tap = tap;
        this.output = output;
    }

    void refused(Refusal reason, long nowNanos) {
        switch (reason) {
            case FAST_PAGE ->
                say("FAST_PAGE", "The Fast page can be more than a minute wrong.", OPEN_THE_PAGE, nowNanos);
            case NOT_A_CLOCK -> say("NOT_A_CLOCK", "This code is not a clock.", OPEN_THE_PAGE, nowNanos);
            case MALFORMED, BAD_TIME, BAD_ZONE ->
                say("NOT_A_CLOCK", "This code looks like a clock but shows no valid time.", OPEN_THE_PAGE, nowNanos);
        }
    }

    /** @param aheadMs by how much the clock is ahead at least, negative for behind */
    void faulty(double aheadMs, long nowNanos) {
        String sentence =
                "The phone's clock is at least " + amount(Math.abs(aheadMs)) + (aheadMs > 0 ? " ahead." : " behind.");
        say("CLOCK_FAULT", sentence, SET_THE_CLOCK, nowNanos);
    }

    /** @param synchronised whether the clock is one of the product's own, which are known to be right */
    void implausible(double latencyMs, boolean synchronised, long nowNanos) {
        if (synchronised) {
            say(
                    "IMPLAUSIBLE",
                    "The picture is delayed by " + amount(latencyMs) + ", or it is a recording.",
                    "",
                    nowNanos);
            return;
        }
        say(
                "IMPLAUSIBLE",
                "The code shows a time " + amount(latencyMs)
                        + " ago, longer than this connection can take: the picture is"
                        + " delayed or a recording, or the phone's clock is behind.",
                "If the picture is not delayed, switch the phone's automatic time off and on again.",
                nowNanos);
    }

    /**
     * A clock that is off by most of a day shows another date.
     *
     * @return whether it is
     */
    boolean wrongDate(LocalDate date, double latencyMs, long nowNanos) {
        if (Math.abs(latencyMs) < OTHER_DATE_MS) {
            return false;
        }
        say(
                "WRONG_DATE",
                "The code shows " + DATE.format(date)
                        + ": the date of its clock is wrong, or the picture is a recording.",
                SET_THE_CLOCK,
                nowNanos);
        return true;
    }

    /** A clock of another participant. Who films another person's screen need not hear of the stamp on it. */
    void othersClock(ClockSource source, long nowNanos) {
        if (source == ClockSource.OWN) {
            say(
                    "OTHERS_CLOCK",
                    "The clock in this picture was opened for somebody else, so it does not measure this camera.",
                    "Open a clock of your own under Measure.",
                    nowNanos);
        }
    }

    /**
     * A code without a zone does not show the present time in UTC.
     *
     * @param latencyMs if it did
     */
    void zoneUnknown(LocalDate date, double latencyMs, long nowNanos) {
        if (!wrongDate(date, latencyMs, nowNanos)) {
            say(
                    "ZONE_UNKNOWN",
                    "The code names no time zone and does not show the present time in UTC: it is a local time, its clock is"
                            + " wrong, or the picture is a recording.",
                    OPEN_THE_PAGE,
                    nowNanos);
        }
    }

    /** Withdraws advice whose cause has ended. */
    void tick(long nowNanos) {
        given.entrySet().removeIf(entry -> {
            boolean over = nowNanos - entry.getValue().causeAtNanos > LASTS_NANOS;
            if (over) {
                withdraw(entry.getKey());
            }
            return over;
        });
    }

    /** Withdraws everything. */
    void end() {
        given.keySet().forEach(this::withdraw);
        given.clear();
    }

    private void say(String code, String text, String action, long nowNanos) {
        Given advice = given.get(code);
        boolean isNew = advice == null;
        if (isNew) {
            advice = new Given();
            given.put(code, advice);
        }
        advice.causeAtNanos = nowNanos;
        if (isNew || nowNanos - advice.saidAtNanos >= REPEAT_NANOS) {
            advice.saidAtNanos = nowNanos;
            output.accept(
                    new Advice(tap.meetingId(), tap.participantId(), tap.publicationId(), code, text, action, true));
        }
    }

    private void withdraw(String code) {
        output.accept(Advice.withdrawal(tap.meetingId(), tap.participantId(), tap.publicationId(), code));
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
