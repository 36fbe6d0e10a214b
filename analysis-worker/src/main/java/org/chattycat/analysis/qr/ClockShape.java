package org.chattycat.analysis.qr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What all clocks with texts of one form have in common, as bits of a code's data: the header of byte mode, the letters, the
 * upper halves of the digits, and the padding (ISO/IEC 18004, clauses 7.4.5 and 7.4.10). Only the lower halves of the digits vary.
 */
final class ClockShape {
    /** A bit of a digit's lower half. */
    static final byte UNKNOWN = -1;

    static final int DIGIT_BITS = 4;
    private static final String TIME = "oT############.###";
    /** The header of byte mode: 4 bits of mode, 8 of length. */
    static final int HEADER_BITS = 12;
    /** From the header to here, all shapes are equal. */
    static final int COMMON_BITS = HEADER_BITS + 8 * TIME.length();

    private static final int BYTE_MODE = 0b0100;
    private static final List<String> ZONES =
            List.of("", "oTD#oTZ#", "oTD#oTZ-#", "oTD#oTZ##", "oTD#oTZ-##", "oTD#oTZ###", "oTD#oTZ-###");
    private static final List<String> IDS = List.of("", "oTI#", "oTI##", "oTI###", "oTI####", "oTI#####");
    /** The largest digits of yymmddhhmmss.mmm, and of oTD, which follows in the shapes that have it. */
    private static final String LARGEST = "9919392959599991";

    private static final int DAYLIGHT_DIGIT = 15;
    private static final int MAX_DIGIT = 9;
    /** Seconds and milliseconds change from one code to the next: the digits from the first to before the second. */
    private static final int FIRST_CHANGING = 10;

    private static final int AFTER_CHANGING = 15;
    private static final int[] PADDING = {0xec, 0x11};

    /** Per bit of the data: 0, 1 or {@link #UNKNOWN}. */
    final byte[] bits;
    /** Per digit, the first of its unknown bits. */
    final int[] digits;

    private final boolean hasZone;

    private ClockShape(String form, int dataCodewords) {
        bits = new byte[dataCodewords * 8];
        hasZone = form.startsWith("oTD", TIME.length());
        put(0, 4, BYTE_MODE);
        put(4, 8, form.length());
        int[] found = new int[form.length()];
        int count = 0;
        for (int i = 0; i < form.length(); i++) {
            int at = HEADER_BITS + 8 * i;
            if (form.charAt(i) == '#') {
                put(at, 8, '0');
                Arrays.fill(bits, at + DIGIT_BITS, at + 8, UNKNOWN);
                found[count++] = at + DIGIT_BITS;
            } else {
                put(at, 8, form.charAt(i));
            }
        }
        digits = Arrays.copyOf(found, count);
        // The text is followed by four zeros, which complete the codeword.
        int firstPadding = form.length() + 2;
        for (int codeword = firstPadding; codeword < dataCodewords; codeword++) {
            put(codeword * 8, 8, PADDING[(codeword - firstPadding) % 2]);
        }
    }

    private void put(int at, int length, int value) {
        for (int i = 0; i < length; i++) {
            bits[at + i] = (byte) (value >> length - 1 - i & 1);
        }
    }

    /** All shapes that fit into {@code dataCodewords}. */
    static List<ClockShape> fitting(int dataCodewords) {
        List<ClockShape> shapes = new ArrayList<>();
        for (String zone : ZONES) {
            for (String id : IDS) {
                String form = TIME + zone + id;
                if (form.length() + 2 <= dataCodewords) {
                    shapes.add(new ClockShape(form, dataCodewords));
                }
            }
        }
        return shapes;
    }

    /** The largest value that a digit can have, as far as that does not depend on other digits. */
    int largest(int digit) {
        boolean limited = digit < DAYLIGHT_DIGIT || digit == DAYLIGHT_DIGIT && hasZone;
        return limited ? LARGEST.charAt(digit) - '0' : MAX_DIGIT;
    }

    /** Whether a digit differs between successive codes. The others differ once a minute at most. */
    static boolean isChanging(int digit) {
        return digit >= FIRST_CHANGING && digit < AFTER_CHANGING;
    }
}
