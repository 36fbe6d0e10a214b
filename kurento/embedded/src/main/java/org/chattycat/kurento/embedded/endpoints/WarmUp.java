package org.chattycat.kurento.embedded.endpoints;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.peer.srtp.SrtpProfile;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs short calls over loopback before the first real one. In a cold JVM, the first packet of a cipher takes a second.
 * Until the packet path is compiled, which takes about ten thousand packets, each packet costs ten times as much, and
 * the packets of a large call would queue for seconds.
 */
public final class WarmUp {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    /** Enough for the compiler to optimise for many viewers per source. */
    private static final int VIEWERS = 8;
    /** Few enough to fit into any socket buffer. */
    private static final int BATCH = 16;
    /** Packet at which one viewer joins, so that it gets the packets since the last keyframe. */
    private static final int LATE_JOIN = 600;

    /** Several times the duration on two busy cores. After that, a cold start is better than a longer wait. */
    private static final int LIMIT_SECONDS = 15;

    private static final CompletableFuture<Void> PLAYED =
            new CompletableFuture<Void>().completeOnTimeout(null, LIMIT_SECONDS, TimeUnit.SECONDS);

    static {
        Thread thread = new Thread(WarmUp::play, "media-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private WarmUp() {}

    /** Starts the warm-up, once per JVM, and does not wait for it. */
    static void begin() {
        // Loading the class starts the warm-up.
    }

    /** Waits for the end of the warm-up: about three seconds on two cores, {@value #LIMIT_SECONDS} at most. */
    public static void await() {
        PLAYED.join();
    }

    /**
     * Waits for the end of the warm-up, for a second at most over all calls. Clients of the server do not wait longer for
     * an endpoint; the first packets then cost more.
     */
    static void awaitBriefly() {
        FirstUse.BRIEFLY.join();
    }

    /** Loaded when the first endpoint is created: the second starts then. */
    private static final class FirstUse {
        static final CompletableFuture<Void> BRIEFLY = PLAYED.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS);
    }

    private static void play() {
        long start = System.nanoTime();
        try {
            // The profile that browsers negotiate comes last and runs longest. New peers each time warm up joining,
            // too.
            call(SrtpProfile.AES128_CM_HMAC_SHA1_80, 4_000);
            for (int i = 0; i < 4; i++) {
                call(SrtpProfile.AEAD_AES_128_GCM, 4_000);
            }
            log.debug("warmedUp for {} ms", (System.nanoTime() - start) / 1_000_000);
        } catch (IOException | SdpException | RuntimeException e) {
            log.warn("the warm-up failed, so the first call may stutter: {}", e.toString());
        } finally {
            PLAYED.complete(null);
        }
    }

    private static void call(SrtpProfile profile, int packets) throws IOException, SdpException {
        MediaEngineConfig config = MediaEngineConfig.defaults()
                .withAddresses(LocalAddresses.of(List.of(InetAddress.getLoopbackAddress())));
        WarmUpPeer[] viewers = new WarmUpPeer[VIEWERS];
        try (ForwardingMediaEngine engine = ForwardingMediaEngine.withoutWarmUp(config);
                WarmUpPeer publisher = new WarmUpPeer(engine, "sendonly", profile)) {
            try {
                for (int i = 0; i < VIEWERS; i++) {
                    viewers[i] = new WarmUpPeer(engine, "recvonly", profile);
                    if (i > 0) {
                        publisher.transport().connect(viewers[i].transport(), MediaKind.VIDEO);
                    }
                }
                RtcpWriter rtcp = new RtcpWriter(200, "warm-up");
                for (int number = 0; number < packets; number++) {
                    publisher.sendRtp(number);
                    if (number == LATE_JOIN) {
                        publisher.transport().connect(viewers[0].transport(), MediaKind.VIDEO);
                    }
                    if (number % BATCH == 0) {
                        publisher.sendReport(rtcp, number);
                        viewers[number / BATCH % VIEWERS].receiveReport(rtcp, number);
                        engine.settle();
                    }
                }
            } finally {
                for (WarmUpPeer viewer : viewers) {
                    if (viewer != null) {
                        viewer.close();
                    }
                }
            }
        }
    }
}
