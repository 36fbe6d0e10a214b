package org.chattycat.analysis.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Point;

class OrientationTest {
    @ParameterizedTest
    @CsvSource({
        // display matrix a b c d | quarter turns, mirrored | where the pixel at (10, 20) of 640 x 480 is shown
        " 1,  0,  0,  1, 0, false,  10,  20",
        " 0,  1, -1,  0, 1, false, 460,  10",
        "-1,  0,  0, -1, 2, false, 630, 460",
        " 0, -1,  1,  0, 3, false,  20, 630",
        "-1,  0,  0,  1, 0, true,  630,  20",
        " 1,  0,  0, -1, 2, true,   10, 460",
    })
    void followsTheDisplayMatrix(int a, int b, int c, int d, int quarterTurns, boolean mirrored, double x, double y) {
        try (BytePointer matrix = new BytePointer(Orientation.MATRIX_BYTES)) {
            int[] values = {a, b, 0, c, d, 0, 0, 0, 1 << 14};
            for (int i = 0; i < values.length; i++) {
                matrix.putInt(4L * i, values[i] << 16);
            }
            Orientation orientation = Orientation.ofDisplayMatrix(matrix, Orientation.MATRIX_BYTES);
            assertThat(orientation).isEqualTo(new Orientation(quarterTurns, mirrored));
            assertThat(orientation.shown(new Point(10, 20), 640, 480)).isEqualTo(new Point(x, y));
        }
    }

    @Test
    void withoutAMatrixThePictureIsShownAsStored() {
        assertThat(Orientation.ofDisplayMatrix(null, 0)).isEqualTo(Orientation.AS_STORED);
    }
}
