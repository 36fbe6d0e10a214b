package org.chattycat.app.account;

import java.util.regex.Pattern;

/**
 * What others in a meeting see: 1 to 80 characters, at least one of them visible. Spaces around it go, runs of spaces and
 * line ends become one space, and characters that change the direction of what follows, or show nothing, are left out;
 * joiners stay, since emoji and some scripts need them.
 */
public record DisplayName(String value) {
    public static final int MAX_LENGTH = 80;

    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\t\\r\\n]+");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}&&[^\u200c\u200d]]");
    private static final Pattern VISIBLE = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}]");

    /** @throws IllegalArgumentException with a sentence for people */
    public DisplayName {
        String text = value == null ? "" : value;
        value = SPACES.matcher(UNSEEN.matcher(text).replaceAll(""))
                .replaceAll(" ")
                .strip();
        if (value.length() > MAX_LENGTH
                || !VISIBLE.matcher(value).find()
                || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A name has 1 to " + MAX_LENGTH + " characters.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
