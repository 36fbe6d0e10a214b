package org.chattycat.app.bench;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What {@code bench soak} was asked for.
 *
 * @param length of the whole run, after everybody has joined
 * @param seed of the random choice of faults
 */
record SoakOptions(Scenario scenario, Duration length, long seed) {
    static final String USAGE = "usage: ./chatty-cat bench soak [SCENARIO] [--minutes N] [--seed N]\n"
            + "SCENARIO is MxN: M meetings of N people each (default 2x3), for 30 minutes.";
    private static final Duration DEFAULT_LENGTH = Duration.ofMinutes(30);

    /** @throws IllegalArgumentException with a message for the user */
    static SoakOptions parse(String... arguments) {
        try {
            return read(arguments);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "\n" + USAGE, e);
        }
    }

    private static SoakOptions read(String... arguments) {
        String scenario = "2x3";
        Duration length = DEFAULT_LENGTH;
        long seed = ThreadLocalRandom.current().nextLong();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--minutes" -> length = CallOptions.minutes(CallOptions.value(arguments, i++));
                case "--seed" -> seed = seed(CallOptions.value(arguments, i++));
                default -> scenario = arguments[i];
            }
        }
        Scenario parsed = Scenario.parse(scenario);
        if (parsed.people() == 1) {
            throw new IllegalArgumentException("A call has at least two people.");
        }
        return new SoakOptions(parsed, length, seed);
    }

    private static long seed(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + value + "' is not a seed.", e);
        }
    }
}
