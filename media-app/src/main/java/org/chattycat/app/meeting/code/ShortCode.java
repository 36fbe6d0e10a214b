package org.chattycat.app.meeting.code;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A code of a meeting that people can say, such as {@code fox-candle-ocean-42}: three of 6,204 words, and a number from 10 to 99,
 * because people leave out a leading zero. These are 6,204³ · 90 = 2.1 · 10¹³ codes, or 44.3 bits.
 *
 * @param text in lower case, with hyphens
 */
public record ShortCode(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int WORDS = 3;
    private static final int SMALLEST_NUMBER = 10;
    private static final int NUMBERS = 90;
    /** Three of the longest words with spaces and dashes between all letters. */
    private static final int LONGEST_INPUT = 100;

    /** What people and word processors put between words and digits: spaces, dashes, dots, commas, and invisible characters. */
    private static final Pattern GAPS = Pattern.compile("[\\p{Z}\\p{Pd}\\p{Pc}\\p{Cf}\\s.,\u2212]+");

    private static final Pattern LETTERS_AND_NUMBER = Pattern.compile("([a-z]+)([1-9][0-9])");

    /** One of all codes, by a secure random generator. */
    public static ShortCode random() {
        List<String> words = ShortCodeWords.all();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            text.append(words.get(RANDOM.nextInt(words.size()))).append('-');
        }
        return new ShortCode(
                text.append(SMALLEST_NUMBER + RANDOM.nextInt(NUMBERS)).toString());
    }

    /**
     * Reads what somebody typed: in any case, with any spaces and dashes, or none, between words and digits. Empty if these are
     * not three words of the list and a number.
     */
    public static Optional<ShortCode> find(String typed) {
        if (typed.length() > LONGEST_INPUT) {
            return Optional.empty();
        }
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        Matcher parts = LETTERS_AND_NUMBER.matcher(GAPS.matcher(plain).replaceAll(""));
        if (!parts.matches()) {
            return Optional.empty();
        }
        return ShortCodeWords.split(parts.group(1))
                .filter(words -> words.size() == WORDS)
                .map(words -> new ShortCode(String.join("-", words) + "-" + parts.group(2)));
    }
}
