package org.chattycat.analysis.bench;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Plain ZXing at half size, then at full size: the reference for the reader's cost and recall. */
final class ReferenceReader implements AutoCloseable {
    private static final Map<DecodeHintType, ?> HINTS =
            Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.CHARACTER_SET, "ISO-8859-1");

    private final QRCodeReader zxing = new QRCodeReader();
    private final Mat half = new Mat();
    private byte[] pixels = {};

    Optional<String> read(Mat luma) {
        Imgproc.resize(luma, half, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
        return readOnce(half).or(() -> readOnce(luma));
    }

    private Optional<String> readOnce(Mat luma) {
        int width = luma.cols();
        int height = luma.rows();
        if (pixels.length < width * height) {
            pixels = new byte[width * height];
        }
        luma.get(0, 0, pixels);
        var source = new PlanarYUVLuminanceSource(pixels, width, height, 0, 0, width, height, false);
        try {
            return Optional.of(zxing.decode(new BinaryBitmap(new HybridBinarizer(source)), HINTS)
                    .getText());
        } catch (ReaderException | RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        half.release();
    }
}
