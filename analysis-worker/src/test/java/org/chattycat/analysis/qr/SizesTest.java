package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.WriterException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;

/** A code where one of another size was before. */
class SizesTest {
    private static final double SIDE_PX = 150;

    private static String text(int modules) {
        return modules == 25 ? "oT261124112600.529oTD1oTZ8" : "oT261124112600.529oTD1oTZ8oTI04711";
    }

    private static Quad place() {
        double half = SIDE_PX / 2;
        return new Quad(
                new Point(330 - half, 240 - half),
                new Point(330 + half, 240 - half),
                new Point(330 + half, 240 + half),
                new Point(330 - half, 240 + half));
    }

    @ParameterizedTest
    @CsvSource({"25, 29", "29, 25"})
    @DisplayName("What was read before helps with a code of the same size only")
    void theFormerCodeIsOfAnotherSize(int former, int now) throws WriterException {
        Mat before = scene(former);
        Mat unreadable = scene(now);
        Mat middle = unreadable.submat(200, 280, 290, 370);
        middle.setTo(new Scalar(128));
        middle.release();
        GridReader reader = new GridReader();
        reader.load(before);
        Decoded decoded = reader.read(place(), former, new GridReader.Past(null, null, 1, null))
                .map(GridReader.Result::decoded)
                .orElseThrow();
        Prediction prediction =
                Prediction.of(QrLayout.ofSize(former).orElseThrow(), decoded).orElseThrow();

        reader.load(unreadable);
        GridReader.Result result = reader.read(place(), now, new GridReader.Past(decoded, prediction, 1, null))
                .orElseThrow();

        assertThat(result.score()).as("a code is there").isGreaterThan(0.5);
        assertThat(result.text()).isNull();
        before.release();
        unreadable.release();
    }

    private static Mat scene(int modules) throws WriterException {
        return new Scene(modules)
                .with(text(modules), Scene.Page.LIGHT, 330, 240, SIDE_PX, 0, 0)
                .seen();
    }
}
