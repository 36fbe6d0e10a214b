package org.chattycat.kurento.webm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Round trips of random files, whole, truncated and damaged. */
class WebmFilesTest {
    private static final int VIDEO = 1;
    private static final int AUDIO = 2;
    private static final int TIMES = 3;
    private static final WebmHeader HEADER = new WebmHeader(
            "test",
            Optional.of(Instant.parse("2026-11-27T10:11:12.345678Z")),
            Optional.empty(),
            List.of(WebmTrack.vp8(VIDEO, 640, 360), WebmTrack.opus(AUDIO, 2), WebmTrack.serverTimes(TIMES)));

    @TempDir
    private Path directory;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private List<WebmFrame> randomFrames(int count) {
        List<WebmFrame> frames = new ArrayList<>();
        long millis = 0;
        for (int i = 0; i < count; i++) {
            boolean video = random.nextBoolean();
            // Frames larger than 127 and 16,383 bytes have longer sizes.
            byte[] data = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? 40_000 : 300)];
            random.nextBytes(data);
            frames.add(new WebmFrame(video ? VIDEO : AUDIO, millis, !video || i == 0 || random.nextInt(20) == 0, data));
            if (video) {
                frames.add(
                        ServerTime.frame(TIMES, millis, 1_800_000_000_000_000L + millis * 1_000 + random.nextInt(999)));
            }
            millis += random.nextInt(40);
        }
        return frames;
    }

    private static byte[] written(List<WebmFrame> frames) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WebmWriter writer = new WebmWriter(out, HEADER);
        for (WebmFrame frame : frames) {
            writer.write(frame);
        }
        writer.flush();
        return out.toByteArray();
    }

    private static List<WebmFrame> read(WebmReader reader) throws IOException {
        List<WebmFrame> frames = new ArrayList<>();
        for (Optional<WebmFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            frames.add(frame.get());
        }
        return frames;
    }

    private static List<WebmFrame> read(byte[] file) throws IOException {
        return read(new WebmReader(new ByteArrayInputStream(file)));
    }

    private void assertSame(List<WebmFrame> actual, List<WebmFrame> expected) {
        assertThat(described(actual)).as("seed %d", seed).isEqualTo(described(expected));
    }

    private static List<String> described(List<WebmFrame> frames) {
        return frames.stream()
                .map(f -> f.track() + " " + f.millis() + " " + f.keyframe() + " " + f.data().length + " "
                        + Arrays.hashCode(f.data()))
                .toList();
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        List<WebmFrame> frames = randomFrames(2_000);
        WebmReader reader = new WebmReader(new ByteArrayInputStream(written(frames)));
        assertThat(reader.header()).isEqualTo(HEADER);
        assertSame(read(reader), frames);
    }

    @Test
    void aTruncatedFileEndsWithItsLastWholeFrame() throws IOException {
        List<WebmFrame> frames = randomFrames(60);
        byte[] file = written(frames);
        int header = written(List.of()).length;
        int before = 0;
        for (int length = header; length <= file.length; length += 1 + random.nextInt(50)) {
            List<WebmFrame> read = read(Arrays.copyOf(file, length));
            assertThat(read.size()).as("seed %d, length %d", seed, length).isBetween(before, frames.size());
            assertSame(read, frames.subList(0, read.size()));
            before = read.size();
        }
        assertSame(read(file), frames);
    }

    @Test
    void aHeaderThatIsCutOffIsAnError() throws IOException {
        byte[] header = written(List.of());
        for (int length = 0; length < header.length; length++) {
            byte[] cut = Arrays.copyOf(header, length);
            assertThatThrownBy(() -> new WebmReader(new ByteArrayInputStream(cut)))
                    .as("length %d", length)
                    .isInstanceOf(WebmException.class);
        }
    }

    @Test
    void damageCostsAnExceptionAtMost() throws IOException {
        byte[] file = written(randomFrames(50));
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = file.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(random.nextBoolean() ? 400 : damaged.length)] = (byte) random.nextInt();
            }
            try {
                read(damaged);
            } catch (IOException e) {
                continue;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + i, e);
            }
        }
    }

    @Test
    void aFinishedFileHasDurationAndIndexAndTheSameFrames() throws IOException {
        List<WebmFrame> frames = randomFrames(1_000);
        Path file = directory.resolve("whole.webm");
        Files.write(file, written(frames));
        WebmFinisher.finish(file);
        byte[] finished = Files.readAllBytes(file);
        WebmReader reader = new WebmReader(new ByteArrayInputStream(finished));
        long last = frames.get(frames.size() - 1).millis();
        assertThat(reader.header().durationMillis().orElseThrow())
                .as("seed %d", seed)
                .isBetween(last + 1, last + 200);
        assertSame(read(reader), frames);
        assertIndexed(finished, frames);

        WebmFinisher.finish(file);
        assertThat(Files.readAllBytes(file)).as("finished twice").isEqualTo(finished);
    }

    /** Follows the file's own positions: head, index, clusters. */
    private void assertIndexed(byte[] file, List<WebmFrame> frames) throws IOException {
        EbmlReader ebml = new EbmlReader(file);
        ebml.next();
        ebml.skip();
        ebml.next();
        assertThat(ebml.id()).isEqualTo(EbmlId.SEGMENT);
        int content = (int) ebml.position();
        assertThat(ebml.size()).isEqualTo(file.length - content);
        ebml.next();
        assertThat(ebml.id()).isEqualTo(EbmlId.SEEK_HEAD);
        List<Integer> targets = new ArrayList<>();
        EbmlReader seeks = ebml.children();
        int cues = 0;
        while (seeks.next()) {
            EbmlReader seek = seeks.children();
            seek.next();
            int id = (int) seek.uint();
            seek.next();
            int at = content + (int) seek.uint();
            assertThat(elementAt(file, at).id()).isEqualTo(id);
            targets.add(id);
            cues = at;
        }
        assertThat(targets).containsExactly(EbmlId.INFO, EbmlId.TRACKS, EbmlId.CUES);

        List<Long> times = new ArrayList<>();
        EbmlReader points = elementAt(file, cues).children();
        while (points.next()) {
            EbmlReader point = points.children();
            point.next();
            long time = point.uint();
            times.add(time);
            point.next();
            EbmlReader place = point.children();
            place.next();
            assertThat(place.uint()).isEqualTo(VIDEO);
            place.next();
            EbmlReader cluster = elementAt(file, content + (int) place.uint());
            assertThat(cluster.id()).isEqualTo(EbmlId.CLUSTER);
            EbmlReader children = cluster.children();
            children.next();
            assertThat(children.uint()).as("seed %d", seed).isEqualTo(time);
        }
        assertThat(times)
                .as("seed %d", seed)
                .isEqualTo(frames.stream()
                        .filter(frame -> frame.track() == VIDEO && frame.keyframe())
                        .map(WebmFrame::millis)
                        .toList());
    }

    private static EbmlReader elementAt(byte[] file, int at) throws IOException {
        EbmlReader ebml = new EbmlReader(Arrays.copyOfRange(file, at, file.length));
        ebml.next();
        return ebml;
    }

    @Test
    void aFileOfAKilledWriterCanBeFinished() throws IOException {
        List<WebmFrame> frames = randomFrames(200);
        byte[] file = written(frames);
        int header = written(List.of()).length;
        for (int i = 0; i < 50; i++) {
            byte[] cut = Arrays.copyOf(file, header + random.nextInt(file.length - header));
            List<WebmFrame> whole = read(cut);
            Path path = directory.resolve("cut" + i);
            Files.write(path, cut);
            WebmFinisher.finish(path);
            byte[] finished = Files.readAllBytes(path);
            assertSame(read(finished), whole);
            assertThat(new WebmReader(new ByteArrayInputStream(finished))
                            .header()
                            .durationMillis())
                    .isPresent();
        }
    }

    @Test
    void aForeignFileIsNotFinished() throws IOException {
        Path file = directory.resolve("foreign");
        Files.write(file, new byte[] {0x42, (byte) 0x86, (byte) 0x81, 1});
        assertThatThrownBy(() -> WebmFinisher.finish(file)).isInstanceOf(WebmException.class);
        assertThat(Files.size(file)).isEqualTo(4);
    }

    @Test
    void aFrameOfNoTrackOrFromLongAgoIsRefused() throws IOException {
        WebmWriter writer = new WebmWriter(OutputStream.nullOutputStream(), HEADER);
        writer.write(new WebmFrame(VIDEO, 40_000, true, new byte[1]));
        assertThatThrownBy(() -> writer.write(new WebmFrame(4, 40_000, true, new byte[1])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.write(new WebmFrame(AUDIO, 1_000, true, new byte[1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aServerTimeIsText() {
        WebmFrame frame = ServerTime.frame(TIMES, 5, 1_800_000_000_123_456L);
        assertThat(new String(frame.data())).isEqualTo("\n\n1800000000123456");
        assertThat(ServerTime.epochMicros(frame)).hasValue(1_800_000_000_123_456L);
        assertThat(ServerTime.epochMicros(new WebmFrame(TIMES, 5, true, "\n\nhello".getBytes())))
                .isEmpty();
    }
}
