package org.chattycat.app.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many scripted participants there are.
 *
 * @param meetings at the same time
 * @param people in each
 */
record Scenario(int meetings, int people) {
    private static final Pattern SCENARIO = Pattern.compile("([1-9]\\d{0,2})x([1-9]\\d{0,2})");
    /** Of the guests in a meeting. */
    private static final int MAX_PEOPLE = 25;

    private static final int MAX_PARTICIPANTS = 500;

    /** @throws IllegalArgumentException with a message for the user */
    static Scenario parse(String text) {
        Matcher numbers = SCENARIO.matcher(text);
        if (!numbers.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a scenario.");
        }
        Scenario scenario = new Scenario(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
        if (scenario.people > MAX_PEOPLE || scenario.cameras() > MAX_PARTICIPANTS) {
            throw new IllegalArgumentException("'" + text + "' is too large.");
        }
        return scenario;
    }

    /** Everybody has one. */
    int cameras() {
        return meetings * people;
    }

    /** Everybody views the cameras of the others. */
    int views() {
        return cameras() * (people - 1);
    }

    @Override
    public String toString() {
        return meetings + "x" + people;
    }
}
