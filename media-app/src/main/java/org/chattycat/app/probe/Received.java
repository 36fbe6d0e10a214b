package org.chattycat.app.probe;

/** Packets that arrived, and that are missing. */
public record Received(long packets, long lost) {
    public static final Received NOTHING = new Received(0, 0);

    public Received plus(Received other) {
        return new Received(packets + other.packets, lost + other.lost);
    }

    /** Of what should have arrived; not a number where nothing should. */
    double lostPercent() {
        return packets + lost == 0 ? Double.NaN : 100.0 * lost / (packets + lost);
    }

    public Received minus(Received earlier) {
        return new Received(packets - earlier.packets, lost - earlier.lost);
    }
}
