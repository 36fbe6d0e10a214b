package org.chattycat.kurento.embedded.endpoints;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.chattycat.kurento.embedded.dtls.DtlsAssociations;
import org.chattycat.kurento.embedded.ice.IceLiteAgent;
import org.chattycat.kurento.embedded.io.MediaLoop;

/** The media plane of the embedded server: one loop thread, one WebRTC socket per local address. */
public final class ForwardingMediaPlane implements MediaPlane {
    /** Longer than any packet that is sent. */
    private static final int MAX_DATAGRAM = 2048;

    private final MediaPlaneContext context;
    private final Runnable rehearsed;

    private ForwardingMediaPlane(MediaPlaneContext context, Runnable rehearsed) {
        this.context = context;
        this.rehearsed = rehearsed;
    }

    /**
     * Opens the plane; the first one of a JVM begins the {@link Rehearsal}, which its first WebRTC node waits for.
     *
     * @throws IOException when no port of the range can be bound
     */
    public static ForwardingMediaPlane open(MediaPlaneConfig config) throws IOException {
        Rehearsal.begin();
        return new ForwardingMediaPlane(context(config), Rehearsal::await);
    }

    /** For the rehearsal itself. */
    static ForwardingMediaPlane unrehearsed(MediaPlaneConfig config) throws IOException {
        return new ForwardingMediaPlane(context(config), () -> {});
    }

    private static MediaPlaneContext context(MediaPlaneConfig config) throws IOException {
        MediaLoop loop = new MediaLoop("media-loop");
        try {
            IceLiteAgent ice = new IceLiteAgent(
                    loop, config.addresses(), config.announced(), config.webRtcPorts(), config.consent());
            return new MediaPlaneContext(
                    config,
                    loop,
                    ice,
                    new DtlsAssociations(config.clock(), config.dtls()),
                    ByteBuffer.allocateDirect(MAX_DATAGRAM),
                    new byte[MAX_DATAGRAM],
                    // NTP seconds, as RFC 8866 section 5.2 recommends.
                    new AtomicLong(config.clock().instant().getEpochSecond() + 2_208_988_800L),
                    new HashSet<>());
        } catch (IOException | RuntimeException e) {
            loop.close();
            throw e;
        }
    }

    @Override
    public WebRtcNode createWebRtc(MediaNodeListener listener) {
        rehearsed.run();
        return started(new WebRtcEndpointNode(context, listener));
    }

    @Override
    public SdpNode createRtp(MediaNodeListener listener, boolean ipv6) {
        return started(new RtpEndpointNode(context, listener, ipv6));
    }

    @Override
    public MediaNode createPassThrough(MediaNodeListener listener) {
        return started(new PassThroughNode(context, listener));
    }

    private static <T extends AbstractNode> T started(T node) {
        node.start();
        return node;
    }

    /** Returns when what has arrived is dealt with. */
    void settle() {
        context.loop().run(() -> {});
    }

    @Override
    public void freeze(Duration duration) {
        context.loop().execute(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        if (context.loop().isClosed()) {
            return;
        }
        context.loop().run(() -> {
            List.copyOf(context.nodes()).forEach(AbstractNode::close);
            context.ice().close();
        });
        context.loop().close();
        context.dtls().close();
    }
}
