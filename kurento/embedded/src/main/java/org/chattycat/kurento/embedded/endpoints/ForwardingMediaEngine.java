package org.chattycat.kurento.embedded.endpoints;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.chattycat.kurento.embedded.ice.IceAgent;
import org.chattycat.kurento.embedded.io.MediaLoop;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.rtp.Datagrams;

/** The media engine of the embedded server: one loop thread, one WebRTC socket per local address. */
public final class ForwardingMediaEngine implements MediaEngine {
    private final MediaEngineContext context;
    private final Runnable warmedUp;

    private ForwardingMediaEngine(MediaEngineContext context, Runnable warmedUp) {
        this.context = context;
        this.warmedUp = warmedUp;
    }

    /**
     * Opens an engine. The first engine of a JVM starts the {@link WarmUp}, and its first WebRTC transport waits for
     * the end, for a second at most.
     *
     * @throws IOException if no port of the range can be bound
     */
    public static ForwardingMediaEngine open(MediaEngineConfig config) throws IOException {
        WarmUp.begin();
        return new ForwardingMediaEngine(context(config), WarmUp::awaitBriefly);
    }

    /** Opens the engine of the warm-up itself. */
    static ForwardingMediaEngine withoutWarmUp(MediaEngineConfig config) throws IOException {
        return new ForwardingMediaEngine(context(config), () -> {});
    }

    private static MediaEngineContext context(MediaEngineConfig config) throws IOException {
        MediaLoop loop = new MediaLoop("media-loop");
        try {
            IceAgent ice = new IceAgent(
                    loop,
                    config.addresses().list(),
                    config.announced(),
                    config.webRtcPorts(),
                    config.consent(),
                    config.profile().followsPeers());
            return new MediaEngineContext(
                    config,
                    loop,
                    ice,
                    new DtlsAssociations(config.clock(), config.dtls()),
                    ByteBuffer.allocateDirect(Datagrams.MAX_BYTES),
                    new byte[Datagrams.MAX_BYTES],
                    // NTP seconds, as RFC 8866 section 5.2 recommends.
                    new AtomicLong(config.clock().instant().getEpochSecond() + 2_208_988_800L),
                    new FileThreads(config.storage().atOnce()),
                    new HashSet<>());
        } catch (IOException | RuntimeException e) {
            loop.close();
            throw e;
        }
    }

    @Override
    public WebRtcTransport createWebRtc(MediaTransportListener listener) {
        warmedUp.run();
        // Interfaces come and go; listing them may block, so it is not done on the loop.
        List<InetAddress> addresses = context.config().addresses().list();
        context.loop().run(() -> context.ice().setAddresses(addresses));
        return started(new DtlsSrtpTransport(context, listener));
    }

    @Override
    public SdpTransport createRtp(MediaTransportListener listener, boolean ipv6) {
        return started(new PlainRtpTransport(context, listener, ipv6));
    }

    @Override
    public MediaTransport createPassThrough(MediaTransportListener listener) {
        return started(new PassThroughTransport(context, listener));
    }

    @Override
    public Recorder createRecorder(MediaTransportListener listener, RecorderSettings settings) {
        return started(new RecorderTransport(context, listener, settings));
    }

    @Override
    public Player createPlayer(MediaTransportListener listener, String uri) {
        return started(new PlayerTransport(context, listener, uri));
    }

    private static <T extends AbstractTransport> T started(T transport) {
        transport.start();
        return transport;
    }

    /** Returns when all packets that have arrived are handled. */
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
            List.copyOf(context.transports()).forEach(AbstractTransport::close);
            context.ice().close();
        });
        context.files().close(); // Recordings are completed while the loop runs.
        context.loop().close();
        context.dtls().close();
    }
}
