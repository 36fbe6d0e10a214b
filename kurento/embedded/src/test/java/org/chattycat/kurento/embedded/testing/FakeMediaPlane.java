package org.chattycat.kurento.embedded.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chattycat.kurento.embedded.media.MediaNode;
import org.chattycat.kurento.embedded.media.MediaNodeListener;
import org.chattycat.kurento.embedded.media.MediaPlane;
import org.chattycat.kurento.embedded.media.SdpNode;
import org.chattycat.kurento.embedded.media.WebRtcNode;

/** Moves no media; remembers its nodes, so that a test can play what the media plane would report. */
public final class FakeMediaPlane implements MediaPlane {
    private final List<FakeNode> nodes = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    @Override
    public WebRtcNode createWebRtc(MediaNodeListener listener) {
        return add(new FakeNode(listener, this));
    }

    @Override
    public SdpNode createRtp(MediaNodeListener listener) {
        return add(new FakeNode(listener, this));
    }

    @Override
    public MediaNode createPassThrough(MediaNodeListener listener) {
        return add(new FakeNode(listener, this));
    }

    private FakeNode add(FakeNode node) {
        nodes.add(node);
        return node;
    }

    void remove(FakeNode node) {
        nodes.remove(node);
    }

    /** Nodes that were not closed, oldest first. */
    public List<FakeNode> nodes() {
        return nodes;
    }

    public FakeNode last() {
        return nodes.get(nodes.size() - 1);
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
