package org.chattycat.analysis.sender;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.chattycat.analysis.video.OpenCv;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** An image of a room in which a clock code is held up. */
public final class ClockScene implements AutoCloseable {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("yyMMddHHmmss.SSS").withZone(ZoneOffset.UTC);
    private static final int QUIET_MODULES = 3;
    private static final int NOISE_PICTURES = 7;
    /** Like a laptop's camera in a lit room: enough noise that the encoder uses its whole bit rate. */
    private static final double NOISE_SIGMA = 4;

    private final Mat room;
    private final Mat picture;
    private final Mat grainy;
    private final Mat noMask;
    private final int modulePx;
    private final List<Mat> noise = new ArrayList<>();
    private int noiseIndex;

    public ClockScene(int width, int height) {
        OpenCv.load();
        picture = new Mat();
        grainy = new Mat();
        noMask = new Mat();
        room = new Mat(height, width, CvType.CV_8UC1);
        Core.setRNGSeed(7);
        Core.randn(room, 110, 40);
        Imgproc.GaussianBlur(room, room, new Size(0, 0), 5);
        for (int i = 0; i < NOISE_PICTURES; i++) {
            Mat grain = new Mat(height, width, CvType.CV_16SC1);
            Core.randn(grain, 0, NOISE_SIGMA);
            noise.add(grain);
        }
        modulePx = Math.max(3, height / 96);
    }

    /** The text of a clock code with a zone at an instant. */
    public static String text(Instant at) {
        return "oT" + CLOCK.format(at) + "oTD0oTZ0";
    }

    /** An image with new camera noise, valid until the next call. */
    public Mat noisy(Mat of) {
        Core.add(of, noise.get(noiseIndex++ % noise.size()), grainy, noMask, CvType.CV_8UC1);
        return grainy;
    }

    /** The room with a code, valid until the next call. */
    public Mat with(String text) {
        room.copyTo(picture);
        ByteMatrix code = code(text);
        int modules = code.getWidth();
        int left = (picture.cols() - modules * modulePx) / 2;
        int top = (picture.rows() - modules * modulePx) / 2;
        int quiet = QUIET_MODULES * modulePx;
        Imgproc.rectangle(
                picture,
                new Point(left - quiet, top - quiet),
                new Point(left + modules * modulePx + quiet, top + modules * modulePx + quiet),
                new Scalar(230),
                Imgproc.FILLED);
        for (int y = 0; y < modules; y++) {
            for (int x = 0; x < modules; x++) {
                if (code.get(x, y) == 1) {
                    Imgproc.rectangle(
                            picture,
                            new Point(left + x * modulePx, top + y * modulePx),
                            new Point(left + (x + 1) * modulePx - 1, top + (y + 1) * modulePx - 1),
                            new Scalar(25),
                            Imgproc.FILLED);
                }
            }
        }
        return picture;
    }

    /** The room without a code; callers must not change it. */
    public Mat empty() {
        return room;
    }

    private static ByteMatrix code(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public void close() {
        noise.forEach(Mat::release);
        room.release();
        picture.release();
        grainy.release();
    }
}
