package org.chattycat.app.call;

/** Checks of message fields. They throw IllegalArgumentException with a message for people. */
final class FieldChecks {
    /** The largest integer that JavaScript represents exactly. */
    private static final long MAX_REF = (1L << 53) - 1;

    private FieldChecks() {}

    static void that(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    static void given(Object value, String field) {
        that(value != null, field + " is missing");
    }

    static void ref(Long ref) {
        given(ref, "ref");
        that(ref >= 0 && ref <= MAX_REF, "ref must be a number from 0 to 2^53 - 1");
    }

    static void sdp(String sdp) {
        given(sdp, "sdp");
        that(sdp.startsWith("v=0"), "sdp is not a session description");
        // No browser is a lite agent. To one, the media server would send checks to addresses that the page chooses.
        that(!sdp.contains("\na=ice-lite"), "sdp must not be that of an ICE-lite agent");
    }
}
