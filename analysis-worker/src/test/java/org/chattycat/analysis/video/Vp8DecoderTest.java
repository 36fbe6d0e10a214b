package org.chattycat.analysis.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class Vp8DecoderTest {
    private static final Path CLIP = Path.of("src/test/resources/clips/c020_size_640_300k.ivf");

    @Test
    void decodesLumaInPlace() throws Exception {
        try (Vp8Decoder decoder = new Vp8Decoder()) {
            int shown = 0;
            for (byte[] frame : Ivf.frames(CLIP)) {
                Optional<Mat> luma = decoder.decode(frame, frame.length);
                assertThat(luma).hasValueSatisfying(mat -> {
                    assertThat(mat.type()).isEqualTo(CvType.CV_8UC1);
                    assertThat(mat.cols()).isEqualTo(640);
                    assertThat(mat.rows()).isEqualTo(480);
                    assertThat(Core.mean(mat).val[0]).isBetween(20.0, 235.0);
                });
                shown++;
            }
            assertThat(shown).isEqualTo(Ivf.frames(CLIP).size());
        }
    }

    @Test
    void takesTheFirstBytesOfALargerArray() throws Exception {
        byte[] key = Ivf.frames(CLIP).get(0);
        byte[] larger = new byte[key.length + 500];
        new Random(1).nextBytes(larger);
        System.arraycopy(key, 0, larger, 0, key.length);
        try (Vp8Decoder exact = new Vp8Decoder();
                Vp8Decoder padded = new Vp8Decoder()) {
            Mat expected = exact.decode(key, key.length).orElseThrow();
            Mat actual = padded.decode(larger, key.length).orElseThrow();
            assertThat(Core.norm(expected, actual, Core.NORM_INF)).isZero();
        }
    }

    @Test
    void refusesADeltaFrameBeforeAnyKeyframe() throws Exception {
        byte[] delta = Ivf.frames(CLIP).get(1);
        try (Vp8Decoder decoder = new Vp8Decoder()) {
            assertThatThrownBy(() -> decoder.decode(delta, delta.length)).isInstanceOf(CorruptVideoException.class);
        }
    }

    @Test
    void refusesNothingAndTooMuch() {
        try (Vp8Decoder decoder = new Vp8Decoder()) {
            assertThatThrownBy(() -> decoder.decode(new byte[0], 0)).isInstanceOf(CorruptVideoException.class);
            byte[] huge = new byte[Vp8Decoder.MAX_FRAME_BYTES + 1];
            assertThatThrownBy(() -> decoder.decode(huge, huge.length)).isInstanceOf(CorruptVideoException.class);
        }
    }

    /** A keyframe's header (RFC 6386, section 9.1) may claim any size up to 16383x16383. */
    @Test
    void refusesMorePixelsThan1080p() throws Exception {
        byte[] key = Ivf.frames(CLIP).get(0);
        for (int[] size : new int[][] {{16383, 16383}, {1921, 1080}, {16383, 127}, {127, 16383}}) {
            byte[] hostile = withSize(key, size[0], size[1]);
            try (Vp8Decoder decoder = new Vp8Decoder()) {
                assertThatThrownBy(() -> decoder.decode(hostile, hostile.length))
                        .isInstanceOf(CorruptVideoException.class);
                assertThat(decoder.decode(key, key.length)).isPresent();
            }
        }
    }

    /** Damage of every kind, seeded: an answer or an exception each time, and a keyframe heals it. */
    @Test
    void survivesDamagedFrames() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<byte[]> frames = Ivf.frames(CLIP);
        try (Vp8Decoder decoder = new Vp8Decoder()) {
            for (int i = 0; i < 600; i++) {
                byte[] frame = frames.get(random.nextInt(frames.size())).clone();
                for (int hits = random.nextInt(20); hits >= 0; hits--) {
                    frame[random.nextInt(random.nextBoolean() ? 12 : frame.length)] = (byte) random.nextInt();
                }
                try {
                    decoder.decode(frame, 1 + random.nextInt(frame.length))
                            .ifPresent(luma -> assertThat(luma.total()).isLessThanOrEqualTo(Vp8Decoder.MAX_PIXELS));
                } catch (CorruptVideoException e) {
                    assertThat(e).hasMessageNotContaining("null");
                }
            }
            byte[] key = frames.get(0);
            assertThat(decoder.decode(key, key.length)).as("seed %d", seed).isPresent();
        }
    }

    private static byte[] withSize(byte[] key, int width, int height) {
        byte[] frame = key.clone();
        assertThat(frame[3]).as("start code").isEqualTo((byte) 0x9d);
        frame[6] = (byte) width;
        frame[7] = (byte) (width >> 8);
        frame[8] = (byte) height;
        frame[9] = (byte) (height >> 8);
        return frame;
    }
}
