package org.chattycat.kurento.embedded.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chattycat.kurento.embedded.endpoints.MediaNode;
import org.chattycat.kurento.embedded.endpoints.MediaNodeListener;
import org.chattycat.kurento.embedded.endpoints.MediaPlane;
import org.chattycat.kurento.embedded.endpoints.SdpNode;
import org.chattycat.kurento.embedded.endpoints.WebRtcNode;

/** Moves no media; remembers its nodes, so that a test can play what the media plane would report. */
public final class FakeMediaPlane implements MediaPlane {
    private final List<FakeNode> nodes = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile boolean silent;

    @Override
    public WebRtcNode createWebRtc(MediaNodeListener listener) {
        return add(new FakeNode(listener, this));
    }

    @Override
    public SdpNode createRtp(MediaNodeListener listener, boolean ipv6) {
        return add(new FakeNode(listener, this).connectedOnceNegotiated());
    }

    @Override
    public MediaNode createPassThrough(MediaNodeListener listener) {
        return add(new FakeNode(listener, this));
    }

    private FakeNode add(FakeNode node) {
        nodes.add(node);
        return node;
    }

    /** Has nodes report nothing when they gather candidates: the test does. */
    public void gatherSilently() {
        silent = true;
    }

    boolean isSilent() {
        return silent;
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
    public void freeze(Duration duration) {}

    @Override
    public void close() {
        closed = true;
    }
}
