package org.chattycat.kurento.embedded.sdp;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads the parameter sets in an H.264 {@code fmtp} line: {@code sprop-parameter-sets}, RFC 6184 section 8.1. */
public final class H264ParameterSets {
    /** A set is some dozens of bytes. Each is sent in one packet. */
    private static final int MAX_SET_BYTES = 1000;

    private static final int MAX_SETS = 8;
    private static final int NAL_SPS = 7;
    private static final int NAL_PPS = 8;

    private H264ParameterSets() {}

    /**
     * @param parameters value of the {@code fmtp} line, or empty
     * @return NAL units in the given order; empty if there are none or if one of them is malformed
     */
    public static List<byte[]> of(String parameters) {
        String value =
                FormatParameters.parse(parameters).value("sprop-parameter-sets").orElse("");
        List<byte[]> sets = new ArrayList<>();
        for (String encoded : value.split(",")) {
            byte[] set = decode(encoded.trim());
            if (sets.size() == MAX_SETS || !isParameterSet(set)) {
                return List.of();
            }
            sets.add(set);
        }
        return sets;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static boolean isParameterSet(byte[] nal) {
        if (nal.length < 2 || nal.length > MAX_SET_BYTES) {
            return false;
        }
        int type = nal[0] & 0x1f;
        return type == NAL_SPS || type == NAL_PPS;
    }
}
