package org.chattycat.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chattycat.analysis.sender.ClockSender;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.chattycat.kurento.embedded.junit.WithEmbeddedKurento;
import org.junit.jupiter.api.Test;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaProfileSpecType;
import org.kurento.client.MediaType;
import org.kurento.client.RecorderEndpoint;
import org.kurento.client.RtpEndpoint;

/** A clock is sent with a known delay, recorded, decoded by libavcodec and read: its latency is that delay. */
@WithEmbeddedKurento
class RecordedLatencyIT {
    private static final Duration DELAY = Duration.ofMillis(150);
    private static final int TEXTS = 60;
    private static final double TOLERANCE_MS = 20;

    @Test
    void aRecordingTellsTheLatencyOfTheCall(EmbeddedKurento kurento, KurentoClient client) throws Exception {
        MediaPipeline pipeline = client.createMediaPipeline();
        RtpEndpoint source = new RtpEndpoint.Builder(pipeline).build();
        String answer = source.processOffer("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                + "m=video 46000 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\na=sendonly\r\n");
        Matcher port = Pattern.compile("m=video (\\d+)").matcher(answer);
        assertThat(port.find()).isTrue();
        InetSocketAddress server =
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), Integer.parseInt(port.group(1)));
        RecorderEndpoint recorder = new RecorderEndpoint.Builder(pipeline, "clock.webm")
                .withMediaProfile(MediaProfileSpecType.WEBM_VIDEO_ONLY)
                .build();
        source.connect(recorder, MediaType.VIDEO);
        recorder.record();
        Map<String, ClockSender.Sent> sent;
        try (ClockSender sender = new ClockSender(640, 360, 77, server, Duration.ofMillis(100), DELAY)) {
            sender.keyframeEvery(30);
            sender.start();
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (sender.sent().size() < TEXTS && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            sent = sender.sent();
        }
        recorder.stopAndWait();

        Map<String, Double> read =
                latencies(kurento.mediaDirectory().orElseThrow().resolve("clock.webm"));
        List<Double> errors = read.entrySet().stream()
                .filter(entry -> sent.containsKey(entry.getKey()))
                .map(entry -> entry.getValue() - sent.get(entry.getKey()).latencyMs())
                .toList();
        assertThat(errors).hasSizeGreaterThan(TEXTS / 2);
        assertThat(errors.stream()
                        .filter(error -> Math.abs(error) <= TOLERANCE_MS)
                        .count())
                .as("latencies within %.0f ms of what was sent, of %s", TOLERANCE_MS, errors)
                .isGreaterThanOrEqualTo(errors.size() * 9L / 10);
    }

    /** The latency of the first frame with each text. */
    private static Map<String, Double> latencies(Path file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(new ReadClocks(new PrintStream(out), System.err).run(file.toString()))
                .isZero();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        List<String> names = List.of(lines.get(0).split(","));
        Map<String, Double> latencies = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            String latency = fields[names.indexOf("latency_ms")];
            if (!latency.isEmpty()) {
                latencies.putIfAbsent(fields[names.indexOf("text")], Double.parseDouble(latency));
            }
        }
        return latencies;
    }
}
