package org.chattycat.kurento.embedded.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names the H.264 profile of a {@code profile-level-id}. Its first byte is profile_idc, its second profile-iop, and
 * several pairs of them stand for one profile (RFC 6184 section 8.1, table 5).
 */
final class H264Profile {
    /** The default without a {@code profile-level-id} (RFC 6184 section 8.1): Baseline. */
    static final String DEFAULT_PROFILE_LEVEL_ID = "42000a";

    /** @param iop bits of profile-iop, most significant first; {@code x} matches any bit */
    private record Row(int idc, String iop, String profile) {
        boolean matches(int profileIdc, int profileIop) {
            if (idc != profileIdc) {
                return false;
            }
            for (int bit = 0; bit < 8; bit++) {
                char wanted = iop.charAt(bit);
                if (wanted != 'x' && wanted - '0' != (profileIop >> (7 - bit) & 1)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Row> TABLE = List.of(
            new Row(0x42, "x1xx0000", "constrained-baseline"),
            new Row(0x4d, "1xxx0000", "constrained-baseline"),
            new Row(0x58, "11xx0000", "constrained-baseline"),
            new Row(0x42, "x0xx0000", "baseline"),
            new Row(0x58, "10xx0000", "baseline"),
            new Row(0x4d, "0x0x0000", "main"),
            new Row(0x58, "00xx0000", "extended"),
            new Row(0x64, "00000000", "high"),
            new Row(0x6e, "00000000", "high-10"),
            new Row(0x7a, "00000000", "high-4:2:2"),
            new Row(0xf4, "00000000", "high-4:4:4"),
            new Row(0x6e, "00010000", "high-10-intra"),
            new Row(0x7a, "00010000", "high-4:2:2-intra"),
            new Row(0xf4, "00010000", "high-4:4:4-intra"),
            new Row(0x2c, "00010000", "cavlc-4:4:4-intra"));

    /**
     * Streams of these can be decoded by every decoder of High 4:4:4 (ITU-T H.264 annex A), which browsers offer. The last two are
     * Progressive High and Constrained High, which restrict High and are not in the table.
     */
    private static final Set<String> WITHIN_HIGH_444 =
            Set.of("constrained-baseline", "main", "high", "high-10", "high-4:2:2", "6408", "640c");

    private H264Profile() {}

    /** Whether every decoder of one profile decodes streams of another one, by their names. */
    static boolean decodes(String decoder, String stream) {
        return decoder.equals(stream) || decoder.equals("high-4:4:4") && WITHIN_HIGH_444.contains(stream);
    }

    /** @return the profile's name in the table, or its two bytes in hexadecimal if it is not in the table */
    static String of(String profileLevelId) {
        String text = profileLevelId.toLowerCase(Locale.ROOT);
        if (!text.matches("[0-9a-f]{6}")) {
            return text;
        }
        int idc = Integer.parseInt(text.substring(0, 2), 16);
        int iop = Integer.parseInt(text.substring(2, 4), 16);
        return TABLE.stream()
                .filter(row -> row.matches(idc, iop))
                .map(Row::profile)
                .findFirst()
                .orElse(text.substring(0, 4));
    }
}
