package org.chattycat.analysis.truth;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chattycat.analysis.sender.Vp8Encoder;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Renders and encodes what the camera of a {@link Light} sees. Each row of the picture is exposed a little later than the one
 * above, and collects the light of the texts that the display shows meanwhile; the sum is compressed like a camera's, with noise.
 */
final class Film implements AutoCloseable {
    static final int WIDTH = 320;
    static final int HEIGHT = 240;
    private static final int MODULE_PX = 4;
    private static final int QUIET_MODULES = 3;
    private static final int KBIT_PER_SECOND = 500;
    /** The phone's display scans out the rows of its code in this time, from the first to the last. */
    private static final double CODE_SCAN_MS = 5;

    private static final double GAMMA = 2.2;
    private static final double NOISE_SIGMA = 2.5;
    /** A camera's levels for light from 0 to 1. */
    private static final float[] LEVELS = new float[4_096];

    private static final float[] NOISE = new float[3 * WIDTH * HEIGHT];

    static {
        for (int i = 0; i < LEVELS.length; i++) {
            LEVELS[i] = (float) (255 * Math.pow(i / (LEVELS.length - 1.0), 1 / GAMMA));
        }
        Random random = new Random(1);
        for (int i = 0; i < NOISE.length; i++) {
            NOISE[i] = (float) (NOISE_SIGMA * random.nextGaussian());
        }
    }

    /** Light of a display, lit and dark, and of the room; in the dark, a camera's gain is high. */
    private static final float WHITE = 0.75f;

    private static final float BLACK = 0.02f;
    private static final float ROOM = 0.16f;
    private static final float DARK_ROOM = 0.04f;
    private static final int REMEMBERED_TEXTS = 8;

    private final Light light;
    private final Light.Condition condition;
    private final Instant base;
    private final Random random;
    private final Vp8Encoder encoder;
    private final Mat picture;
    private final float[] room = new float[WIDTH * HEIGHT];
    private final Map<Double, float[]> codes = new LinkedHashMap<>();
    private int keyframeIn;
    private int side;

    /** @param base the start of the film, in the time that the clock shows */
    Film(Light light, Light.Condition condition, Instant base, long seed) {
        this.light = light;
        this.condition = condition;
        this.base = base;
        this.random = new Random(seed);
        this.encoder = new Vp8Encoder(WIDTH, HEIGHT, (int) condition.fps(), KBIT_PER_SECOND);
        // The encoder has loaded OpenCV.
        this.picture = new Mat(HEIGHT, WIDTH, CvType.CV_8UC1);
        for (int i = 0; i < room.length; i++) {
            double texture = 1 + 0.4 * Math.sin(i % WIDTH / 23.0) * Math.cos(i / WIDTH / 17.0);
            room[i] = (float) ((condition.dark() ? DARK_ROOM : ROOM) * texture);
        }
    }

    /** @return the encoded frame; empty if the encoder dropped it */
    byte[] encode(Light.Frame frame) {
        boolean keyframe = keyframeIn-- <= 0;
        if (keyframe) {
            keyframeIn = (int) condition.fps();
        }
        picture.put(0, 0, render(frame));
        return encoder.encode(picture, (long) (frame.captureMs() * 90), keyframe);
    }

    private byte[] render(Light.Frame frame) {
        float[] seen = room.clone();
        // The first text tells the size.
        light.lit(frame.startMs(), frame.endMs()).forEach(lit -> code(lit.shownMs()));
        int left = (WIDTH - side) / 2;
        int top = (HEIGHT - side) / 2;
        for (int row = 0; row < side; row++) {
            double below = (row - side / 2.0) / side;
            double laterMs = condition.stamped() ? 0 : light.readoutMs() * below * side / HEIGHT - CODE_SCAN_MS * below;
            List<Light.Lit> lit = light.lit(frame.startMs() + laterMs, frame.endMs() + laterMs);
            for (int column = 0; column < side; column++) {
                seen[(top + row) * WIDTH + left + column] = 0;
            }
            for (Light.Lit one : lit) {
                float[] code = code(one.shownMs());
                float share = (float) one.share();
                for (int column = 0; column < side; column++) {
                    seen[(top + row) * WIDTH + left + column] += share * code[row * side + column];
                }
            }
        }
        byte[] luma = new byte[seen.length];
        int noisy = random.nextInt(NOISE.length - luma.length);
        for (int i = 0; i < seen.length; i++) {
            float level = LEVELS[Math.round(seen[i] * (LEVELS.length - 1))] + NOISE[noisy + i];
            luma[i] = (byte) Math.max(0, Math.min(255, Math.round(level)));
        }
        return luma;
    }

    /** The light of a display that shows the code of an instant, row by row. */
    private float[] code(double shownMs) {
        if (codes.size() > REMEMBERED_TEXTS) {
            codes.remove(codes.keySet().iterator().next());
        }
        return codes.computeIfAbsent(shownMs, this::draw);
    }

    private float[] draw(double shownMs) {
        ByteMatrix modules = matrix(TruthTable.text(base.plusNanos((long) (shownMs * 1e6)), condition.source()));
        side = (modules.getWidth() + 2 * QUIET_MODULES) * MODULE_PX;
        float[] code = new float[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int column = x / MODULE_PX - QUIET_MODULES;
                int row = y / MODULE_PX - QUIET_MODULES;
                boolean inside = column >= 0 && row >= 0 && column < modules.getWidth() && row < modules.getHeight();
                code[y * side + x] = inside && modules.get(column, row) == 1 ? BLACK : WHITE;
            }
        }
        return code;
    }

    private static ByteMatrix matrix(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public void close() {
        encoder.close();
        picture.release();
    }
}
