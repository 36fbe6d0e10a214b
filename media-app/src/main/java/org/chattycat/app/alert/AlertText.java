package org.chattycat.app.alert;

import java.util.Locale;

/** What an alert says, without whom it is about. */
final class AlertText {
    private AlertText() {}

    /**
     * @param threshold in ms or percent; null for no reading
     * @param seconds how long it has to last
     */
    static String of(AlertKind kind, Double threshold, int seconds) {
        return switch (kind) {
            case LATENCY -> "latency above %s ms for %d s".formatted(number(threshold), seconds);
            case NO_READING -> "no clock reading for %d s".formatted(seconds);
            case LOSS -> "packet loss above %s %% for %d s".formatted(number(threshold), seconds);
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
