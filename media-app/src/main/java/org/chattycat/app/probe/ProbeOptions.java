package org.chattycat.app.probe;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code probe} was asked for.
 *
 * @param url of the installation
 * @param every from the beginning of one round to that of the next; null for one round
 * @param length how long the camera is viewed in a round
 * @param limit of each step of a round
 * @param metrics a file for the result as metrics of Prometheus; null for none
 */
record ProbeOptions(String url, Duration every, Duration length, Duration limit, Path metrics) {
    static final String USAGE = "usage: ./chatty-cat probe --url URL [--every TIME] [--for TIME] [--metrics FILE]\n"
            + "TIME is such as 60s or 5m; --every at least 30s, --for from 1s to 60s (default 5s).\n"
            + "An access token that may change something is in the environment variable CHATTYCAT_TOKEN.";
    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,4})(s|m|h)");
    /** Two guests a round: an installation admits 60 from one address in 15 minutes. */
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(30);

    private static final Duration DEFAULT_LENGTH = Duration.ofSeconds(5);
    /** A worker takes over the camera of another one that died after 6 s. */
    static final Duration LIMIT = Duration.ofSeconds(15);

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** @throws IllegalArgumentException with a message for the user */
    static ProbeOptions parse(String... arguments) {
        String url = null;
        Duration every = null;
        Duration length = DEFAULT_LENGTH;
        Path metrics = null;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " has no value, or is unknown.\n" + USAGE);
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--url" -> url = url(value);
                case "--every" -> every = time(value, SHORTEST_INTERVAL, Duration.ofDays(1));
                case "--for" -> length = time(value, Duration.ofSeconds(1), LONGEST);
                case "--metrics" -> metrics = Path.of(value).toAbsolutePath();
                default -> throw new IllegalArgumentException(arguments[i] + " is unknown.\n" + USAGE);
            }
        }
        if (url == null) {
            throw new IllegalArgumentException("--url is missing.\n" + USAGE);
        }
        return new ProbeOptions(url, every, length, LIMIT, metrics);
    }

    private static String url(String value) {
        try {
            URI uri = URI.create(value);
            boolean complete = uri.getScheme() != null && uri.getScheme().matches("https?") && uri.getHost() != null;
            // A path is refused rather than ignored: somebody may paste the link of a meeting.
            if (complete && uri.getPath().matches("/?") && uri.getQuery() == null && uri.getUserInfo() == null) {
                return value.replaceFirst("/$", "");
            }
        } catch (IllegalArgumentException e) {
            // Reported below.
        }
        throw new IllegalArgumentException(
                "'" + value + "' is not the address of an installation, such as https://call.example.org.\n" + USAGE);
    }

    private static Duration time(String value, Duration least, Duration most) {
        Matcher matcher = TIME.matcher(value);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration time =
                    switch (matcher.group(2)) {
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        default -> Duration.ofHours(number);
                    };
            if (time.compareTo(least) >= 0 && time.compareTo(most) <= 0) {
                return time;
            }
        }
        throw new IllegalArgumentException("'" + value + "' is not a possible time.\n" + USAGE);
    }
}
