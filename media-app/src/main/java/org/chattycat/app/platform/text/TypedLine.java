package org.chattycat.app.platform.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.util.regex.Pattern;

/**
 * One line of text that a person typed and others see: in normalisation form C, at least one character of it visible.
 * Leading and trailing spaces are removed, and runs of spaces and line ends become one space. Characters that Unicode
 * calls default-ignorable or format characters are removed, because they show nothing or change the direction of the
 * text after them. Joiners, variation selectors and tags stay only where they change how the characters beside them
 * look: in emoji sequences, and in scripts whose letters join.
 */
public final class TypedLine {
    /** UTS 39, section 5.4: no language stacks more nonspacing marks on one letter. */
    private static final int MAX_STACKED_MARKS = 4;

    /** Includes the Braille pattern without dots, which looks like a space but has no such property in Unicode. */
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\t\\r\\n\u2800]+");

    private static final Pattern VISIBLE = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}]");
    private static final Pattern TOO_MANY_MARKS =
            Pattern.compile("[\\p{Mn}\\p{Me}&&[^\ufe00-\ufe0f\\x{e0100}-\\x{e01ef}]]{" + (MAX_STACKED_MARKS + 1) + "}");
    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int VIRAMA = 9;

    private TypedLine() {}

    /**
     * The cleaned text.
     *
     * @param typed null counts as empty
     * @param what what it is, to begin a sentence with, such as {@code A name}
     * @param maxLength in UTF-16 units, after cleaning
     * @throws IllegalArgumentException with a message for people
     */
    public static String read(String typed, String what, int maxLength) {
        String text = Normalizer2.getNFCInstance().normalize(typed == null ? "" : typed);
        String line = SPACES.matcher(withoutInvisible(SPACES.matcher(text).replaceAll(" ")))
                .replaceAll(" ")
                .strip();
        if (line.length() > maxLength
                || !VISIBLE.matcher(line).find()
                || line.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("%s must have 1 to %d characters.".formatted(what, maxLength));
        }
        if (TOO_MANY_MARKS.matcher(line).find()) {
            throw new IllegalArgumentException("A letter can have at most " + MAX_STACKED_MARKS + " accents.");
        }
        return line;
    }

    private static String withoutInvisible(String text) {
        int[] points = text.codePoints().toArray();
        StringBuilder seen = new StringBuilder(text.length());
        for (int i = 0; i < points.length; i++) {
            if (!isInvisible(points[i])
                    || changesItsNeighbours(points[i], seen, i + 1 < points.length ? points[i + 1] : 0)) {
                seen.appendCodePoint(points[i]);
            }
        }
        return seen.toString();
    }

    private static boolean isInvisible(int point) {
        return UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                || UCharacter.getType(point) == Character.FORMAT
                        && !UCharacter.hasBinaryProperty(point, UProperty.PREPENDED_CONCATENATION_MARK);
    }

    /** @param before the part of the text before the character that was not removed */
    private static boolean changesItsNeighbours(int point, CharSequence before, int next) {
        if (before.isEmpty()) {
            return false;
        }
        int previous = Character.codePointBefore(before, before.length());
        if (UCharacter.hasBinaryProperty(point, UProperty.VARIATION_SELECTOR)) {
            return point <= 0xFE0F
                    ? UCharacter.hasBinaryProperty(previous, UProperty.EMOJI)
                            && (!isAsciiKeycap(previous) || next == 0x20E3)
                    : UCharacter.hasBinaryProperty(previous, UProperty.IDEOGRAPHIC);
        }
        if (point == ZWJ || point == ZWNJ) {
            return joins(point, previous, next);
        }
        // Tags spell the region of a flag, such as that of Scotland, and end with U+E007F.
        return point >= 0xE0020
                && point <= 0xE007F
                && (previous == BLACK_FLAG || previous >= 0xE0020 && previous < 0xE007F);
    }

    private static boolean joins(int point, int previous, int next) {
        if (point == ZWJ && isPictographEnd(previous)) {
            return UCharacter.hasBinaryProperty(next, UProperty.EXTENDED_PICTOGRAPHIC);
        }
        return UCharacter.isLetter(next)
                && (UCharacter.getCombiningClass(previous) == VIRAMA || joinsAnArabicLetter(previous));
    }

    private static boolean isPictographEnd(int point) {
        return point == 0xFE0F
                || UCharacter.hasBinaryProperty(point, UProperty.EXTENDED_PICTOGRAPHIC)
                || UCharacter.hasBinaryProperty(point, UProperty.EMOJI_MODIFIER);
    }

    private static boolean joinsAnArabicLetter(int point) {
        int type = UCharacter.getIntPropertyValue(point, UProperty.JOINING_TYPE);
        return type == UCharacter.JoiningType.DUAL_JOINING
                || type == UCharacter.JoiningType.RIGHT_JOINING
                || type == UCharacter.JoiningType.LEFT_JOINING;
    }

    private static boolean isAsciiKeycap(int point) {
        return point < 0x80;
    }
}
