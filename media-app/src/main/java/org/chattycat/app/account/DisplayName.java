package org.chattycat.app.account;

/** What others in a meeting see: 1 to 80 characters, no control characters, no spaces around it. */
public record DisplayName(String value) {
    private static final int MAX_LENGTH = 80;

    /** @throws IllegalArgumentException with a sentence for people */
    public DisplayName {
        value = value == null ? "" : value.strip();
        if (value.isEmpty() || value.length() > MAX_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A name has 1 to " + MAX_LENGTH + " characters.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
