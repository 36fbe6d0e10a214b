package org.chattycat.kurento.embedded.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chattycat.kurento.embedded.mp4.Boxes.AVCC;
import static org.chattycat.kurento.embedded.mp4.Boxes.avc1;
import static org.chattycat.kurento.embedded.mp4.Boxes.box;
import static org.chattycat.kurento.embedded.mp4.Boxes.edts;
import static org.chattycat.kurento.embedded.mp4.Boxes.ftyp;
import static org.chattycat.kurento.embedded.mp4.Boxes.ints;
import static org.chattycat.kurento.embedded.mp4.Boxes.join;
import static org.chattycat.kurento.embedded.mp4.Boxes.longs;
import static org.chattycat.kurento.embedded.mp4.Boxes.mvhd;
import static org.chattycat.kurento.embedded.mp4.Boxes.table;
import static org.chattycat.kurento.embedded.mp4.Boxes.trak;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are made to do harm cost a sentence: no other exception, and neither much time nor much memory. */
class HostileMp4Test {
    private static final byte[] TIMES = table("stts", 2, 2, 100);
    private static final byte[] CHUNKS = table("stsc", 3, 1, 2, 1);
    private static final byte[] SIZES = box("stsz", ints(0, 1, 2));
    private static final byte[] PLACES = table("stco", 1, 0);
    private static final byte[] NONE = {};

    @TempDir
    private Path directory;

    private static byte[] file(byte[] edits, byte[]... tables) {
        return movie(mvhd(1000), trak(1, 1000, edits, avc1(AVCC), tables));
    }

    private static byte[] movie(byte[]... boxes) {
        return join(ftyp(), box("moov", boxes));
    }

    private static int readAll(Mp4Reader reader) throws IOException {
        int frames = 0;
        for (Optional<Mp4Frame> next = reader.next(); next.isPresent(); next = reader.next()) {
            reader.data(next.get());
            frames++;
        }
        return frames;
    }

    private int readLocal(byte[] file) throws IOException {
        Path path = directory.resolve("file");
        Files.write(path, file);
        try (FileChannel channel = FileChannel.open(path)) {
            return readAll(Mp4Reader.of(channel));
        }
    }

    private static int readStream(byte[] file) throws IOException {
        return readAll(Mp4Reader.of(new ByteArrayInputStream(file)));
    }

    @Test
    void theFileThatTheOthersDamageIsGood() throws IOException {
        assertThat(readLocal(file(NONE, TIMES, CHUNKS, SIZES, PLACES))).isEqualTo(2);
    }

    @Test
    void eachFaultIsNamed() {
        long most = 0xffff_ffffL;
        Map<String, byte[]> faults = new TreeMap<>();
        faults.put("has no index", ftyp());
        faults.put("lacks its movie header", movie(trak(1, 1000, NONE, avc1(AVCC))));
        faults.put("lacks one of its tables", file(NONE, TIMES, CHUNKS, SIZES));
        faults.put("frames without a time", file(NONE, table("stts", 2, 1, 100), CHUNKS, SIZES, PLACES));
        faults.put("frames without a place", file(NONE, TIMES, table("stsc", 3, 1, 1, 1), SIZES, PLACES));
        faults.put("invalid table of chunks", file(NONE, TIMES, table("stsc", 3, 1, 0, 1), SIZES, PLACES));
        faults.put("changes its format", file(NONE, TIMES, table("stsc", 3, 1, 2, 2), SIZES, PLACES));
        faults.put("too many frames", file(NONE, TIMES, CHUNKS, box("stsz", ints(0, 1, most)), PLACES));
        faults.put("invalid table of sizes", file(NONE, TIMES, CHUNKS, box("stz2", ints(0, 5, 1), NONE), PLACES));
        faults.put("empty or too large", file(NONE, TIMES, CHUNKS, box("stsz", ints(0, most, 2)), PLACES));
        faults.put("invalid size", file(NONE, TIMES, CHUNKS, box("stsz", ints(0, 0, 9_000_000)), PLACES));
        faults.put("a frame is outside", file(NONE, TIMES, CHUNKS, SIZES, box("co64", ints(0, 1), longs(1L << 62))));
        faults.put(
                "times of a track do not advance",
                file(NONE, table("stts", 2, 50, 0), table("stsc", 3, 1, 50, 1), box("stsz", ints(0, 1, 50)), PLACES));
        faults.put("edit list is too long", file(edts(new long[3 * 17]), TIMES, CHUNKS, SIZES, PLACES));
        faults.put("unit of time", movie(mvhd(0), trak(1, 0, NONE, avc1(AVCC), TIMES, CHUNKS, SIZES, PLACES)));
        faults.put("invalid time", movie(box("mvhd", ints(1 << 24, 0, 0, 0, 0, 1), longs(Long.MAX_VALUE))));
        faults.put("an invalid time", file(edts(most, -1, 1 << 16), TIMES, CHUNKS, SIZES, PLACES));
        faults.put("description of its H.264", movie(mvhd(0), trak(1, 1000, NONE, avc1(new byte[7]), TIMES)));
        faults.put("description of its Opus", movie(mvhd(0), trak(1, 1000, NONE, box("Opus", new byte[28]))));
        byte[][] tracks = new byte[66][];
        Arrays.fill(tracks, box("trak"));
        tracks[0] = mvhd(0);
        faults.put("too many tracks", movie(tracks));
        faults.put("index is too large", join(ftyp(), ints(0x7fff_ffff), "moov".getBytes()));
        faults.put("ends within its index", join(ftyp(), ints(1000), "moov".getBytes(), new byte[9]));
        faults.forEach((sentence, file) -> {
            assertThatThrownBy(() -> readLocal(file))
                    .as(sentence)
                    .isInstanceOf(Mp4Exception.class)
                    .hasMessageContaining(sentence);
            assertThatThrownBy(() -> readStream(file)).as(sentence).isInstanceOf(Mp4Exception.class);
        });
    }

    @Test
    void fragmentsCannotClaimMoreFramesThanAreAllowed() {
        byte[] empty = join(table("stts", 2), table("stsc", 3), box("stsz", ints(0, 0, 0)), table("stco", 1));
        byte[] head = movie(
                mvhd(0), trak(1, 1000, NONE, avc1(AVCC), empty), box("mvex", box("trex", ints(0, 1, 1, 1, 1, 0))));
        byte[] traf = box("traf", box("tfhd", ints(0x20000, 1)), box("trun", ints(0, Fragment.MAX_SAMPLES)));
        byte[][] many = new byte[1000][];
        Arrays.fill(many, traf);
        assertThatThrownBy(() -> readStream(join(head, box("moof", many))))
                .isInstanceOf(Mp4Exception.class)
                .hasMessageContaining("too many frames");
        byte[] one = box("traf", box("tfhd", ints(0x20000, 1)), box("trun", ints(0, 0xffff_ffffL)));
        assertThatThrownBy(() -> readStream(join(head, box("moof", one)))).hasMessageContaining("too many frames");
        byte[] others = new byte[8 * 2000];
        for (int i = 0; i < 2000; i++) {
            System.arraycopy(box("free"), 0, others, 8 * i, 8);
        }
        assertThatThrownBy(() -> readStream(join(head, others))).hasMessageContaining("too many boxes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "fragmented.mp4"})
    void damageCostsASentenceAtMost(String name) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] good = Fixtures.read(name);
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        int read = 0;
        int refused = 0;
        for (int round = 0; round < 4_000 && System.nanoTime() - deadline < 0; round++) {
            byte[] damaged = good.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = random.nextInt(random.nextInt(8) == 0 ? damaged.length : 2_600);
                damaged[at] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextBoolean() ? 0xff : 0);
            }
            long began = System.nanoTime();
            try {
                readStream(damaged);
                read++;
            } catch (IOException e) {
                refused++;
            } catch (RuntimeException | OutOfMemoryError e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
            assertThat(System.nanoTime() - began)
                    .as("nanoseconds, seed %d, round %d", seed, round)
                    .isLessThan(Duration.ofSeconds(5).toNanos());
        }
        assertThat(read).as("seed %d", seed).isPositive();
        assertThat(refused).as("seed %d", seed).isPositive();
    }
}
