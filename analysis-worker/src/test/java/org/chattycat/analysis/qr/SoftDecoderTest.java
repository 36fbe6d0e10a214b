package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decodes codes that ZXing encoded. */
class SoftDecoderTest {
    private static final String CLOCK = "oT261124112621.529oTD1oTZ-8oTI0";

    private final SoftDecoder decoder = new SoftDecoder();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @CsvSource({
        "1,L", "1,M", "1,Q", "1,H", "2,L", "2,M", "2,Q", "2,H", "3,L", "3,M", "3,Q", "3,H", "4,L", "4,M", "4,Q", "4,H",
        "5,L", "5,M", "5,Q", "5,H", "6,L", "6,M", "6,Q", "6,H"
    })
    void decodesEveryVersionAndLevel(int version, ErrorCorrectionLevel level) throws WriterException {
        String text = "oT0.x1";
        assertThat(decoder.decode(layout(version), darkness(text, version, level, -1))
                        .map(Decoded::text))
                .contains(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void decodesEveryMask(int mask) throws WriterException {
        assertThat(decoder.decode(layout(3), darkness(CLOCK, 3, ErrorCorrectionLevel.M, mask))
                        .map(Decoded::text))
                .contains(CLOCK);
    }

    /** Half of all modules of 16 codewords of 70 wrong: more than ZXing can correct, were they not known as doubtful. */
    @Test
    void correctsMoreWhereDoubtIsKnown() throws WriterException {
        for (int i = 0; i < 50; i++) {
            double[] darkness = darkness(CLOCK, 3, ErrorCorrectionLevel.M, -1);
            QrLayout layout = layout(3);
            int[] doubtful = IntStream.generate(() -> random.nextInt(70))
                    .distinct()
                    .limit(16)
                    .toArray();
            for (int codeword : doubtful) {
                for (int bit = 0; bit < 8; bit++) {
                    darkness[layout.dataModules[codeword * 8 + bit]] *= random.nextBoolean() ? -0.1 : 0.1;
                }
            }
            assertThat(decoder.decode(layout, darkness).map(Decoded::text))
                    .as("seed %d", seed)
                    .contains(CLOCK);
        }
    }

    @Test
    void readsNothingInNoise() {
        for (int i = 0; i < 3000; i++) {
            QrLayout layout = layout(1 + random.nextInt(QrLayout.MAX_VERSION));
            double[] noise =
                    random.doubles((long) layout.size * layout.size, -1, 1).toArray();
            assertThat(decoder.decode(layout, noise).map(Decoded::text))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    /** Whatever is wrong with a code, it reads as itself or not at all. */
    @Test
    void neverReadsSomethingElse() throws WriterException {
        for (int i = 0; i < 1500; i++) {
            String text = clock();
            double[] darkness = darkness(text, 3, ErrorCorrectionLevel.M, -1);
            double wrong = random.nextDouble() * 0.4;
            for (int module = 0; module < darkness.length; module++) {
                darkness[module] *= random.nextDouble() * (random.nextDouble() < wrong ? -1 : 1);
            }
            assertThat(decoder.decode(layout(3), darkness).map(Decoded::text))
                    .as("seed %d", seed)
                    .satisfiesAnyOf(read -> assertThat(read).isEmpty(), read -> assertThat(read)
                            .contains(text));
        }
    }

    private String clock() {
        return "oT26%02d%02d%02d%02d%02d.%03doTD1oTZ-8oTI0"
                .formatted(
                        1 + random.nextInt(12),
                        1 + random.nextInt(28),
                        random.nextInt(24),
                        random.nextInt(60),
                        random.nextInt(60),
                        random.nextInt(1000));
    }

    private static QrLayout layout(int version) {
        return QrLayout.ofSize(17 + 4 * version).orElseThrow();
    }

    private static double[] darkness(String text, int version, ErrorCorrectionLevel level, int mask)
            throws WriterException {
        Map<EncodeHintType, Object> hints = mask < 0
                ? Map.of(EncodeHintType.QR_VERSION, version)
                : Map.of(EncodeHintType.QR_VERSION, version, EncodeHintType.QR_MASK_PATTERN, mask);
        ByteMatrix code = Encoder.encode(text, level, hints).getMatrix();
        double[] darkness = new double[code.getWidth() * code.getHeight()];
        for (int module = 0; module < darkness.length; module++) {
            darkness[module] = code.get(module % code.getWidth(), module / code.getWidth()) == 1 ? 1 : -1;
        }
        return darkness;
    }
}
