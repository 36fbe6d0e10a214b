package org.chattycat.kurento.client;

/**
 * Called when something happens at a browser's endpoint. Called on the client library's threads: return at once, and send
 * no request to the media server.
 */
public interface EndpointListener {
    /** The media server can be reached at this address. May come before the endpoint is returned. */
    void candidateFound(IceCandidate candidate);

    /** The browser is connected, or media can be sent to it: frames sent from now on reach it. */
    default void connected() {}

    /** The browser's video arrives at the media server. */
    default void videoFlows() {}
}
