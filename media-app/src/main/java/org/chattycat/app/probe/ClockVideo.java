package org.chattycat.app.probe;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;
import org.chattycat.analysis.sender.ClockScene;
import org.chattycat.analysis.sender.Vp8Encoder;
import org.opencv.core.Mat;

/**
 * The picture that scripted participants share: a room in which a clock code of the present is held up, in 640x480 and, where
 * somebody needs it, in 320x180. Each size is encoded once, as it is shown, for all who publish it.
 */
public final class ClockVideo implements AutoCloseable {
    /** One encoded frame. Media servers forward it as it is, so that a viewer can tell by the checksum which one it got. */
    record Frame(long clockMs, int rtpTicks, byte[] data, long checksum) {
        Frame(long clockMs, int rtpTicks, byte[] data) {
            this(clockMs, rtpTicks, data, checksumOf(data));
        }

        private static long checksumOf(byte[] data) {
            CRC32 sum = new CRC32();
            sum.update(data);
            return sum.getValue();
        }

        /** By the first bit of a VP8 frame (RFC 6386 section 9.1). */
        boolean keyframe() {
            return (data[0] & 1) == 0;
        }
    }

    private record Shown(LongSupplier nowMs, Function<Instant, String> text) {}

    static final int FRAMES_PER_SECOND = 15;
    private static final int TICKS_PER_FRAME = 90_000 / FRAMES_PER_SECOND;
    /** Browsers do not answer requests for keyframes faster, and here all publishers of a size get each of them. */
    private static final long KEYFRAME_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long LIMIT_MILLIS = 5_000;

    private final Rendition large = new Rendition(640, 480, 500);
    private final Rendition small = new Rendition(320, 180, 150);
    private volatile Shown shown = new Shown(System::currentTimeMillis, ClockScene::text);
    private final Thread thread = new Thread(this::run, "clock-video");
    private volatile boolean closed;

    /** Starts the picture, which shows this machine's clock at first. */
    public ClockVideo() {
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Shows another clock from now on.
     *
     * @param nowMs its time, in ms since 1970
     * @param text of the code at a time
     */
    void show(LongSupplier nowMs, Function<Instant, String> text) {
        shown = new Shown(nowMs, text);
    }

    /** One size, which is encoded while somebody takes it. */
    final class Rendition {
        private final int width;
        private final int height;
        private final int kbitPerSecond;
        private final List<Consumer<Frame>> takers = new CopyOnWriteArrayList<>();
        private volatile boolean keyframeWanted;
        private long keyframeAt;
        private ClockScene scene;
        private Vp8Encoder encoder;

        private Rendition(int width, int height, int kbitPerSecond) {
            this.width = width;
            this.height = height;
            this.kbitPerSecond = kbitPerSecond;
        }

        /** Gives all frames from now on to a taker, which must not block. */
        void start(Consumer<Frame> taker) {
            takers.add(taker);
            keyframeWanted = true;
        }

        void stop(Consumer<Frame> taker) {
            takers.remove(taker);
        }

        void requestKeyframe() {
            keyframeWanted = true;
        }

        private void encode(long clockMs, String text, int ticks) {
            if (takers.isEmpty()) {
                return;
            }
            if (encoder == null) {
                scene = new ClockScene(width, height);
                encoder = new Vp8Encoder(width, height, FRAMES_PER_SECOND, kbitPerSecond);
                keyframeAt = System.nanoTime() - KEYFRAME_PAUSE_NANOS;
            }
            long now = System.nanoTime();
            boolean keyframe = keyframeWanted && now - keyframeAt >= KEYFRAME_PAUSE_NANOS;
            if (keyframe) {
                keyframeWanted = false;
                keyframeAt = now;
            }
            Mat picture = scene.noisy(scene.with(text));
            byte[] data = encoder.encode(picture, Integer.toUnsignedLong(ticks), keyframe);
            // The encoder drops a frame now and then to keep its bit rate.
            if (data.length > 0) {
                Frame frame = new Frame(clockMs, ticks, data);
                takers.forEach(taker -> taker.accept(frame));
            }
        }

        private void release() {
            if (encoder != null) {
                encoder.close();
                scene.close();
            }
        }
    }

    Rendition large() {
        return large;
    }

    Rendition small() {
        return small;
    }

    private void run() {
        long start = System.nanoTime();
        try {
            for (long frame = 0; !closed; frame++) {
                long due = start + frame * TimeUnit.SECONDS.toNanos(1) / FRAMES_PER_SECOND;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                Shown clock = shown;
                long clockMs = clock.nowMs.getAsLong();
                String text = clock.text.apply(Instant.ofEpochMilli(clockMs));
                int ticks = (int) (frame * TICKS_PER_FRAME);
                large.encode(clockMs, text, ticks);
                small.encode(clockMs, text, ticks);
            }
        } catch (InterruptedException e) {
            // Closed.
        } finally {
            large.release();
            small.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LIMIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
