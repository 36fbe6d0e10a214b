package org.chattycat.kurento.embedded.endpoints;

import org.chattycat.kurento.embedded.sdp.MediaKind;

/**
 * Receives the events of a transport. Called on the media loop: implementations must return at once and never block.
 */
public interface MediaTransportListener {
    default void iceCandidateFound(IceCandidate candidate) {}

    default void iceGatheringDone() {}

    /**
     * @param streamId a number from 1: sections that are not bundled have streams of their own
     * @param componentId 1, or 2 for RTCP that is not multiplexed with RTP
     * @param state one of Kurento's IceComponentState names: GATHERING, CONNECTING, CONNECTED, READY, FAILED,
     *     DISCONNECTED
     */
    default void iceComponentStateChanged(int streamId, int componentId, String state) {}

    /** A stream that was offered does not exist any more: its sections are refused, or bundled with those of another one. */
    default void iceStreamClosed(int streamId) {}

    default void candidatePairSelected(int streamId, int componentId, String local, String remote) {}

    default void dtlsStateChanged(int streamId, int componentId, DtlsState state) {}

    /** A permanent failure that no state event reports. */
    default void failed(String reason) {}

    default void connectionStateChanged(boolean connected) {}

    default void mediaStateChanged(boolean connected) {}

    /** A recorder or player has changed its state. */
    default void uriStateChanged(UriState state) {}

    /** What a player plays has come to its end. */
    default void endOfStream() {}

    /** A player cannot play its file. */
    default void unplayable(boolean invalidMedia, String reason) {}

    default void flowInChanged(MediaKind kind, boolean flowing) {}

    default void flowOutChanged(MediaKind kind, boolean flowing) {}
}
