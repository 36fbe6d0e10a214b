package org.chattycat.app.kurento;

/** Told what happens at one endpoint, on the client library's threads: return at once, ask the media server nothing. */
public interface EndpointListener {
    /** The media server can be reached at this address. */
    void candidateFound(IceCandidate candidate);

    /** The browser is connected, or its media began to arrive: pictures sent from now on reach it. */
    default void connected() {}

    /** The browser's video goes into the pipeline. */
    default void videoFlows() {}
}
