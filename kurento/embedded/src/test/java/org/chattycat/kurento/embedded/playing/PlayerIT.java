package org.chattycat.kurento.embedded.playing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.chattycat.kurento.embedded.junit.WithEmbeddedKurento;
import org.chattycat.kurento.rtp.ReceivedPacket;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import org.chattycat.kurento.rtp.vp8.EncodedFrame;
import org.chattycat.kurento.rtp.vp8.FrameAssembler;
import org.chattycat.kurento.webm.WebmFinisher;
import org.chattycat.kurento.webm.WebmFrame;
import org.chattycat.kurento.webm.WebmHeader;
import org.chattycat.kurento.webm.WebmReader;
import org.chattycat.kurento.webm.WebmTrack;
import org.chattycat.kurento.webm.WebmWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaType;
import org.kurento.client.PlayerEndpoint;
import org.kurento.client.RecorderEndpoint;
import org.kurento.client.RtpEndpoint;
import org.kurento.client.UriEndpointState;
import org.kurento.client.internal.server.KurentoServerException;

/** Kurento's own client plays files, to a recorder and to a peer. */
@WithEmbeddedKurento
class PlayerIT {
    private static final int FRAMES = 30;
    private static final int KEYFRAME_INTERVAL = 10;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private final EmbeddedKurento kurento;
    private final KurentoClient client;
    private MediaPipeline pipeline;
    private TestPlayers players;
    private Path directory;
    private List<WebmFrame> frames;

    PlayerIT(EmbeddedKurento kurento, KurentoClient client) {
        this.kurento = kurento;
        this.client = client;
    }

    @BeforeEach
    void write() throws IOException {
        pipeline = client.createMediaPipeline();
        players = new TestPlayers(pipeline);
        directory = kurento.mediaDirectory().orElseThrow();
        frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            boolean keyframe = i % KEYFRAME_INTERVAL == 0;
            frames.add(new WebmFrame(1, Math.round(i * 1_000 / 30.0), keyframe, vp8(keyframe)));
        }
        for (int i = 0; i < FRAMES * 5 / 3; i++) {
            byte[] opus = new byte[50];
            random.nextBytes(opus);
            opus[0] = (byte) (1 << 3); // One frame of 20 ms.
            frames.add(new WebmFrame(2, i * 20, true, opus));
        }
        frames.sort((a, b) -> Long.compare(a.millis(), b.millis()));
        Files.write(directory.resolve("clip.webm"), webm(frames));
        WebmFinisher.finish(directory.resolve("clip.webm"));
    }

    private byte[] vp8(boolean keyframe) {
        byte[] frame = new byte[20 + random.nextInt(3_000)];
        random.nextBytes(frame);
        frame[0] = (byte) (keyframe ? frame[0] & ~1 : frame[0] | 1);
        if (keyframe) {
            byte[] start = {(byte) 0x9d, 0x01, 0x2a, (byte) 0x80, 0x02, 0x68, 0x01};
            System.arraycopy(start, 0, frame, 3, start.length);
        }
        return frame;
    }

    private static byte[] webm(List<WebmFrame> frames) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WebmWriter writer = new WebmWriter(
                out,
                new WebmHeader(
                        "test",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(WebmTrack.vp8(1, 640, 360), WebmTrack.opus(2, 2))));
        for (WebmFrame frame : frames) {
            writer.write(frame);
        }
        return out.toByteArray();
    }

    private static void until(UriEndpointState wanted, PlayerEndpoint player) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (player.getState() != wanted) {
            assertThat(System.nanoTime() - deadline)
                    .as("time out for " + wanted)
                    .isNegative();
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static List<WebmFrame> read(Path file, WebmTrack.Type type) throws IOException {
        WebmReader reader = new WebmReader(new ByteArrayInputStream(Files.readAllBytes(file)));
        int track = reader.header().track(type).orElseThrow().number();
        List<WebmFrame> frames = new ArrayList<>();
        for (Optional<WebmFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            if (frame.get().track() == track) {
                frames.add(frame.get());
            }
        }
        return frames;
    }

    @Test
    void whatIsPlayedIntoARecorderIsTheSameFile() throws Exception {
        PlayerEndpoint player = players.player("clip.webm");
        RecorderEndpoint recorder = new RecorderEndpoint.Builder(pipeline, "copy.webm")
                .stopOnEndOfStream()
                .build();
        recorder.addStoppedListener(event -> players.events.add("Stopped"));
        player.connect(recorder);
        recorder.record();
        player.play();
        assertThat(List.of(players.await(), players.await()))
                .as("the recorder stops with the player")
                .containsExactlyInAnyOrder("EndOfStream", "Stopped");
        assertThat(player.getState()).isEqualTo(UriEndpointState.STOP);
        for (WebmTrack.Type type : List.of(WebmTrack.Type.VIDEO, WebmTrack.Type.AUDIO)) {
            List<WebmFrame> original = read(directory.resolve("clip.webm"), type);
            List<WebmFrame> copy = read(directory.resolve("copy.webm"), type);
            assertThat(copy).as("seed %d", seed).hasSameSizeAs(original);
            for (int i = 0; i < original.size(); i++) {
                assertThat(copy.get(i).data())
                        .as("%s %d, seed %d", type, i, seed)
                        .isEqualTo(original.get(i).data());
                assertThat(copy.get(i).millis() - original.get(i).millis())
                        .as("%s %d", type, i)
                        .isBetween(-2L, 2L);
            }
        }
    }

    @Test
    void aPeerReceivesTheFileAtItsPace() throws Exception {
        try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            peer.setReceiveBufferSize(1 << 20);
            peer.setSoTimeout(100);
            RtpEndpoint endpoint = new RtpEndpoint.Builder(pipeline).build();
            endpoint.processOffer("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video "
                    + peer.getLocalPort() + " RTP/AVPF 96\r\na=rtpmap:96 VP8/90000\r\na=recvonly\r\n");
            PlayerEndpoint player = players.player("clip.webm");
            player.connect(endpoint, MediaType.VIDEO);
            player.play();
            List<EncodedFrame> received = new ArrayList<>();
            List<byte[]> data = new ArrayList<>();
            FrameAssembler assembler = new FrameAssembler(0, new FrameAssembler.Output() {
                @Override
                public void frame(EncodedFrame frame) {
                    received.add(frame);
                    data.add(Arrays.copyOf(frame.data(), frame.length()));
                }

                @Override
                public void dropped() {}

                @Override
                public void lost(int packets) {}
            });
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (received.size() < FRAMES && System.nanoTime() - deadline < 0) {
                DatagramPacket packet = new DatagramPacket(new byte[1_500], 1_500);
                try {
                    peer.receive(packet);
                } catch (SocketTimeoutException e) {
                    continue;
                }
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                if (!RtcpType.isRtcp(bytes[1])) {
                    assembler.packet(new ReceivedPacket(bytes, System.nanoTime()));
                }
            }
            assertThat(data)
                    .as("seed %d", seed)
                    .usingElementComparator(Arrays::compare)
                    .containsExactlyElementsOf(frames.stream()
                            .filter(frame -> frame.track() == 1)
                            .map(WebmFrame::data)
                            .toList());
            int first = received.get(0).rtpTimestamp();
            for (int i = 0; i < FRAMES; i++) {
                assertThat(received.get(i).rtpTimestamp() - first).isBetween(i * 3_000 - 100, i * 3_000 + 100);
            }
            assertThat(received.get(FRAMES - 1).firstArrivalNanos()
                            - received.get(0).firstArrivalNanos())
                    .as("the last frame is due 967 ms after the first")
                    .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
        }
    }

    @Test
    void pausesSeeksStopsAndPlaysAgain() throws Exception {
        PlayerEndpoint player = players.player("clip.webm");
        assertThat(player.getUri()).isEqualTo("clip.webm");
        assertThat(player.getVideoInfo().getIsSeekable()).isFalse();
        assertThatThrownBy(() -> player.setPosition(100))
                .isInstanceOfSatisfying(KurentoServerException.class, e -> assertThat(e.getCode())
                        .isEqualTo(40700));
        player.play();
        until(UriEndpointState.START, player);
        player.pause();
        assertThat(player.getState()).isEqualTo(UriEndpointState.PAUSE);
        assertThat(player.getVideoInfo().getIsSeekable()).isTrue();
        assertThat(player.getVideoInfo().getDuration()).isBetween(990L, 1_010L);
        player.setPosition(500);
        assertThat(player.getPosition()).isEqualTo(500);
        assertThatThrownBy(() -> player.setPosition(5_000)).isInstanceOf(KurentoServerException.class);
        player.play();
        assertThat(players.await()).isEqualTo("EndOfStream");
        assertThat(player.getPosition()).isZero();
        player.play();
        until(UriEndpointState.START, player);
        player.stop();
        assertThat(player.getState()).isEqualTo(UriEndpointState.STOP);
        assertThat(player.getElementGstreamerDot()).contains("PlayerEndpoint");
        assertThat(players.events)
                .as("a stopped player does not come to its end")
                .isEmpty();
    }

    @Test
    void fetchesAFileByHttp() throws Exception {
        byte[] file = webm(frames.subList(0, 6));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/clip", exchange -> {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            players.player(address + "/clip").play();
            assertThat(players.await()).isEqualTo("EndOfStream");
            players.player(address + "/none").play();
            assertThat(players.await()).isEqualTo("Error INVALID_URI: The server of the file answered 404.");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatCannotBePlayedIsAnError() throws Exception {
        players.player("none.webm").play();
        assertThat(players.await()).isEqualTo("Error INVALID_URI: There is no such file.");
        players.player("../secret").play();
        assertThat(players.await()).contains("not below the directory");
        Files.write(directory.resolve("text.webm"), "hello".getBytes());
        players.player("text.webm").play();
        assertThat(players.await())
                .isEqualTo("Error INVALID_MEDIA: This cannot be played: the file is neither WebM nor MP4.");
    }
}
