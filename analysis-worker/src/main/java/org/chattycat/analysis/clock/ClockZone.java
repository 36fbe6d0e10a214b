package org.chattycat.analysis.clock;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The zone that a clock code names.
 *
 * @param standardMinutes {@code oTZ}: minutes ahead of UTC without daylight saving
 * @param daylightSaving {@code oTD}: one hour more
 */
record ClockZone(int standardMinutes, boolean daylightSaving) {
    static final int MIN_MINUTES = -12 * 60;
    static final int MAX_MINUTES = 14 * 60;

    /** A number in the format of the pages: ASCII digits, without plus sign, leading zero or -0. */
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,2}");

    public ClockZone {
        if (standardMinutes < MIN_MINUTES || standardMinutes > MAX_MINUTES || standardMinutes % 15 != 0) {
            throw new IllegalArgumentException("no UTC offset has " + standardMinutes + " minutes");
        }
    }

    /** The number of {@code oTZ}: hours from −12 to 14, otherwise minutes that are not whole hours; empty if the zone does not exist. */
    static Optional<ClockZone> parse(String number, boolean daylightSaving) {
        if (!NUMBER.matcher(number).matches()) {
            return Optional.empty();
        }
        int value = Integer.parseInt(number);
        if (value >= -12 && value <= 14) {
            return Optional.of(new ClockZone(value * 60, daylightSaving));
        }
        boolean partOfHour = value % 15 == 0 && value % 60 != 0;
        return partOfHour && value >= MIN_MINUTES && value <= MAX_MINUTES
                ? Optional.of(new ClockZone(value, daylightSaving))
                : Optional.empty();
    }

    /** The offset of the clock's wall time from UTC. */
    public Duration offset() {
        return Duration.ofMinutes(standardMinutes + (daylightSaving ? 60 : 0));
    }
}
