package org.chattycat.kurento.embedded.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.chattycat.kurento.embedded.endpoints.MediaEngineConfig;
import org.chattycat.kurento.embedded.storage.StorageConfig;
import org.chattycat.kurento.webm.WebmFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaProfileSpecType;
import org.kurento.client.RecorderEndpoint;
import org.kurento.client.WebRtcEndpoint;

/** A server, Kurento's own client, and a synthetic peer that publishes to it. */
abstract class RecordedCall {
    static final int FRAME_TICKS = 3_000;
    static final int OPUS_TICKS = 960;
    /** Near the wrap of the timestamps. */
    static final int VIDEO_BEGIN = -30_000;

    static final int AUDIO_BEGIN = -20_000;

    @TempDir
    Path directory;

    final long seed = System.nanoTime();
    final Random random = new Random(seed);
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    /** Kurento's client holds objects weakly, and drops the events of those that nobody else holds. */
    private final List<RecorderEndpoint> recorders = new ArrayList<>();

    EmbeddedKurento kurento;
    KurentoClient client;
    MediaPipeline pipeline;
    WebRtcEndpoint source;
    MediaPublisher publisher;

    void start(StorageConfig storage) throws Exception {
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

    StorageConfig files() {
        return StorageConfig.DEFAULT.withDirectory(directory);
    }

    @AfterEach
    void stop() {
        publisher.close();
        client.destroy();
        kurento.close();
        assertThat(kurento.objectCount()).isZero();
    }

    byte[] opus() {
        byte[] packet = new byte[20 + random.nextInt(100)];
        random.nextBytes(packet);
        return packet;
    }

    RecorderEndpoint recorder(String uri, MediaProfileSpecType profile) {
        RecorderEndpoint recorder = new RecorderEndpoint.Builder(pipeline, uri)
                .withMediaProfile(profile)
                .build();
        recorders.add(recorder);
        recorder.addRecordingListener(event -> events.add("Recording"));
        recorder.addPausedListener(event -> events.add("Paused"));
        recorder.addStoppedListener(event -> events.add("Stopped"));
        recorder.addUriEndpointStateChangedListener(
                event -> events.add(event.getState().toString()));
        recorder.addErrorListener(event -> events.add("Error: " + event.getDescription()));
        return recorder;
    }

    /** Takes an event out. The client may deliver events of different types in another order than they were sent. */
    String await(String prefix) throws InterruptedException {
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
    List<byte[]> publish(int frames) throws Exception {
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

    static List<byte[]> data(List<WebmFrame> frames) {
        return frames.stream().map(WebmFrame::data).toList();
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
