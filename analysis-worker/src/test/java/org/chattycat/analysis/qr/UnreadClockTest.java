package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recognises clocks that no frame shows well enough, and nothing else. */
class UnreadClockTest {
    private static final LocalDateTime START = LocalDateTime.of(2026, 11, 24, 11, 26, 31, 900_000_000);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("'oT'yyMMddHHmmss.SSS");
    private static final int FRAMES = 20;
    private static final int TRIALS = 4;

    private final SoftDecoder decoder = new SoftDecoder();
    private final Random random = new Random(5);

    /** Each exposure shows two texts; noise hides what would be left of either. */
    @ParameterizedTest
    @CsvSource({
        // version, level, rest of the text, noise
        "3, M, oTD1oTZ-8oTI80267, 0.4",
        "3, L, oTD1oTZ1oTI684,    0.2",
        "4, Q, oTD0oTZ0,          0.3",
        "2, M, '',                0.15",
        "2, M, oTI7,              0.15",
        "4, M, oTD0oTZ-570oTI21,  0.25",
    })
    void recognisesClocksInBlends(int version, ErrorCorrectionLevel level, String rest, double noise)
            throws WriterException {
        UnreadClock clock = new UnreadClock(layout(version));
        List<String> recognised = new ArrayList<>();
        for (int frame = 0; frame < FRAMES; frame++) {
            byte[] earlier = code(text(frame, rest), version, level);
            byte[] later = code(text(frame + 1, rest), version, level);
            double[] seen = new double[earlier.length];
            for (int module = 0; module < seen.length; module++) {
                seen[module] = (earlier[module] + later[module]) / 2.0 + noise * random.nextGaussian();
            }
            assertThat(decoder.decode(layout(version), seen)).isEmpty();
            String expected = clock.recognise(seen, decoder).map(Decoded::text).orElse(null);
            assertThat(expected).isIn(null, text(frame, rest), text(frame + 1, rest));
            assertThat(clock.inSight()).isTrue();
            if (expected != null) {
                recognised.add(expected);
            }
        }
        assertThat(recognised).hasSizeGreaterThanOrEqualTo(FRAMES / 4);
    }

    /** The control set: a clock's data with a parity that is another text's, a little or completely. */
    @ParameterizedTest
    @ValueSource(strings = {"oT261124112631.900oTD1oTZ-8oTI80268", "https://example.org/a/long/path/to"})
    void recognisesNothingWhoseParityIsWrong(String other) throws WriterException {
        QrLayout layout = layout(3);
        ClockCodes codes = ClockCodes.of(layout, ErrorCorrectionLevel.M.getBits());
        for (int trial = 0; trial < TRIALS; trial++) {
            UnreadClock clock = new UnreadClock(layout);
            byte[] wrong = code(other, 3, ErrorCorrectionLevel.M);
            for (int frame = 0; frame < FRAMES; frame++) {
                byte[] shown = code(text(frame, "oTD1oTZ-8oTI80267"), 3, ErrorCorrectionLevel.M);
                double[] seen = new double[shown.length];
                for (int module = 0; module < seen.length; module++) {
                    seen[module] = shown[module] + 0.3 * random.nextGaussian();
                }
                for (int place : codes.parityPlaces) {
                    for (int bit = 0; bit < 8; bit++) {
                        int module = layout.dataModules[place * 8 + bit];
                        seen[module] = wrong[module] + 0.3 * random.nextGaussian();
                    }
                }
                assertThat(clock.recognise(seen, decoder)).isEmpty();
                assertThat(clock.inSight()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.org/a/long/path/to/it", "oT261124112631.90oTD1oTZ-8oTI80267", "0123456789"})
    void recognisesNoOtherText(String text) throws WriterException {
        UnreadClock clock = new UnreadClock(layout(3));
        byte[] shown = code(text, 3, ErrorCorrectionLevel.M);
        for (int frame = 0; frame < FRAMES; frame++) {
            double[] seen = new double[shown.length];
            for (int module = 0; module < seen.length; module++) {
                seen[module] = shown[module] + 0.5 * random.nextGaussian();
            }
            assertThat(clock.recognise(seen, decoder)).isEmpty();
        }
    }

    @Test
    void seesNoClockInNoise() {
        QrLayout layout = layout(3);
        for (int trial = 0; trial < 500; trial++) {
            double[] noise =
                    random.doubles((long) layout.size * layout.size, -1, 1).toArray();
            assertThat(UnreadClock.isClock(layout, noise)).isFalse();
        }
    }

    private static String text(int number, String rest) {
        return CLOCK.format(START.plusNanos(number * 33_000_000L)) + rest;
    }

    private static QrLayout layout(int version) {
        return QrLayout.ofSize(17 + 4 * version).orElseThrow();
    }

    private static byte[] code(String text, int version, ErrorCorrectionLevel level) throws WriterException {
        ByteMatrix code = Encoder.encode(text, level, Map.of(EncodeHintType.QR_VERSION, version))
                .getMatrix();
        byte[] colours = new byte[code.getWidth() * code.getHeight()];
        for (int module = 0; module < colours.length; module++) {
            colours[module] = (byte) (code.get(module % code.getWidth(), module / code.getWidth()) == 1 ? 1 : -1);
        }
        return colours;
    }
}
