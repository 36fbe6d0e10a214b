package org.chattycat.analysis.qr;

import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.ResultPoint;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.DecoderResult;
import com.google.zxing.common.DetectorResult;
import com.google.zxing.common.PerspectiveTransform;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.decoder.QRCodeDecoderMetaData;
import com.google.zxing.qrcode.detector.Detector;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Point;

/** Reads one code from a luma plane with ZXing. Not thread-safe, because it owns the array that pixels are copied to. */
final class ZxingCodes {
    private static final Map<DecodeHintType, ?> HINTS =
            Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.CHARACTER_SET, "ISO-8859-1");
    /** A finder pattern's centre lies this many modules from the code's edges. */
    private static final float FINDER = 3.5f;
    /** The bottom right alignment pattern's centre lies this many modules from the code's edges. */
    private static final float ALIGNMENT = 6.5f;

    private final BlockBinarizer binarizer = new BlockBinarizer();
    private final Decoder decoder = new Decoder();
    private byte[] pixels = {};
    private BitMatrix dark;

    /**
     * A code that was found.
     *
     * @param text its text; null if it was found but not read
     * @param place its corners, in pixels of the plane; a code that was not read is assumed not to be mirrored
     * @param modules the number of modules per side
     */
    record Found(String text, Quad place, int modules) {
        Found scaledBy(double scale) {
            return new Found(text, place.scaledAndMoved(scale, 0, 0), modules);
        }
    }

    Optional<Found> find(Mat luma) {
        int width = luma.cols();
        int height = luma.rows();
        if (width < BlockBinarizer.MIN_PX || height < BlockBinarizer.MIN_PX) {
            return Optional.empty();
        }
        if (pixels.length < width * height) {
            pixels = new byte[width * height];
        }
        luma.get(0, 0, pixels);
        try {
            dark = binarizer.binarize(pixels, width, height);
            DetectorResult detected = new Detector(dark).detect(HINTS);
            int modules = detected.getBits().getWidth();
            Quad place = corners(detected.getPoints(), modules);
            DecoderResult decoded = decode(detected.getBits());
            if (decoded == null) {
                return Optional.of(new Found(null, place, modules));
            }
            boolean mirrored = decoded.getOther() instanceof QRCodeDecoderMetaData data && data.isMirrored();
            return Optional.of(new Found(decoded.getText(), mirrored ? place.mirrored() : place, modules));
        } catch (ReaderException | RuntimeException e) {
            // For some frames without a readable code, ZXing throws unchecked exceptions.
            return Optional.empty();
        }
    }

    /** The dark pixels of the last frame. */
    BitMatrix dark() {
        return dark;
    }

    /** Null if the code cannot be read. ZXing tries mirrored codes too. */
    private DecoderResult decode(BitMatrix modules) {
        try {
            return decoder.decode(modules, HINTS);
        } catch (ReaderException | RuntimeException e) {
            return null;
        }
    }

    /**
     * Computes the corners of the code from what ZXing located: the centres of the bottom left, top left and top right finder
     * patterns and, if found, of the alignment pattern.
     */
    private static Quad corners(ResultPoint[] located, int modules) {
        ResultPoint bottomLeft = located[0];
        ResultPoint topLeft = located[1];
        ResultPoint topRight = located[2];
        boolean aligned = located.length > 3;
        float fourth = modules - (aligned ? ALIGNMENT : FINDER);
        float far = modules - FINDER;
        float fourthX = aligned ? located[3].getX() : topRight.getX() - topLeft.getX() + bottomLeft.getX();
        float fourthY = aligned ? located[3].getY() : topRight.getY() - topLeft.getY() + bottomLeft.getY();
        PerspectiveTransform toPicture = PerspectiveTransform.quadrilateralToQuadrilateral(
                FINDER,
                FINDER,
                far,
                FINDER,
                fourth,
                fourth,
                FINDER,
                far,
                topLeft.getX(),
                topLeft.getY(),
                topRight.getX(),
                topRight.getY(),
                fourthX,
                fourthY,
                bottomLeft.getX(),
                bottomLeft.getY());
        float[] corners = {0, 0, modules, 0, modules, modules, 0, modules};
        toPicture.transformPoints(corners);
        return new Quad(
                new Point(corners[0], corners[1]),
                new Point(corners[2], corners[3]),
                new Point(corners[4], corners[5]),
                new Point(corners[6], corners[7]));
    }
}
