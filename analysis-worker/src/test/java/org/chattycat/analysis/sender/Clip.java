package org.chattycat.analysis.sender;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;

/** A few seconds of encoded video that can be sent repeatedly, because it starts with a keyframe. */
public record Clip(List<byte[]> frames) {
    public static final int FRAMES_PER_SECOND = 30;
    private static final int FRAMES = 5 * FRAMES_PER_SECOND;
    /** A code that changes 10 times a second. */
    private static final int FRAMES_PER_CODE = 3;

    public static Clip encode(int width, int height, int kbitPerSecond, boolean code) {
        List<byte[]> frames = new ArrayList<>();
        Instant start = Instant.now();
        try (ClockScene scene = new ClockScene(width, height);
                Vp8Encoder encoder = new Vp8Encoder(width, height, FRAMES_PER_SECOND, kbitPerSecond)) {
            for (int i = 0; i < FRAMES; i++) {
                Instant shown = start.plusMillis(i / FRAMES_PER_CODE * 100L);
                Mat picture = scene.noisy(code ? scene.with(ClockScene.text(shown)) : scene.empty());
                byte[] frame = encoder.encode(picture, i * 90_000L / FRAMES_PER_SECOND, i == 0);
                if (frame.length > 0) {
                    frames.add(frame);
                }
            }
        }
        return new Clip(frames);
    }
}
