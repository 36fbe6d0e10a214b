package org.chattycat.kurento.embedded.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chattycat.kurento.embedded.endpoints.MediaEngine;
import org.chattycat.kurento.embedded.endpoints.MediaTransport;
import org.chattycat.kurento.embedded.endpoints.MediaTransportListener;
import org.chattycat.kurento.embedded.endpoints.Player;
import org.chattycat.kurento.embedded.endpoints.Recorder;
import org.chattycat.kurento.embedded.endpoints.RecorderSettings;
import org.chattycat.kurento.embedded.endpoints.SdpTransport;
import org.chattycat.kurento.embedded.endpoints.WebRtcTransport;

/** Moves no media. It keeps its transports, so that a test can report events in place of a media engine. */
public final class FakeMediaEngine implements MediaEngine {
    private final List<FakeTransport> transports = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile boolean silent;

    @Override
    public WebRtcTransport createWebRtc(MediaTransportListener listener) {
        return add(new FakeTransport(listener, this));
    }

    @Override
    public SdpTransport createRtp(MediaTransportListener listener, boolean ipv6) {
        return add(new FakeTransport(listener, this).connectedOnceNegotiated());
    }

    @Override
    public MediaTransport createPassThrough(MediaTransportListener listener) {
        return add(new FakeTransport(listener, this));
    }

    @Override
    public Recorder createRecorder(MediaTransportListener listener, RecorderSettings settings) {
        return add(new FakeTransport(listener, this));
    }

    @Override
    public Player createPlayer(MediaTransportListener listener, String uri) {
        throw new UnsupportedOperationException("this engine plays nothing");
    }

    private FakeTransport add(FakeTransport transport) {
        transports.add(transport);
        return transport;
    }

    /** Keeps transports from reporting candidates when they gather, so that the test can do it. */
    public void gatherSilently() {
        silent = true;
    }

    boolean isSilent() {
        return silent;
    }

    void remove(FakeTransport transport) {
        transports.remove(transport);
    }

    /** Transports that were not closed, oldest first. */
    public List<FakeTransport> transports() {
        return transports;
    }

    public FakeTransport last() {
        return transports.get(transports.size() - 1);
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
