package org.chattycat.kurento.embedded.playing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.chattycat.kurento.embedded.junit.WithEmbeddedKurento;
import org.chattycat.kurento.embedded.mp4.Fixtures;
import org.chattycat.kurento.embedded.mp4.Mp4Frame;
import org.chattycat.kurento.embedded.mp4.Mp4Reader;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaType;
import org.kurento.client.PlayerEndpoint;
import org.kurento.client.RtpEndpoint;
import org.kurento.client.internal.server.KurentoServerException;

/** Kurento's own client plays files with H.264 to a peer. */
@WithEmbeddedKurento
class PlayerH264IT {
    private static final String H264 = "H264/90000\r\na=fmtp:96 packetization-mode=1;profile-level-id=42e01f";
    private static final int FRAMES = 30;
    /** In 1/90000 s. In the fragmented file all pictures but the first are 6.5 ms later. */
    private static final int TOLERANCE = 700;

    /** An access unit as it arrived. */
    private record Received(int timestamp, List<byte[]> units) {}

    private final EmbeddedKurento kurento;
    private final KurentoClient client;
    private MediaPipeline pipeline;
    private TestPlayers players;
    private Path directory;
    private DatagramSocket peer;

    PlayerH264IT(EmbeddedKurento kurento, KurentoClient client) {
        this.kurento = kurento;
        this.client = client;
    }

    @BeforeEach
    void open() throws IOException {
        pipeline = client.createMediaPipeline();
        players = new TestPlayers(pipeline);
        directory = kurento.mediaDirectory().orElseThrow();
        peer = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        peer.setReceiveBufferSize(1 << 20);
        peer.setSoTimeout(100);
    }

    @AfterEach
    void close() {
        peer.close();
    }

    /** @param format of the peer, for payload type 96 */
    private void connect(PlayerEndpoint player, DatagramSocket to, String format) {
        RtpEndpoint endpoint = new RtpEndpoint.Builder(pipeline).build();
        endpoint.processOffer("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video "
                + to.getLocalPort() + " RTP/AVPF 96\r\na=rtpmap:96 " + format + "\r\na=recvonly\r\n");
        player.connect(endpoint, MediaType.VIDEO);
    }

    /** Receives access units until there are so many. */
    private List<Received> receive(int count) throws IOException {
        List<Received> received = new ArrayList<>();
        List<byte[]> units = new ArrayList<>();
        byte[] fragments = {};
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (received.size() < count && System.nanoTime() - deadline < 0) {
            DatagramPacket datagram = new DatagramPacket(new byte[1_500], 1_500);
            try {
                peer.receive(datagram);
            } catch (SocketTimeoutException e) {
                continue;
            }
            RtpPacketView packet = new RtpPacketView();
            byte[] data = datagram.getData();
            if (RtcpType.isRtcp(data[1]) || !packet.wrap(data, 0, datagram.getLength())) {
                continue;
            }
            byte[] payload =
                    Arrays.copyOfRange(data, packet.payloadOffset(), packet.payloadOffset() + packet.payloadLength());
            switch (payload[0] & 0x1f) {
                case 24 -> {
                    for (int at = 1; at < payload.length; at += 2 + NetworkOrder.u16(payload, at)) {
                        units.add(Arrays.copyOfRange(payload, at + 2, at + 2 + NetworkOrder.u16(payload, at)));
                    }
                }
                case 28 -> {
                    boolean start = (payload[1] & 0x80) != 0;
                    byte[] first = {(byte) (payload[0] & 0x60 | payload[1] & 0x1f)};
                    fragments = join(start ? first : fragments, Arrays.copyOfRange(payload, 2, payload.length));
                    if ((payload[1] & 0x40) != 0) {
                        units.add(fragments);
                    }
                }
                default -> units.add(payload);
            }
            if (packet.marker()) {
                received.add(new Received(packet.timestamp(), List.copyOf(units)));
                units.clear();
            }
        }
        assertThat(received).hasSize(count);
        return received;
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** What the pictures of the file consist of, with the parameter sets before each IDR picture. */
    private static List<List<byte[]>> pictures() throws IOException {
        Mp4Reader reader = Mp4Reader.of(new ByteArrayInputStream(Fixtures.read("clip.mp4")));
        List<List<byte[]>> pictures = new ArrayList<>();
        for (Optional<Mp4Frame> next = reader.next(); next.isPresent(); next = reader.next()) {
            if (next.get().video()) {
                List<byte[]> units = new ArrayList<>();
                if (next.get().keyframe()) {
                    units.addAll(reader.h264().orElseThrow().parameterSets());
                }
                units.addAll(reader.h264()
                        .orElseThrow()
                        .nalUnits(reader.data(next.get()))
                        .orElseThrow());
                pictures.add(units);
            }
        }
        return pictures;
    }

    private static void assertSame(List<Received> received, List<List<byte[]>> pictures) {
        for (int i = 0; i < pictures.size(); i++) {
            assertThat(received.get(i).units())
                    .as("picture %d", i)
                    .usingElementComparator(Arrays::compare)
                    .containsExactlyElementsOf(pictures.get(i));
            assertThat(received.get(i).timestamp() - received.get(0).timestamp())
                    .as("timestamp of picture %d", i)
                    .isBetween(i * 6_000 - TOLERANCE, i * 6_000 + TOLERANCE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "fragmented.mp4", "clip.mkv"})
    void aPeerReceivesTheFile(String name) throws Exception {
        Files.write(directory.resolve(name), Fixtures.read(name));
        PlayerEndpoint player = players.player(name);
        connect(player, peer, H264);
        player.play();
        assertSame(receive(FRAMES), pictures());
        assertThat(players.await()).isEqualTo("EndOfStream");
    }

    @Test
    void aPeerWithoutH264GetsNothing() throws Exception {
        Files.write(directory.resolve("clip.mp4"), Fixtures.read("clip.mp4"));
        PlayerEndpoint player = players.player("clip.mp4");
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            other.setSoTimeout(1);
            connect(player, peer, H264);
            connect(player, other, "VP8/90000");
            player.play();
            receive(FRAMES);
            assertThat(players.await()).isEqualTo("EndOfStream");
            DatagramPacket packet = new DatagramPacket(new byte[1_500], 1_500);
            try {
                while (true) {
                    other.receive(packet);
                    assertThat(RtcpType.isRtcp(packet.getData()[1])).isTrue();
                }
            } catch (SocketTimeoutException e) {
                // Nothing but reports has come.
            }
        }
    }

    @Test
    void pausesAndSeeksToAKeyframe() throws Exception {
        Files.write(directory.resolve("clip.mp4"), Fixtures.read("clip.mp4"));
        PlayerEndpoint player = players.player("clip.mp4");
        connect(player, peer, H264);
        player.play();
        receive(1);
        player.pause();
        assertThat(player.getVideoInfo().getIsSeekable()).isTrue();
        assertThat(player.getVideoInfo().getDuration()).isBetween(1_990L, 2_010L);
        assertThatThrownBy(() -> player.setPosition(5_000)).isInstanceOf(KurentoServerException.class);
        player.setPosition(500);
        player.play();
        assertThat(players.await()).isEqualTo("EndOfStream");
        List<List<byte[]>> pictures = pictures();
        List<Received> received = new ArrayList<>();
        // Those that were sent before the pause come first.
        while (received.isEmpty() || !Arrays.equals(last(received.get(0).units()), last(pictures.get(15)))) {
            received = receive(1);
        }
        received.addAll(receive(FRAMES - 16));
        assertSame(received, pictures.subList(15, FRAMES));
    }

    private static byte[] last(List<byte[]> units) {
        return units.get(units.size() - 1);
    }

    /** The index of a short file may be at its end. */
    private static byte[] withIndexAtTheEnd(byte[] file) {
        int index = new String(file, StandardCharsets.ISO_8859_1).indexOf("moov") - 4;
        int bytes = NetworkOrder.i32(file, index);
        byte[] moved = join(Arrays.copyOf(file, index), Arrays.copyOfRange(file, index + bytes, file.length));
        byte[] moov = Arrays.copyOfRange(file, index, index + bytes);
        String text = new String(moov, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf("stco"); at >= 0; at = text.indexOf("stco", at + 1)) {
            ByteBuffer places = ByteBuffer.wrap(moov);
            for (int i = 0; i < places.getInt(at + 8); i++) {
                int place = at + 12 + 4 * i;
                places.putInt(place, places.getInt(place) - bytes);
            }
        }
        return join(moved, moov);
    }

    @Test
    void fetchesFilesByHttp() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        byte[] good = Fixtures.read("clip.mp4");
        serve(server, "/clip", good);
        serve(server, "/end", withIndexAtTheEnd(good));
        serve(server, "/cut", Arrays.copyOf(good, good.length / 2));
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            for (String path : List.of("/clip", "/end")) {
                PlayerEndpoint player = players.player(address + path);
                connect(player, peer, H264);
                player.play();
                assertSame(receive(FRAMES), pictures());
                assertThat(players.await()).isEqualTo("EndOfStream");
            }
            players.player(address + "/cut").play();
            assertThat(players.await())
                    .isEqualTo("Error INVALID_MEDIA: This cannot be played: a frame is outside the file.");
        } finally {
            server.stop(0);
        }
    }

    private static void serve(HttpServer server, String path, byte[] file) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
            exchange.close();
        });
    }

    @Test
    void aDamagedFileIsAnError() throws Exception {
        byte[] file = Fixtures.read("clip.mp4");
        Files.write(directory.resolve("cut.mp4"), Arrays.copyOf(file, 500));
        players.player("cut.mp4").play();
        assertThat(players.await())
                .isEqualTo("Error INVALID_MEDIA: This cannot be played: the file ends within its index.");
    }
}
