package org.chattycat.kurento.embedded.sdp;

import java.util.Locale;
import java.util.stream.Stream;

/** The direction of media, from the perspective of the side that describes it. */
public enum Direction {
    SENDRECV(true, true),
    SENDONLY(true, false),
    RECVONLY(false, true),
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    public boolean sends() {
        return sends;
    }

    public boolean receives() {
        return receives;
    }

    /** The same direction from the other side's perspective. */
    public Direction reversed() {
        return of(receives, sends);
    }

    public static Direction of(boolean sends, boolean receives) {
        return sends ? receives ? SENDRECV : SENDONLY : receives ? RECVONLY : INACTIVE;
    }

    static boolean isAttribute(String line) {
        return Stream.of(values()).anyMatch(direction -> direction.attribute().equals(line));
    }

    String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
