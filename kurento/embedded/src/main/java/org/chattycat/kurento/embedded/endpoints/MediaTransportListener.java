package org.chattycat.kurento.embedded.endpoints;

import org.chattycat.kurento.embedded.sdp.MediaKind;

/**
 * Receives the events of a transport. Called on the media loop: implementations must return at once and never block.
 */
public interface MediaTransportListener {
    default void iceCandidateFound(IceCandidate candidate) {}

    default void iceGatheringDone() {}

    /**
     * @param state one of Kurento's IceComponentState names: GATHERING, CONNECTING, CONNECTED, READY, FAILED,
     *     DISCONNECTED
     */
    default void iceComponentStateChanged(int streamId, int componentId, String state) {}

    default void candidatePairSelected(int streamId, int componentId, String local, String remote) {}

    default void dtlsStateChanged(DtlsState state) {}

    /** A permanent failure that no state event reports. */
    default void failed(String reason) {}

    default void connectionStateChanged(boolean connected) {}

    default void mediaStateChanged(boolean connected) {}

    default void flowInChanged(MediaKind kind, boolean flowing) {}

    default void flowOutChanged(MediaKind kind, boolean flowing) {}
}
