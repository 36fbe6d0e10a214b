package org.chattycat.app.probe;

/** Packets that arrived, and that are missing. */
public record Received(long packets, long lost) {
    public static final Received NOTHING = new Received(0, 0);

    public Received plus(Received other) {
        return new Received(packets + other.packets, lost + other.lost);
    }

    public Received minus(Received earlier) {
        return new Received(packets - earlier.packets, lost - earlier.lost);
    }
}
