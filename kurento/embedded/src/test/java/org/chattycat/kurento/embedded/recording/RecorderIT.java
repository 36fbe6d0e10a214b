package org.chattycat.kurento.embedded.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.chattycat.kurento.embedded.endpoints.MediaEngineConfig;
import org.chattycat.kurento.embedded.storage.StorageConfig;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.webm.ServerTime;
import org.chattycat.kurento.webm.WebmFinisher;
import org.chattycat.kurento.webm.WebmFrame;
import org.chattycat.kurento.webm.WebmTrack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaProfileSpecType;
import org.kurento.client.MediaType;
import org.kurento.client.RecorderEndpoint;
import org.kurento.client.RtpEndpoint;
import org.kurento.client.UriEndpointState;
import org.kurento.client.WebRtcEndpoint;
import org.kurento.client.internal.server.KurentoServerException;

/** Kurento's own client records a synthetic peer. */
class RecorderIT {
    private static final int FRAME_TICKS = 3_000;
    private static final int OPUS_TICKS = 960;
    /** Near the wrap of the timestamps. */
    private static final int VIDEO_BEGIN = -30_000;

    private static final int AUDIO_BEGIN = -20_000;

    @TempDir
    private Path directory;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private EmbeddedKurento kurento;
    private KurentoClient client;
    private MediaPipeline pipeline;
    private WebRtcEndpoint source;
    private MediaPublisher publisher;

    private void start(StorageConfig storage) throws Exception {
        kurento = EmbeddedKurento.builder()
                .media(MediaEngineConfig.defaults().withStorage(storage))
                .start();
        client = KurentoClient.create(kurento.uri().toString());
        pipeline = client.createMediaPipeline();
        source = new WebRtcEndpoint.Builder(pipeline).build();
        publisher = new MediaPublisher(source);
        // Both sources exist and have reports, as in a call that has been running.
        publisher.video(MediaPublisher.vp8(random, true), VIDEO_BEGIN - FRAME_TICKS);
        publisher.audio(opus(), AUDIO_BEGIN - OPUS_TICKS);
        publisher.awaitReceived();
        // The sound that arrives with the first picture was taken 10 ms before it.
        publisher.senderReports(VIDEO_BEGIN, AUDIO_BEGIN + OPUS_TICKS / 2);
    }

    private StorageConfig files() {
        return StorageConfig.DEFAULT.withDirectory(directory);
    }

    @AfterEach
    void stop() {
        publisher.close();
        client.destroy();
        kurento.close();
        assertThat(kurento.objectCount()).isZero();
    }

    private byte[] opus() {
        byte[] packet = new byte[20 + random.nextInt(100)];
        random.nextBytes(packet);
        return packet;
    }

    private RecorderEndpoint recorder(String uri, MediaProfileSpecType profile) {
        RecorderEndpoint recorder = new RecorderEndpoint.Builder(pipeline, uri)
                .withMediaProfile(profile)
                .build();
        recorder.addRecordingListener(event -> events.add("Recording"));
        recorder.addPausedListener(event -> events.add("Paused"));
        recorder.addStoppedListener(event -> events.add("Stopped"));
        recorder.addUriEndpointStateChangedListener(
                event -> events.add(event.getState().toString()));
        recorder.addErrorListener(event -> events.add("Error: " + event.getDescription()));
        return recorder;
    }

    /** Takes an event out. The client may deliver events of different types in another order than they were sent. */
    private String await(String prefix) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() - deadline < 0) {
            for (String event : events) {
                if (event.startsWith(prefix) && events.remove(event)) {
                    return event;
                }
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("no " + prefix + " among " + events);
    }

    /** Records video of one keyframe and {@code frames - 1} others, with sound. @return the video's frames */
    private List<byte[]> publish(int frames) throws Exception {
        List<byte[]> sent = new ArrayList<>();
        int audio = 0;
        for (int i = 0; i < frames; i++) {
            byte[] frame = MediaPublisher.vp8(random, i == 0);
            publisher.video(frame, VIDEO_BEGIN + i * FRAME_TICKS);
            sent.add(frame);
            // 20 ms of sound each, until it reaches as far as the video.
            while (audio * 20 <= i * 1_000 / 30) {
                publisher.audio(opus(), AUDIO_BEGIN + audio++ * OPUS_TICKS);
            }
            if (i % 10 == 0) {
                publisher.awaitReceived();
            }
        }
        publisher.awaitReceived();
        return sent;
    }

    private static List<byte[]> data(List<WebmFrame> frames) {
        return frames.stream().map(WebmFrame::data).toList();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    @Test
    void recordsAudioAndVideoInSyncWithTheTimesOfArrival() throws Exception {
        start(files());
        Path file = directory.resolve("new/clip.webm");
        RecorderEndpoint recorder = recorder(file.toUri().toString(), MediaProfileSpecType.WEBM);
        assertThat(recorder.getState()).isEqualTo(UriEndpointState.STOP);
        source.connect(recorder);
        recorder.record();
        publisher.awaitKeyframeRequest();
        long before = micros(Instant.now());
        List<byte[]> sent = publish(60);
        long after = micros(Instant.now());
        await("Recording");
        assertThat(recorder.getState()).isEqualTo(UriEndpointState.START);
        recorder.stopAndWait();
        assertThat(recorder.getState()).isEqualTo(UriEndpointState.STOP);
        await("Stopped");

        RecordedFile recorded = RecordedFile.of(Files.readAllBytes(file));
        assertThat(recorded.header().tracks())
                .containsExactly(WebmTrack.vp8(1, 640, 360), WebmTrack.opus(2, 2), WebmTrack.serverTimes(3));
        assertThat(recorded.header().durationMillis().orElseThrow()).isBetween(1_986L, 2_030L);
        assertThat(data(recorded.track(WebmTrack.Type.VIDEO)))
                .as("seed %d", seed)
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(sent);
        List<Long> times = recorded.millis(WebmTrack.Type.VIDEO);
        List<Long> sound = recorded.millis(WebmTrack.Type.AUDIO);
        for (int i = 0; i < times.size(); i++) {
            assertThat(times.get(i)).isCloseTo(Math.round(i * 1_000 / 30.0), within(1L));
        }
        assertThat(sound).hasSizeGreaterThan(90);
        assertThat(sound).allSatisfy(millis -> assertThat(millis % 20)
                .as("in sync by the reports, not by the arrivals")
                .isBetween(9L, 11L));
        assertThat(recorded.millis(WebmTrack.Type.METADATA)).isEqualTo(times);
        long last = before;
        for (WebmFrame time : recorded.track(WebmTrack.Type.METADATA)) {
            long arrived = ServerTime.epochMicros(time).orElseThrow();
            assertThat(arrived).isBetween(last - 1_000, after + 1_000);
            last = arrived;
        }
        assertThat(micros(recorded.header().begin().orElseThrow())).isBetween(before - 1_000, after + 1_000);
    }

    @Test
    void afterALossNothingIsWrittenBeforeAKeyframe() throws Exception {
        start(files());
        RecorderEndpoint recorder = recorder("loss.webm", MediaProfileSpecType.WEBM_VIDEO_ONLY);
        source.connect(recorder, MediaType.VIDEO);
        recorder.record();
        publisher.awaitKeyframeRequest();
        byte[] first = MediaPublisher.vp8(random, true);
        publisher.video(first, VIDEO_BEGIN);
        publisher.awaitReceived();
        int timestamp = VIDEO_BEGIN + FRAME_TICKS;
        publisher.video(new byte[3_000], timestamp, 1);
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        do {
            assertThat(System.nanoTime()).isLessThan(deadline);
            publisher.video(MediaPublisher.vp8(random, false), timestamp += FRAME_TICKS);
        } while (!publisher.keyframeRequested(Duration.ofMillis(30)));
        byte[] second = MediaPublisher.vp8(random, true);
        publisher.video(second, timestamp += FRAME_TICKS);
        publisher.video(MediaPublisher.vp8(random, false), timestamp + FRAME_TICKS);
        publisher.awaitReceived();
        recorder.stopAndWait();
        await("Stopped");
        List<WebmFrame> video = RecordedFile.of(Files.readAllBytes(directory.resolve("loss.webm")))
                .track(WebmTrack.Type.VIDEO);
        assertThat(video).extracting(WebmFrame::keyframe).containsExactly(true, true, false);
        assertThat(video.get(0).data()).isEqualTo(first);
        assertThat(video.get(1).data()).isEqualTo(second);
        assertThat(video.get(1).millis()).isCloseTo((timestamp - VIDEO_BEGIN) / 90, within(1L));
    }

    @Test
    void aPauseLeavesNoGap() throws Exception {
        start(files());
        RecorderEndpoint recorder = recorder("pause.webm", MediaProfileSpecType.WEBM_VIDEO_ONLY);
        source.connect(recorder, MediaType.VIDEO);
        recorder.record();
        publisher.awaitKeyframeRequest();
        publish(10);
        await("Recording");
        recorder.pause();
        assertThat(recorder.getState()).isEqualTo(UriEndpointState.PAUSE);
        await("Paused");
        int resumed = VIDEO_BEGIN + 100 * FRAME_TICKS;
        publisher.video(MediaPublisher.vp8(random, true), resumed - FRAME_TICKS);
        publisher.awaitReceived();
        recorder.record();
        await("Recording");
        publisher.video(MediaPublisher.vp8(random, true), resumed);
        publisher.video(MediaPublisher.vp8(random, false), resumed + FRAME_TICKS);
        publisher.awaitReceived();
        recorder.stopAndWait();
        recorder.record();
        assertThat(recorder.getState())
                .as("a stopped recorder does not start again")
                .isEqualTo(UriEndpointState.STOP);
        List<Long> times = RecordedFile.of(Files.readAllBytes(directory.resolve("pause.webm")))
                .millis(WebmTrack.Type.VIDEO);
        assertThat(times).hasSize(12);
        assertThat(times.get(10)).isBetween(332L, 334L);
        assertThat(times.get(11)).isBetween(365L, 368L);
    }

    @Test
    void filesOutsideOfTheDirectoryAreRefused() throws Exception {
        Path inside = Files.createDirectory(directory.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("link"), directory);
        start(StorageConfig.DEFAULT.withDirectory(inside));
        for (String uri :
                List.of(directory.resolve("outside.webm").toUri().toString(), "../outside.webm", "link/outside.webm")) {
            recorder(uri, MediaProfileSpecType.WEBM).record();
            assertThat(await("Error")).contains("not below the directory");
            await("Stopped");
        }
        recorder("ftp://localhost/a.webm", MediaProfileSpecType.WEBM).record();
        assertThat(await("Error")).contains("schemes");
        assertThat(directory.resolve("outside.webm")).doesNotExist();
    }

    @Test
    void withoutADirectoryThereAreNoFiles() throws Exception {
        start(StorageConfig.DEFAULT);
        recorder(directory.resolve("a.webm").toUri().toString(), MediaProfileSpecType.WEBM)
                .record();
        assertThat(await("Error")).isEqualTo("Error: This server may not use files.");
        await("Stopped");
        assertThat(directory.resolve("a.webm")).doesNotExist();
    }

    @Test
    void whatNeedsTranscodingIsRefused() throws Exception {
        start(files());
        assertThatThrownBy(() -> recorder("a.mp4", MediaProfileSpecType.MP4))
                .isInstanceOfSatisfying(KurentoServerException.class, e -> assertThat(e.getCode())
                        .isEqualTo(40107));
        RtpEndpoint rtp = new RtpEndpoint.Builder(pipeline).build();
        String answer = rtp.processOffer("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                + "m=audio 46000 RTP/AVP 0\r\na=sendonly\r\n");
        RecorderEndpoint recorder = recorder("a.webm", MediaProfileSpecType.WEBM_AUDIO_ONLY);
        rtp.connect(recorder, MediaType.AUDIO);
        recorder.record();
        Matcher port = Pattern.compile("m=audio (\\d+)").matcher(answer);
        assertThat(port.find()).isTrue();
        byte[] packet = new byte[172];
        packet[0] = (byte) 0x80;
        NetworkOrder.put16(packet, 2, 1);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            socket.send(new DatagramPacket(
                    packet, packet.length, InetAddress.getByName("127.0.0.1"), Integer.parseInt(port.group(1))));
            assertThat(await("Error")).contains("PCMU");
        }
    }

    @Test
    void uploadsWhileItRecords() throws Exception {
        start(StorageConfig.DEFAULT);
        CompletableFuture<String> request = new CompletableFuture<>();
        CompletableFuture<byte[]> body = new CompletableFuture<>();
        HttpServer server = server(exchange -> {
            request.complete(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Transfer-Encoding") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            body.complete(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        try {
            RecorderEndpoint recorder = recorder(address(server) + "/take?token=once", MediaProfileSpecType.WEBM);
            source.connect(recorder);
            recorder.record();
            assertThat(request.get(20, TimeUnit.SECONDS))
                    .as("the request is there before any media")
                    .isEqualTo("PUT /take?token=once chunked video/webm");
            List<byte[]> sent = publish(30);
            recorder.stopAndWait();
            assertThat(data(RecordedFile.of(body.get(20, TimeUnit.SECONDS)).track(WebmTrack.Type.VIDEO)))
                    .usingElementComparator(Arrays::compare)
                    .containsExactlyElementsOf(sent);
            await("Stopped");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anUploadThatIsRefusedIsAnError() throws Exception {
        start(StorageConfig.DEFAULT);
        HttpServer server = server(exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(413, -1);
            exchange.close();
        });
        try {
            RecorderEndpoint recorder = recorder(address(server) + "/take?token=once", MediaProfileSpecType.WEBM);
            source.connect(recorder);
            recorder.record();
            publish(5);
            recorder.stopAndWait();
            assertThat(await("Error")).isEqualTo("Error: The server that takes the recording answered 413.");
            await("Stopped");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aServerThatIsNotThereIsAnError() throws Exception {
        start(StorageConfig.DEFAULT);
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        recorder("http://127.0.0.1:" + port + "/take", MediaProfileSpecType.WEBM)
                .record();
        assertThat(await("Error")).isEqualTo("Error: The server that takes the recording cannot be reached.");
        await("Stopped");
    }

    @Test
    void anUploadThatIsNotReadEndsTheRecording() throws Exception {
        start(StorageConfig.DEFAULT.withLimits(1 << 30, Duration.ofHours(1), 300_000));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            RecorderEndpoint recorder =
                    recorder("http://127.0.0.1:" + server.getLocalPort() + "/", MediaProfileSpecType.WEBM_VIDEO_ONLY);
            source.connect(recorder, MediaType.VIDEO);
            recorder.record();
            publisher.awaitKeyframeRequest();
            publisher.video(MediaPublisher.vp8(random, true), VIDEO_BEGIN);
            byte[] large = new byte[100_000];
            large[0] = 1;
            for (int i = 1; i < 200 && events.stream().noneMatch(event -> event.startsWith("Error")); i++) {
                publisher.video(large, VIDEO_BEGIN + i * FRAME_TICKS);
                publisher.awaitReceived();
            }
            assertThat(await("Error")).isEqualTo("Error: The destination takes the recording too slowly.");
            await("Stopped");
        }
    }

    @Test
    void theFileEndsCompleteAtItsLimit() throws Exception {
        start(files().withLimits(40_000, Duration.ofHours(1), 1 << 20));
        RecorderEndpoint recorder = recorder("limit.webm", MediaProfileSpecType.WEBM_VIDEO_ONLY);
        source.connect(recorder, MediaType.VIDEO);
        recorder.record();
        publisher.awaitKeyframeRequest();
        publish(60);
        assertThat(await("Error")).isEqualTo("Error: The recording has reached its limit of 40000 bytes.");
        await("Stopped");
        RecordedFile recorded = RecordedFile.of(Files.readAllBytes(directory.resolve("limit.webm")));
        assertThat(recorded.header().durationMillis()).isPresent();
        assertThat(recorded.track(WebmTrack.Type.VIDEO).stream()
                        .mapToInt(frame -> frame.data().length)
                        .sum())
                .isBetween(30_000, 40_000);
    }

    @Test
    void theFileOfAKilledServerCanBePlayedAndFinished() throws Exception {
        start(files());
        Path file = directory.resolve("running.webm");
        RecorderEndpoint recorder = recorder(file.getFileName().toString(), MediaProfileSpecType.WEBM_VIDEO_ONLY);
        source.connect(recorder, MediaType.VIDEO);
        recorder.record();
        publisher.awaitKeyframeRequest();
        List<byte[]> sent = publish(30);
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (Files.size(file) < 10_000 && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        Path copy = Files.copy(file, directory.resolve("killed.webm"));
        List<WebmFrame> played = RecordedFile.of(Files.readAllBytes(copy)).track(WebmTrack.Type.VIDEO);
        assertThat(played).isNotEmpty();
        WebmFinisher.finish(copy);
        RecordedFile finished = RecordedFile.of(Files.readAllBytes(copy));
        assertThat(finished.header().durationMillis()).isPresent();
        assertThat(data(finished.track(WebmTrack.Type.VIDEO)))
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(sent.subList(0, played.size()));
        pipeline.release();
        while (RecordedFile.of(Files.readAllBytes(file))
                        .header()
                        .durationMillis()
                        .isEmpty()
                && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(data(RecordedFile.of(Files.readAllBytes(file)).track(WebmTrack.Type.VIDEO)))
                .as("a released recorder completes its file")
                .hasSize(30);
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static HttpServer server(Handler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", handler::handle);
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
