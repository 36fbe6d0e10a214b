package org.chattycat.kurento.embedded.io;

/**
 * A range of UDP ports, both ends included. With {@link #ANY} the system chooses.
 *
 * @param min lowest port, 0 for any
 * @param max highest port, 0 for any
 */
public record PortRange(int min, int max) {
    public static final PortRange ANY = new PortRange(0, 0);

    public PortRange {
        if (min < 0 || max > 65535 || min > max || min == 0 && max != 0) {
            throw new IllegalArgumentException("not a range of UDP ports: " + min + "-" + max);
        }
    }

    boolean isAny() {
        return max == 0;
    }

    int size() {
        return max - min + 1;
    }
}
