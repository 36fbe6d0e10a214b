package org.chattycat.analysis.qr;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;
import org.chattycat.analysis.video.OpenCv;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** A made-up camera picture: a room, and phones in it that show codes. */
public final class Scene {
    public static final int WIDTH = 640;
    public static final int HEIGHT = 480;
    private static final int TILE = 8;

    static {
        OpenCv.load();
    }

    /** What surrounds a code and how it is coloured. */
    public enum Page {
        /** Dark on light, with a quiet zone, on a light page. */
        LIGHT,
        /** A dark page that shows through the code's transparent margin: dark on light, and no quiet zone. */
        TRANSPARENT_MARGIN,
        /** A dark page with light modules on dark. */
        INVERTED
    }

    final Mat luma = new Mat(HEIGHT, WIDTH, CvType.CV_8UC1);

    public Scene(long seed) {
        Core.setRNGSeed((int) seed);
        Core.randn(luma, 110, 40);
        Imgproc.GaussianBlur(luma, luma, new Size(0, 0), 5);
        Core.normalize(luma, luma, 60, 160, Core.NORM_MINMAX);
    }

    /** Shows a phone with a code of about {@code sidePx}, centred, turned and tilted by degrees. */
    public Scene with(String text, Page page, double x, double y, double sidePx, double turn, double tilt)
            throws WriterException {
        Mat phone = phone(text, page);
        double scale = sidePx / (code(text).getWidth() * TILE);
        double squeeze = Math.cos(Math.toRadians(tilt));
        double cos = Math.cos(Math.toRadians(turn));
        double sin = Math.sin(Math.toRadians(turn));
        double half = phone.cols() / 2.0;
        Point[] from = {
            new Point(0, 0),
            new Point(phone.cols(), 0),
            new Point(phone.cols(), phone.cols()),
            new Point(0, phone.cols())
        };
        Point[] to = new Point[4];
        for (int i = 0; i < 4; i++) {
            double u = (from[i].x - half) * scale * squeeze;
            double v = (from[i].y - half) * scale;
            // The side that is tilted away is further and so smaller.
            double distance = 1 + Math.sin(Math.toRadians(tilt)) * u / 900;
            to[i] = new Point(x + (u * cos - v * sin) / distance, y + (u * sin + v * cos) / distance);
        }
        Mat map = Imgproc.getPerspectiveTransform(new MatOfPoint2f(from), new MatOfPoint2f(to));
        Imgproc.warpPerspective(
                phone, luma, map, luma.size(), Imgproc.INTER_AREA, Core.BORDER_TRANSPARENT, new Scalar(0));
        return this;
    }

    /** Adds what a camera adds: a little blur, some noise. */
    Mat seen() {
        return seen(0.8, 4);
    }

    /** Adds blur and noise of these deviations, in px and in levels of luma. */
    public Mat seen(double blur, double grain) {
        Imgproc.GaussianBlur(luma, luma, new Size(0, 0), blur);
        Mat noise = new Mat(luma.size(), CvType.CV_16SC1);
        Core.randn(noise, 0, grain);
        Core.add(luma, noise, luma, new Mat(), CvType.CV_8UC1);
        noise.release();
        return luma;
    }

    private static Mat phone(String text, Page page) throws WriterException {
        ByteMatrix code = code(text);
        int margin = 6;
        int size = (code.getWidth() + 2 * margin) * TILE;
        double dark = page == Page.INVERTED ? 230 : 25;
        double light = page == Page.INVERTED ? 25 : 230;
        Mat phone = new Mat(size, size, CvType.CV_8UC1, new Scalar(page == Page.LIGHT ? 230 : 25));
        for (int row = 0; row < code.getHeight(); row++) {
            for (int column = 0; column < code.getWidth(); column++) {
                Rect tile = new Rect((column + margin) * TILE, (row + margin) * TILE, TILE, TILE);
                phone.submat(tile).setTo(new Scalar(code.get(column, row) == 1 ? dark : light));
            }
        }
        return phone;
    }

    private static ByteMatrix code(String text) throws WriterException {
        return Encoder.encode(text, ErrorCorrectionLevel.M, Map.<EncodeHintType, Object>of())
                .getMatrix();
    }
}
