package org.chattycat.app.probe;

/** What scripted participants experience. Called on several threads at the same time; must not block. */
public interface CallEvents {
    /** @param ms from opening the WebSocket to the answer to {@code join} */
    void joined(double ms);

    /** @param ms from asking for a view to the last packet of its first whole keyframe */
    void firstFrame(double ms);

    /** @param ms from sending a large frame's first packet to the arrival of its last one at a viewer */
    void frameArrived(double ms);

    /**
     * A page got a measurement of a frame that a scripted participant sent.
     *
     * @param ms from sending the frame's first packet
     */
    void badge(String publicationId, double ms);

    /** A page got a measurement, which the server has stored. */
    default void stored(String sampleId) {}

    /** Something did not work. The participant goes on where it can. */
    void failed(String participant, String what);
}
