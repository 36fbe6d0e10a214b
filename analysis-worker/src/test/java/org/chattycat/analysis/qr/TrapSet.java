package org.chattycat.analysis.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chattycat.analysis.clock.ClockCode;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Pictures in which no time may be read, or only the one on a photo: other symbols, the Fast page, garbled texts and codes, a
 * photo of a clock. Half of the clips begin with a real clock at the same place, so that the reader expects its successors there;
 * in the others, it has never read a clock.
 */
public final class TrapSet {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;
    private static final int CLOCK_FRAMES = 2;
    private static final int TRAP_FRAMES = 18;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final List<BarcodeFormat> SYMBOLS =
            List.of(BarcodeFormat.DATA_MATRIX, BarcodeFormat.AZTEC, BarcodeFormat.PDF_417, BarcodeFormat.CODE_128);

    /** What a trap shows. */
    public enum Kind {
        /** Codes of other symbologies, with a clock's text. */
        OTHER_SYMBOL,
        /** QR codes with texts that are no clocks. */
        OTHER_TEXT,
        FAST_PAGE,
        /** Clock texts with one character that does not belong there. */
        GARBLED_TEXT,
        /** Clock codes in which a third of the modules is random. Only the clock's own time is right. */
        DAMAGED_CODE,
        /** The Fast page, damaged in the same way: nearly a clock, and never read. */
        DAMAGED_FAST_PAGE,
        /** A photo of a clock: readable, always the same. */
        PHOTO,
        /** Two different codes that alternate faster than the exposure: a blend of clocks that are not shown alone. */
        BLEND,
        NOISE
    }

    private TrapSet() {}

    /**
     * The result.
     *
     * @param frames trap frames
     * @param codes texts that were read in them, refused ones included
     * @param wrong times that are not shown in their frame
     */
    public record Result(long frames, long codes, long wrong, String firstWrong) {}

    /** Reads at least {@code frames} trap frames. */
    public static Result run(long seed, long frames) throws WriterException {
        Random random = new Random(seed);
        long read = 0;
        long codes = 0;
        long wrong = 0;
        String firstWrong = null;
        for (long clip = 0; read < frames; clip++) {
            Kind kind = Kind.values()[(int) (clip % Kind.values().length)];
            Instant start = Instant.ofEpochMilli(1_770_000_000_000L + random.nextInt(Integer.MAX_VALUE));
            String rest =
                    random.nextBoolean() ? "oTD1oTZ-8oTI" + random.nextInt(100_000) : "oTI" + random.nextInt(1_000);
            double blur = random.nextDouble(0.4, 1.6);
            double grain = random.nextDouble(1, 14);
            double x = random.nextDouble(-3, 3);
            double y = random.nextDouble(-3, 3);
            double turn = random.nextDouble(-20, 20);
            double side = random.nextDouble(70, 95);
            int clockFrames = random.nextBoolean() ? CLOCK_FRAMES : 0;
            String photo = text(start.minusMillis(random.nextInt(400)), rest);
            try (ClockReader reader = clip % 2 == 0 ? new ClockReader() : ClockReader.ofChanges()) {
                for (int frame = 0; frame < clockFrames + TRAP_FRAMES; frame++) {
                    Instant now = start.plusMillis(frame * 33L);
                    boolean trap = frame >= clockFrames;
                    Mat symbol = trap ? symbol(kind, now, rest, photo, random) : qr(text(now, rest));
                    Mat seen = seen(symbol, x, y, turn, side, blur, grain, random);
                    for (CodeDetection detection : reader.read(seen, ScanEffort.THOROUGH)) {
                        boolean time = ClockCode.parse(detection.text()) instanceof ClockCode.Valid;
                        boolean shown = kind == Kind.PHOTO && detection.text().equals(photo)
                                || kind == Kind.DAMAGED_CODE && detection.text().equals(text(now, rest))
                                || kind == Kind.BLEND && isBlended(detection.text(), now, rest);
                        codes += trap ? 1 : 0;
                        if (trap && time && !shown) {
                            wrong++;
                            firstWrong = firstWrong == null
                                    ? kind + " " + detection.text() + " by " + detection.stage() + ", clip " + clip
                                    : firstWrong;
                        }
                    }
                    read += trap ? 1 : 0;
                    symbol.release();
                    seen.release();
                }
            }
        }
        return new Result(read, codes, wrong, firstWrong);
    }

    private static String text(Instant at, String rest) {
        return "oT%s.%03d%s".formatted(TIME.format(at), at.toEpochMilli() % 1000, rest);
    }

    private static boolean isBlended(String text, Instant now, String rest) {
        return text.equals(text(now, rest)) || text.equals(text(now.plusSeconds(7), rest));
    }

    private static Mat symbol(Kind kind, Instant now, String rest, String photo, Random random) throws WriterException {
        String text = text(now, rest);
        return switch (kind) {
            case OTHER_SYMBOL -> symbol(SYMBOLS.get(random.nextInt(SYMBOLS.size())), text);
            case OTHER_TEXT -> qr("https://example.org/" + Long.toString(random.nextLong() >>> 1, 36));
            case FAST_PAGE -> qr(text.substring(0, 17));
            case GARBLED_TEXT -> {
                StringBuilder garbled = new StringBuilder(text);
                garbled.setCharAt(2 + random.nextInt(15), "xO?-:".charAt(random.nextInt(5)));
                yield qr(garbled.toString());
            }
            case DAMAGED_CODE -> damaged(qr(text), random);
            case DAMAGED_FAST_PAGE -> damaged(qr(text.substring(0, 17)), random);
            case PHOTO -> qr(photo);
            case BLEND -> {
                Mat one = qr(text);
                Mat other = qr(text(now.plusSeconds(7), rest));
                if (one.cols() == other.cols()) {
                    Core.addWeighted(one, 0.5, other, 0.5, 0, one);
                }
                other.release();
                yield one;
            }
            case NOISE -> {
                Mat noise = new Mat(29, 29, CvType.CV_8UC1);
                Core.randu(noise, 0, 2);
                Core.multiply(noise, new Scalar(255), noise);
                yield noise;
            }
        };
    }

    private static Mat qr(String text) throws WriterException {
        return symbol(BarcodeFormat.QR_CODE, text);
    }

    /** One pixel per module. */
    private static Mat symbol(BarcodeFormat format, String text) throws WriterException {
        BitMatrix code = new MultiFormatWriter().encode(text, format, 0, 0, Map.of(EncodeHintType.MARGIN, 0));
        int rows = format == BarcodeFormat.CODE_128 ? code.getWidth() / 3 : code.getHeight();
        Mat symbol = new Mat(rows, code.getWidth(), CvType.CV_8UC1);
        byte[] pixels = new byte[rows * code.getWidth()];
        for (int i = 0; i < pixels.length; i++) {
            int row = Math.min(code.getHeight() - 1, i / code.getWidth());
            pixels[i] = (byte) (code.get(i % code.getWidth(), row) ? 0 : 255);
        }
        symbol.put(0, 0, pixels);
        return symbol;
    }

    /** Leaves the finder patterns, so that a code is located. */
    private static Mat damaged(Mat code, Random random) {
        int size = code.cols();
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                boolean finder =
                        row < 8 && column < 8 || row < 8 && column >= size - 8 || row >= size - 8 && column < 8;
                if (!finder && random.nextInt(3) == 0) {
                    code.put(row, column, random.nextBoolean() ? 0 : 255);
                }
            }
        }
        return code;
    }

    private static Mat seen(
            Mat symbol, double x, double y, double turn, double side, double blur, double grain, Random random) {
        Mat picture = new Mat(HEIGHT, WIDTH, CvType.CV_8UC1, new Scalar(225));
        double scale = side / Math.max(symbol.cols(), symbol.rows());
        Mat large = new Mat();
        Imgproc.resize(symbol, large, new Size(), 6, 6, Imgproc.INTER_NEAREST);
        Mat map = Imgproc.getRotationMatrix2D(new Point(large.cols() / 2.0, large.rows() / 2.0), turn, scale / 6);
        map.put(0, 2, map.get(0, 2)[0] + WIDTH / 2.0 + x - large.cols() / 2.0);
        map.put(1, 2, map.get(1, 2)[0] + HEIGHT / 2.0 + y - large.rows() / 2.0);
        Imgproc.warpAffine(
                large, picture, map, picture.size(), Imgproc.INTER_LINEAR, Core.BORDER_TRANSPARENT, new Scalar(0));
        // Phones lie in darker rooms: an edge on one side, so that the light is uneven.
        picture.submat(new Rect(0, 0, WIDTH / 8, HEIGHT)).setTo(new Scalar(60));
        Imgproc.GaussianBlur(picture, picture, new Size(0, 0), blur);
        Mat noise = new Mat(picture.size(), CvType.CV_16SC1);
        Core.setRNGSeed(random.nextInt());
        Core.randn(noise, 0, grain);
        Core.add(picture, noise, picture, new Mat(), CvType.CV_8UC1);
        noise.release();
        large.release();
        map.release();
        return picture;
    }
}
