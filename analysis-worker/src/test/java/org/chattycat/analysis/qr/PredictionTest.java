package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recognises what is shown among what may follow, and never what is not shown. */
class PredictionTest {
    private static final LocalDateTime START = LocalDateTime.of(2026, 11, 24, 11, 26, 59, 900_000_000);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("'oT'yyMMddHHmmss.SSS");
    private static final int TRIALS = 400;

    private final SoftDecoder decoder = new SoftDecoder();
    private final Random random = new Random(11);

    /** Blends of two successive texts that cannot be decoded, across a change of the second and the minute. */
    @ParameterizedTest
    @CsvSource({
        // version, level, id, share of the newer text, noise
        "3, L, oTD1oTZ-8oTI80267, 0.5,  0.4",
        "3, M, oTD1oTZ-8oTI80267, 0.45, 0.5",
        "4, M, oTD1oTZ-8oTI80267, 0.5,  0.5",
        "4, Q, oTD1oTZ-8oTI80267, 0.55, 0.6",
        "2, L, oTI7,              0.55, 0.3",
    })
    void recognisesTheNewerOfTwo(int version, ErrorCorrectionLevel level, String rest, double share, double noise)
            throws WriterException {
        int recognised = 0;
        for (int trial = 0; trial < 50; trial++) {
            LocalDateTime before = START.plusNanos(trial * 1_000_000L);
            Decoded last = code(CLOCK.format(before) + rest, version, level);
            Decoded next = code(CLOCK.format(before.plusNanos(133_000_000L)) + rest, version, level);
            double[] blend = blend(last, next, share, noise);
            Optional<Decoded> found = prediction(version, last).recognise(blend, 1, decoder);
            assertThat(found.map(Decoded::text))
                    .isIn(Optional.empty(), Optional.of(next.text()), Optional.of(last.text()));
            recognised += found.filter(code -> code.text().equals(next.text())).isPresent() ? 1 : 0;
        }
        assertThat(recognised).isGreaterThanOrEqualTo(40);
    }

    /** The control set: whatever is shown is not among the candidates. The closest of them come from the same clock, other times. */
    @ParameterizedTest
    @CsvSource({"3, L", "3, M", "4, Q"})
    void neverRecognisesWhatIsNotShown(int version, ErrorCorrectionLevel level) throws WriterException {
        String rest = "oTD1oTZ-8oTI80267";
        Decoded last = code(CLOCK.format(START) + rest, version, level);
        Prediction prediction = prediction(version, last);
        for (int trial = 0; trial < TRIALS; trial++) {
            LocalDateTime later =
                    START.plusSeconds(3 + random.nextInt(100)).plusNanos(random.nextInt(1000) * 1_000_000L);
            String shown = trial % 3 == 0
                    ? CLOCK.format(later) + rest
                    : trial % 3 == 1
                            ? CLOCK.format(START.plusNanos(33_000_000L)) + "oTD1oTZ-8oTI"
                                    + (10_000 + random.nextInt(70_000))
                            : CLOCK.format(START.minusSeconds(1 + random.nextInt(50))) + rest;
            Decoded other = code(shown, version, level);
            // Blended with the last text of the same clock, that one may be recognised.
            boolean alone = trial % 3 == 1 || trial % 2 == 0;
            double[] seen = blend(last, other, alone ? 1 : 0.6, 0.2 + random.nextDouble());
            assertThat(prediction
                            .recognise(seen, 1 + trial % 8, decoder)
                            .map(Decoded::text)
                            .filter(text -> alone || !text.equals(last.text())))
                    .as("trial %d: %s", trial, shown)
                    .isEmpty();
        }
    }

    @Test
    void onlyAClockHasSuccessors() throws WriterException {
        QrLayout layout = QrLayout.ofSize(29).orElseThrow();
        Decoded address = code("https://example.org/a/long/path", 3, ErrorCorrectionLevel.L);
        assertThat(Prediction.of(layout, address)).isEmpty();
    }

    private double[] blend(Decoded before, Decoded after, double share, double noise) {
        double[] darkness = new double[before.colours().length];
        for (int module = 0; module < darkness.length; module++) {
            darkness[module] = (1 - share) * before.colours()[module]
                    + share * after.colours()[module]
                    + noise * random.nextGaussian();
        }
        return darkness;
    }

    private static Prediction prediction(int version, Decoded last) {
        return Prediction.of(QrLayout.ofSize(17 + 4 * version).orElseThrow(), last)
                .orElseThrow();
    }

    private static Decoded code(String text, int version, ErrorCorrectionLevel level) throws WriterException {
        ByteMatrix code = Encoder.encode(text, level, Map.of(EncodeHintType.QR_VERSION, version))
                .getMatrix();
        byte[] colours = new byte[code.getWidth() * code.getHeight()];
        for (int module = 0; module < colours.length; module++) {
            colours[module] = (byte) (code.get(module % code.getWidth(), module / code.getWidth()) == 1 ? 1 : -1);
        }
        return new Decoded(text, colours);
    }
}
