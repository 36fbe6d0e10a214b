package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.WriterException;
import java.util.ArrayList;
import java.util.List;
import org.chattycat.analysis.qr.Scene.Page;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** Exposures during which the screen changes: each frame shows a code and the one before it, blended. */
class BlendedCodesTest {
    private static final int FRAMES = 20;
    /** Scenes with the same seed have the same background, so that only the codes differ. */
    private static final int SEED = 7;

    @ParameterizedTest
    @CsvSource({"0.5, 150, 0", "0.45, 200, 15", "0.4, 150, 0", "0.5, 180, -10", "0.48, 110, 5"})
    void readsTheNewCodeOfEachBlend(double shareOfEarlier, double sidePx, double turn) throws WriterException {
        List<String> shown = new ArrayList<>();
        List<String> read = new ArrayList<>();
        try (ClockReader reader = new ClockReader()) {
            Mat earlier = picture(text(0), sidePx, turn);
            assertThat(reader.read(earlier, ScanEffort.THOROUGH)).hasSize(1);
            for (int frame = 1; frame <= FRAMES; frame++) {
                Mat next = picture(text(frame), sidePx, turn);
                Mat blend = new Mat();
                Core.addWeighted(earlier, shareOfEarlier, next, 1 - shareOfEarlier, 0, blend);
                earlier.release();
                earlier = next;
                shown.add(text(frame));
                reader.read(blend, ScanEffort.THOROUGH).forEach(detection -> read.add(detection.text()));
                blend.release();
            }
            earlier.release();
        }
        assertThat(shown).containsAll(read);
        assertThat(read).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(FRAMES * 9 / 10);
    }

    /** A blend of two codes that were never seen alone is one of them or nothing. */
    @ParameterizedTest
    @CsvSource({"0.5", "0.4", "0.45"})
    void readsNothingElse(double share) throws WriterException {
        for (int pair = 0; pair < 40; pair++) {
            try (ClockReader reader = new ClockReader()) {
                Mat known = picture(text(90), 160, 0);
                reader.read(known, ScanEffort.THOROUGH);
                Mat one = picture(text(pair), 160, 0);
                Mat other = picture(text(pair + 41), 160, 0);
                Mat blend = new Mat();
                Core.addWeighted(one, share, other, 1 - share, 0, blend);
                for (CodeDetection detection : reader.read(blend, ScanEffort.THOROUGH)) {
                    assertThat(detection.text()).isIn(text(pair), text(pair + 41));
                }
                List.of(known, one, other, blend).forEach(Mat::release);
            }
        }
    }

    private static Mat picture(String text, double sidePx, double turn) throws WriterException {
        return new Scene(SEED).with(text, Page.LIGHT, 320, 240, sidePx, turn, 0).seen();
    }

    private static String text(int number) {
        return "oT26112411%02d21.%03doTD1oTZ-8oTI0".formatted(number % 60, number * 37 % 1000);
    }
}
