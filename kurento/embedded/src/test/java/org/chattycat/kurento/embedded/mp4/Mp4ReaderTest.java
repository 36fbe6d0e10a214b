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
import static org.chattycat.kurento.embedded.mp4.Boxes.opus;
import static org.chattycat.kurento.embedded.mp4.Boxes.table;
import static org.chattycat.kurento.embedded.mp4.Boxes.trak;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files box by box. Their frames are the numbers 1, 2, 3 … as bytes, so that each frame says which bytes were read. */
class Mp4ReaderTest {
    private static final int FTYP_BYTES = ftyp().length;
    private static final byte[] NO_EDITS = {};

    /** The content of the box with the frames, which stands first. */
    private static final byte[] DATA = {1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 9, 9};

    private static final int DATA_AT = FTYP_BYTES + 8;

    private static Mp4Reader reader(byte[] file) throws IOException {
        return Mp4Reader.of(new ByteArrayInputStream(file));
    }

    private static byte[] file(byte[]... movie) {
        return join(ftyp(), box("mdat", DATA), box("moov", mvhd(2000), join(movie)));
    }

    /** Each frame as text: kind, times of decoding and presentation in ms, whether it is a keyframe, and its bytes. */
    private static List<String> frames(Mp4Reader reader) throws IOException {
        List<String> frames = new ArrayList<>();
        for (Optional<Mp4Frame> next = reader.next(); next.isPresent(); next = reader.next()) {
            Mp4Frame frame = next.get();
            frames.add("%s %d %d %s %s"
                    .formatted(
                            frame.video() ? "v" : "a",
                            frame.decodeNanos() / 1_000_000,
                            frame.presentNanos() / 1_000_000,
                            frame.keyframe() ? "key" : "delta",
                            Arrays.toString(reader.data(frame)).replaceAll("[^0-9]", "")));
        }
        return frames;
    }

    private static byte[] video(byte[] edits, byte[]... tables) {
        return trak(1, 1000, edits, avc1(AVCC), tables);
    }

    private static final byte[] TIMES = table("stts", 2, 2, 100, 2, 200);
    private static final byte[] CHUNKS = table("stsc", 3, 1, 1, 1, 2, 3, 1);
    private static final byte[] SIZES = box("stsz", ints(0, 0, 4, 1, 2, 3, 4));
    private static final byte[] PLACES = table("stco", 1, DATA_AT, DATA_AT + 1);

    @Test
    void listsFramesByTheTablesOfTheMovie() throws IOException {
        Mp4Reader reader = reader(file(video(NO_EDITS, TIMES, CHUNKS, SIZES, PLACES, table("stss", 1, 1, 3))));
        assertThat(reader.durationMillis()).contains(2000L);
        assertThat(reader.h264().orElseThrow().parameterSets()).hasSize(2);
        assertThat(reader.hasOpus()).isFalse();
        assertThat(frames(reader))
                .containsExactly("v 0 0 key 1", "v 100 100 delta 22", "v 200 200 key 333", "v 400 400 delta 4444");
    }

    @Test
    void readsLongPlacesAndCompactSizes() throws IOException {
        byte[] places = box("co64", ints(0, 2), longs(DATA_AT, DATA_AT + 1));
        for (byte[] sizes : List.of(
                box("stz2", ints(0, 4, 4), new byte[] {0x12, 0x34}),
                box("stz2", ints(0, 8, 4), new byte[] {1, 2, 3, 4}),
                box("stz2", ints(0, 16, 4), new byte[] {0, 1, 0, 2, 0, 3, 0, 4}))) {
            assertThat(frames(reader(file(video(NO_EDITS, TIMES, CHUNKS, sizes, places)))))
                    .as("without a table of keyframes all are")
                    .containsExactly("v 0 0 key 1", "v 100 100 key 22", "v 200 200 key 333", "v 400 400 key 4444");
        }
        byte[] alike = box("stsz", ints(0, 1, 4));
        assertThat(frames(reader(file(video(NO_EDITS, TIMES, CHUNKS, alike, places)))))
                .containsExactly("v 0 0 key 1", "v 100 100 key 2", "v 200 200 key 2", "v 400 400 key 3");
    }

    /** B-frames: I, P, B, B in the order of decoding, and an edit list that makes the first picture's time zero. */
    @Test
    void presentsFramesInAnotherOrderThanItDecodesThem() throws IOException {
        byte[] times = table("stts", 2, 4, 100);
        byte[] later = table("ctts", 2, 1, 100, 1, 300, 2, 0);
        byte[] track = video(edts(400, 100, 1 << 16), times, later, CHUNKS, SIZES, PLACES, table("stss", 1, 1));
        assertThat(frames(reader(file(track))))
                .containsExactly("v -100 0 key 1", "v 0 300 delta 22", "v 100 100 delta 333", "v 200 200 delta 4444");
        byte[] earlier = table("ctts", 2, 1, 0, 1, 200, 2, -100);
        assertThat(frames(reader(file(video(NO_EDITS, times, earlier, CHUNKS, SIZES, PLACES, table("stss", 1, 1))))))
                .containsExactly("v 0 0 key 1", "v 100 300 delta 22", "v 200 100 delta 333", "v 300 200 delta 4444");
    }

    @Test
    void followsTheEditListsBeginning() throws IOException {
        byte[] delayed = video(edts(250, -1, 1 << 16, 400, 0, 1 << 16), TIMES, CHUNKS, SIZES, PLACES);
        assertThat(frames(reader(file(delayed))).get(0)).isEqualTo("v 250 250 key 1");
        byte[] cut = video(edts(100, 0, 1 << 16, 100, 200, 1 << 16), TIMES, CHUNKS, SIZES, PLACES);
        assertThatThrownBy(() -> reader(file(cut)))
                .isInstanceOf(Mp4Exception.class)
                .hasMessageContaining("edit list");
    }

    private static byte[] sound(byte[] edits) {
        byte[] times = table("stts", 2, 2, 960);
        byte[] tables =
                join(times, table("stsc", 3, 1, 2, 1), box("stsz", ints(0, 1, 2)), table("stco", 1, DATA_AT + 10));
        return trak(2, 48_000, edits, opus(), tables);
    }

    @Test
    void mergesSoundAndLeavesOutWhatIsBeforeItsBeginning() throws IOException {
        byte[] track = video(NO_EDITS, TIMES, CHUNKS, SIZES, PLACES);
        assertThat(frames(reader(file(track, sound(edts(0, 480, 1 << 16))))))
                .hasSize(6)
                .startsWith("a -10 -10 key 9");
        assertThat(frames(reader(file(track, sound(edts(0, 960, 1 << 16))))))
                .as("the whole first packet is before the beginning")
                .startsWith("v 0 0 key 1", "a 0 0 key 9", "v 100 100 key 22")
                .hasSize(5);
    }

    @Test
    void leavesOutOtherFormats() throws IOException {
        byte[] aac = trak(2, 48_000, NO_EDITS, box("mp4a", new byte[28]));
        byte[] surround =
                trak(3, 48_000, NO_EDITS, box("Opus", new byte[28], box("dOps", new byte[10], new byte[] {1})));
        Mp4Reader reader = reader(file(aac, video(NO_EDITS, TIMES, CHUNKS, SIZES, PLACES), surround));
        assertThat(reader.leftOut()).containsExactly("mp4a", "Opus");
        assertThat(frames(reader)).hasSize(4);
    }

    @Test
    void readsFragments() throws IOException {
        byte[] empty = join(table("stts", 2), table("stsc", 3), box("stsz", ints(0, 0, 0)), table("stco", 1));
        byte[] mvex = box("mvex", box("mehd", ints(0, 700)), box("trex", ints(0, 1, 1, 100, 2, 0x10000)));
        byte[] head = join(ftyp(), box("moov", mvhd(0), video(NO_EDITS, empty), mvex));
        byte[] first = fragment(box("tfhd", ints(0x20000, 1)), box("tfdt", ints(0, 500)), 0x5, 2, 0);
        byte[] again = fragment(box("tfhd", ints(0x20000, 1)), new byte[0], 0x1, 1);
        byte[] file = join(
                head, box("styp"), first, box("mdat", new byte[] {1, 1, 2, 2}), again, box("mdat", new byte[] {3, 3}));
        Mp4Reader reader = reader(file);
        assertThat(reader.durationMillis()).contains(700L);
        assertThat(frames(reader)).containsExactly("v 500 500 key 11", "v 600 600 delta 22", "v 700 700 delta 33");

        assertThat(frames(reader(Arrays.copyOf(file, file.length - 12))))
                .as("cut within a box")
                .hasSize(2);
        Mp4Reader cut = reader(Arrays.copyOf(file, file.length - 1));
        cut.next();
        cut.next();
        Mp4Frame last = cut.next().orElseThrow();
        assertThatThrownBy(() -> cut.data(last)).isInstanceOf(EOFException.class);
    }

    /** A movie fragment whose frames are the next box of the file. */
    private static byte[] fragment(byte[] header, byte[] time, int flags, long count, long... firstFlags) {
        int bytes = 8 + 8 + header.length + time.length + 8 + 12 + 4 * firstFlags.length;
        byte[] run = box("trun", ints(flags, count, bytes + 8), ints(firstFlags));
        return box("moof", box("traf", header, time, run));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "fragmented.mp4"})
    void readsWhatFfmpegWrites(String name) throws IOException {
        byte[] file = Fixtures.read(name);
        Mp4Reader reader = reader(file);
        assertThat(Mp4Reader.isMp4(Arrays.copyOf(file, 8))).isTrue();
        assertThat(reader.hasOpus()).isTrue();
        assertThat(reader.leftOut()).isEmpty();
        int pictures = 0;
        int sounds = 0;
        List<Integer> keyframes = new ArrayList<>();
        for (Optional<Mp4Frame> next = reader.next(); next.isPresent(); next = reader.next()) {
            Mp4Frame frame = next.get();
            byte[] data = reader.data(frame);
            if (!frame.video()) {
                sounds++;
                continue;
            }
            assertThat(reader.h264().orElseThrow().nalUnits(data).orElseThrow()).isNotEmpty();
            assertThat(frame.presentNanos() / 1_000_000)
                    .as("ffmpeg moves the pictures of a fragmented file by the 6.5 ms with which Opus begins")
                    .isBetween(pictures * 1000L / 15, pictures * 1000L / 15 + 7);
            if (frame.keyframe()) {
                keyframes.add(pictures);
            }
            pictures++;
        }
        assertThat(pictures).isEqualTo(30);
        assertThat(sounds).isBetween(99, 102);
        assertThat(keyframes).containsExactly(0, 15);
    }

    @Test
    void anIndexThatIsFarBehindIsFoundInALocalFileOnly() {
        byte[] far = join(
                ftyp(),
                box("mdat", new byte[StreamBytes.REACH_BYTES + 1]),
                box("moov", mvhd(0), video(NO_EDITS, TIMES, CHUNKS, SIZES, PLACES)));
        assertThatThrownBy(() -> reader(far)).isInstanceOf(Mp4Exception.class).hasMessageContaining("over HTTP");
    }
}
