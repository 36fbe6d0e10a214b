package org.chattycat.app.bench;

import java.net.URI;
import java.time.Duration;

/**
 * What {@code bench call} was asked for.
 *
 * @param length of the measurement, after everybody has joined
 * @param kurento a running media server to use; null for an embedded one
 * @param url of a running installation; null for one of the bench
 */
record CallOptions(Scenario scenario, Duration length, String kurento, String url) {
    static final String USAGE = "usage: ./chatty-cat bench call [SCENARIO] [--minutes N] [--kurento URI | --url URL]\n"
            + "SCENARIO is MxN: M meetings of N people each (default 4x4). N is at most 25, M times N at most 500.\n"
            + "--url needs an access token that may change something in the environment variable CHATTYCAT_TOKEN.";
    private static final Duration DEFAULT_LENGTH = Duration.ofMinutes(5);
    private static final double MAX_MINUTES = 24 * 60;

    /** @throws IllegalArgumentException with a message for the user */
    static CallOptions parse(String... arguments) {
        try {
            return read(arguments);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "\n" + USAGE, e);
        }
    }

    private static CallOptions read(String... arguments) {
        String scenario = "4x4";
        Duration length = DEFAULT_LENGTH;
        String kurento = null;
        String url = null;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--minutes" -> length = minutes(value(arguments, i++));
                case "--kurento" -> kurento = address(value(arguments, i++), "wss?");
                case "--url" -> url = address(value(arguments, i++), "https?").replaceFirst("/+$", "");
                default -> scenario = arguments[i];
            }
        }
        if (kurento != null && url != null) {
            throw new IllegalArgumentException("An installation has its own media servers.");
        }
        return new CallOptions(Scenario.parse(scenario), length, kurento, url);
    }

    /** The value that follows an option. */
    static String value(String[] arguments, int option) {
        if (option + 1 == arguments.length) {
            throw new IllegalArgumentException(arguments[option] + " has no value.");
        }
        return arguments[option + 1];
    }

    static Duration minutes(String value) {
        try {
            double minutes = Double.parseDouble(value);
            if (minutes > 0 && minutes <= MAX_MINUTES) {
                return Duration.ofMillis((long) (minutes * 60_000));
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw new IllegalArgumentException("'" + value + "' is not a number of minutes.");
    }

    private static String address(String value, String scheme) {
        try {
            URI uri = URI.create(value);
            if (uri.getScheme() != null && uri.getScheme().matches(scheme) && uri.getHost() != null) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            // Reported below.
        }
        throw new IllegalArgumentException("'" + value + "' is not an address.");
    }

    double minutes() {
        return length.toMillis() / 60_000.0;
    }
}
