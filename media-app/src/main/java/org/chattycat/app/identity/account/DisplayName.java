package org.chattycat.app.identity.account;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chattycat.app.platform.text.TypedLine;

/**
 * The name that others in a meeting see: a {@link TypedLine} of 1 to 80 UTF-16 units.
 */
public record DisplayName(String value) {
    public static final int MAX_LENGTH = 80;

    private static final SpoofChecker SPOOF_CHECKER = new SpoofChecker.Builder().build();

    /** @throws IllegalArgumentException with a message for people */
    public DisplayName {
        value = TypedLine.read(value, "A name", MAX_LENGTH);
    }

    /**
     * Adds a number to a name that looks like another one, as in {@code Ann (2)}. Names look alike when their skeletons (UTS
     * 39, section 4) are equal, directly or in lower case. So a Cyrillic letter that looks like a Latin one does not make a
     * name different, and neither does a small L in place of a capital I.
     *
     * @param name the name to make distinct
     * @param others the names of other people
     * @return the name, or the name with the first free number; at most {@value #MAX_LENGTH} UTF-16 units
     */
    public static String distinct(String name, Collection<String> others) {
        Set<String> taken = others.stream().flatMap(DisplayName::skeletons).collect(Collectors.toSet());
        String candidate = name;
        for (int number = 2; skeletons(candidate).anyMatch(taken::contains); number++) {
            String suffix = " (" + number + ")";
            candidate = shortened(name, MAX_LENGTH - suffix.length()) + suffix;
        }
        return candidate;
    }

    private static Stream<String> skeletons(String name) {
        String plain = Normalizer2.getNFKCInstance().normalize(name);
        return Stream.of(plain, UCharacter.foldCase(plain, true)).map(SPOOF_CHECKER::getSkeleton);
    }

    /** @return at most that many UTF-16 units, not cut within a character or an emoji sequence */
    private static String shortened(String name, int length) {
        if (name.length() <= length) {
            return name;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(name);
        return name.substring(0, characters.preceding(length + 1)).strip();
    }

    @Override
    public String toString() {
        return value;
    }
}
