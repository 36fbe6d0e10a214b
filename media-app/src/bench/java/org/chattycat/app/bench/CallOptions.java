package org.chattycat.app.bench;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code bench call} was asked for.
 *
 * @param meetings at the same time
 * @param people in each
 * @param length of the measurement, after everybody has joined
 * @param kurento a running media server to use; null for an embedded one
 * @param url of a running installation; null for one of the bench
 */
record CallOptions(int meetings, int people, Duration length, String kurento, String url) {
    static final String USAGE = "usage: ./chatty-cat bench call [SCENARIO] [--minutes N] [--kurento URI | --url URL]\n"
            + "SCENARIO is MxN: M meetings of N people each (default 4x4). N is at most 25, M times N at most 500.\n"
            + "--url needs an access token that may change something in the environment variable CHATTYCAT_TOKEN.";
    private static final Pattern SCENARIO = Pattern.compile("([1-9]\\d{0,2})x([1-9]\\d{0,2})");
    /** Of the guests in a meeting. */
    private static final int MAX_PEOPLE = 25;

    private static final int MAX_PARTICIPANTS = 500;
    private static final double DEFAULT_MINUTES = 5;
    private static final double MAX_MINUTES = 24 * 60;

    /** @throws IllegalArgumentException with a message for the user */
    static CallOptions parse(String... arguments) {
        String scenario = "4x4";
        double minutes = DEFAULT_MINUTES;
        String kurento = null;
        String url = null;
        for (int i = 0; i < arguments.length; i++) {
            boolean hasValue = i + 1 < arguments.length;
            switch (arguments[i]) {
                case "--minutes" -> minutes = minutes(value(hasValue, arguments, ++i));
                case "--kurento" -> kurento = address(value(hasValue, arguments, ++i), "wss?");
                case "--url" ->
                    url = address(value(hasValue, arguments, ++i), "https?").replaceFirst("/+$", "");
                default -> scenario = arguments[i];
            }
        }
        Matcher numbers = SCENARIO.matcher(scenario);
        if (!numbers.matches()) {
            throw new IllegalArgumentException("'" + scenario + "' is not a scenario.\n" + USAGE);
        }
        int meetings = Integer.parseInt(numbers.group(1));
        int people = Integer.parseInt(numbers.group(2));
        if (people > MAX_PEOPLE || meetings * people > MAX_PARTICIPANTS) {
            throw new IllegalArgumentException("'" + scenario + "' is too large.\n" + USAGE);
        }
        if (kurento != null && url != null) {
            throw new IllegalArgumentException("An installation has its own media servers.\n" + USAGE);
        }
        return new CallOptions(meetings, people, Duration.ofMillis((long) (minutes * 60_000)), kurento, url);
    }

    private static String value(boolean exists, String[] arguments, int at) {
        if (!exists) {
            throw new IllegalArgumentException(arguments[at - 1] + " has no value.\n" + USAGE);
        }
        return arguments[at];
    }

    private static double minutes(String value) {
        try {
            double minutes = Double.parseDouble(value);
            if (minutes > 0 && minutes <= MAX_MINUTES) {
                return minutes;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw new IllegalArgumentException("'" + value + "' is not a number of minutes.\n" + USAGE);
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
        throw new IllegalArgumentException("'" + value + "' is not an address.\n" + USAGE);
    }

    String scenario() {
        return meetings + "x" + people;
    }

    double minutes() {
        return length.toMillis() / 60_000.0;
    }
}
