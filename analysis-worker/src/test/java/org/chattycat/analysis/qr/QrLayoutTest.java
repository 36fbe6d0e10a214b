package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QrLayoutTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void fixedPatternsAreThoseOfEveryCode(int version) throws WriterException {
        QrLayout layout = QrLayout.ofSize(17 + 4 * version).orElseThrow();
        for (String text : new String[] {"a", "oT2", "0"}) {
            ByteMatrix code = Encoder.encode(text, ErrorCorrectionLevel.L, Map.of(EncodeHintType.QR_VERSION, version))
                    .getMatrix();
            for (int module : layout.fixedModules) {
                int colour = code.get(module % layout.size, module / layout.size) == 1 ? 1 : -1;
                assertThat((int) layout.fixed[module]).as("module %d", module).isEqualTo(colour);
            }
        }
    }

    /** Codewords per version: ISO/IEC 18004, table 1. */
    @ParameterizedTest
    @CsvSource({"1,26", "2,44", "3,70", "4,100", "5,134", "6,172"})
    void holdsSoManyCodewords(int version, int codewords) {
        QrLayout layout = QrLayout.ofSize(17 + 4 * version).orElseThrow();
        assertThat(layout.dataModules).hasSize(codewords * 8).doesNotHaveDuplicates();
        for (int module : layout.dataModules) {
            assertThat(layout.fixed[module]).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 0, 17, 20, 22, 24, 45, 177})
    void knowsNoOtherSizes(int modules) {
        assertThat(QrLayout.ofSize(modules)).isEmpty();
    }
}
