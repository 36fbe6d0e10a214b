package org.chattycat.app.probe;

/** Keeps the times that scripted participants report. What an error means is up to the subclass. */
public abstract class CallTimes implements CallEvents {
    protected final Percentile joins = new Percentile();
    protected final Percentile firstFrames = new Percentile();
    /** Of large frames, from the sender to a viewer. */
    protected final Percentile latencies = new Percentile();

    protected final Percentile badges = new Percentile();

    @Override
    public void joined(double ms) {
        joins.add(ms);
    }

    @Override
    public void firstFrame(double ms) {
        firstFrames.add(ms);
    }

    @Override
    public void frameArrived(double ms) {
        latencies.add(ms);
    }

    @Override
    public void badge(String publicationId, double ms) {
        badges.add(ms);
    }
}
