package org.chattycat.kurento.embedded.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chattycat.kurento.embedded.storage.StorageConfig;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.webm.ServerTime;
import org.chattycat.kurento.webm.WebmFinisher;
import org.chattycat.kurento.webm.WebmFrame;
import org.chattycat.kurento.webm.WebmTrack;
import org.junit.jupiter.api.Test;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaProfileSpecType;
import org.kurento.client.MediaType;
import org.kurento.client.RecorderEndpoint;
import org.kurento.client.RtpEndpoint;
import org.kurento.client.UriEndpointState;
import org.kurento.client.internal.server.KurentoServerException;

/** Kurento's own client records a synthetic peer to files. */
class RecorderIT extends RecordedCall {
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

    @Test
    void recordersThatAreReleasedLeaveNoOpenFiles() throws Exception {
        start(files());
        for (int i = 0; i < 30; i++) {
            MediaPipeline other = client.createMediaPipeline();
            RecorderEndpoint recorder = new RecorderEndpoint.Builder(other, "round" + i + ".webm").build();
            recorder.record();
            other.release();
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (openFiles() > 0 && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(openFiles()).isZero();
    }

    private long openFiles() throws IOException {
        long open = 0;
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                // A file may have been closed meanwhile.
                if (Files.isSymbolicLink(file)
                        && Files.exists(file)
                        && Files.readSymbolicLink(file).startsWith(directory)) {
                    open++;
                }
            }
        } catch (NoSuchFileException e) {
            return openFiles();
        }
        return open;
    }
}
