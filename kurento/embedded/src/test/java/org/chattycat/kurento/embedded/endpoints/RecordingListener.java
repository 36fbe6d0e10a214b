package org.chattycat.kurento.embedded.endpoints;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chattycat.kurento.embedded.sdp.MediaKind;

/** Records the events of a transport in order. */
final class RecordingListener implements MediaTransportListener {
    private final List<IceCandidate> candidates = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();

    private volatile int relayPort;

    /** Makes browsers send to a relay instead of the server. */
    void setRelayPort(int port) {
        relayPort = port;
    }

    String relayed(String candidate) {
        String[] words = candidate.split(" ");
        if (relayPort > 0) {
            words[5] = Integer.toString(relayPort);
        }
        return String.join(" ", words);
    }

    List<IceCandidate> candidates() {
        return candidates;
    }

    List<String> events() {
        return events;
    }

    @Override
    public void iceCandidateFound(IceCandidate candidate) {
        candidates.add(candidate);
    }

    @Override
    public void iceGatheringDone() {
        events.add("gathered");
    }

    @Override
    public void iceComponentStateChanged(int streamId, int componentId, String state) {
        events.add("ice " + state);
    }

    @Override
    public void candidatePairSelected(int streamId, int componentId, String local, String remote) {
        events.add("pair");
    }

    @Override
    public void dtlsStateChanged(int streamId, int componentId, DtlsState state) {
        events.add("dtls " + state);
    }

    @Override
    public void failed(String reason) {
        events.add("failed " + reason);
    }

    @Override
    public void connectionStateChanged(boolean connected) {
        events.add("connection " + connected);
    }

    @Override
    public void mediaStateChanged(boolean connected) {
        events.add("media " + connected);
    }

    @Override
    public void flowInChanged(MediaKind kind, boolean flowing) {
        events.add("in " + kind + " " + flowing);
    }

    @Override
    public void flowOutChanged(MediaKind kind, boolean flowing) {
        events.add("out " + kind + " " + flowing);
    }
}
