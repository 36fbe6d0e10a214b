package org.chattycat.analysis.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.pipeline.LiveScan;
import org.chattycat.analysis.qr.ClockReader;
import org.chattycat.analysis.qr.CodeDetection;
import org.chattycat.analysis.qr.ScanEffort;
import org.chattycat.analysis.video.PictureFile;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Compares live reading with reading in full. Each clip begins with its own scene without the code, which is painted over, until
 * the worker expects nothing more. Then the code appears.
 */
final class LiveRound {
    private static final double FRAME_MS = 1_000.0 / 30;
    /** The scene without a code: long enough that nothing of it is searched any more. */
    private static final int EMPTY_FRAMES = 60;
    /** Codes appear at different times between two searches. */
    private static final int PHASES = 6;

    /** Forwards, backwards and forwards again, so that nothing jumps. What the last one reads is compared. */
    private static final int PASSES = 3;

    private final List<Double> firstMs = new ArrayList<>();
    private int neverRead;
    private int frames;
    private int full;
    private int live;
    private int wrong;

    private record Shown(Mat luma, double atMs, ClipTruth.Frame truth) {}

    static LiveRound of(Path folder, ClipTruth truth) throws IOException {
        LiveRound round = new LiveRound();
        for (Map.Entry<String, ClipTruth.Clip> clip : truth.clips().entrySet()) {
            try (DirectoryStream<Path> files = ClipTruth.files(folder, clip.getKey())) {
                for (Path file : files) {
                    List<Shown> shown = shown(file, clip.getValue());
                    if (shown.stream().anyMatch(one -> one.truth.hasClock())) {
                        round.compare(shown);
                    }
                    shown.forEach(one -> one.luma.release());
                }
            }
        }
        return round;
    }

    private static List<Shown> shown(Path file, ClipTruth.Clip clip) throws IOException {
        List<Shown> shown = new ArrayList<>();
        try (PictureFile pictures = PictureFile.open(file)) {
            pictures.forEach((number, luma) -> {
                ClipTruth.Frame truth = clip.frames().get(number);
                if (truth != null) {
                    shown.add(new Shown(luma.clone(), number * FRAME_MS, truth));
                }
            });
        }
        return shown;
    }

    private void compare(List<Shown> shown) {
        List<Rect> places = new ArrayList<>();
        int readInFull = 0;
        try (ClockReader reader = new ClockReader()) {
            for (Shown one : shown) {
                List<CodeDetection> detections = reader.read(one.luma, ScanEffort.THOROUGH);
                detections.forEach(detection -> places.add(detection.place().bounds()));
                readInFull += isRight(one, detections) ? 1 : 0;
            }
        }
        if (readInFull == 0) {
            return;
        }
        full += readInFull;
        Mat empty = without(places, shown.get(0).luma);
        double startMs = (EMPTY_FRAMES + firstMs.size() % PHASES) * FRAME_MS;
        double passMs = shown.get(shown.size() - 1).atMs + FRAME_MS;
        double firstShownMs = startMs
                + shown.stream().filter(one -> one.truth.hasClock()).findFirst().orElseThrow().atMs;
        Double firstReadMs = null;
        try (LiveScan scan = new LiveScan()) {
            for (double ms = 0; ms < startMs; ms += FRAME_MS) {
                scan.read(empty, nanos(ms));
            }
            for (int pass = 0; pass < PASSES; pass++) {
                boolean back = pass % 2 == 1;
                for (int i = 0; i < shown.size(); i++) {
                    Shown one = shown.get(back ? shown.size() - 1 - i : i);
                    double atMs = startMs + pass * passMs + (back ? passMs - FRAME_MS - one.atMs : one.atMs);
                    List<CodeDetection> detections = scan.read(one.luma, nanos(atMs));
                    boolean right = isRight(one, detections);
                    if (right && firstReadMs == null) {
                        firstReadMs = atMs;
                    }
                    // What is lost before the first reading is the time to it.
                    if (pass == PASSES - 1 && one.truth.hasClock()) {
                        frames++;
                        live += right ? 1 : 0;
                    }
                    wrong += (int) detections.stream()
                            .map(CodeDetection::text)
                            .filter(text ->
                                    !one.truth.isRight(text) && ClockCode.parse(text) instanceof ClockCode.Valid)
                            .count();
                }
            }
        }
        empty.release();
        firstMs.add(firstReadMs == null ? Double.POSITIVE_INFINITY : firstReadMs - firstShownMs);
        neverRead += firstReadMs == null ? 1 : 0;
    }

    private static boolean isRight(Shown one, List<CodeDetection> detections) {
        return detections.stream().anyMatch(detection -> one.truth.isRight(detection.text()));
    }

    private static long nanos(double ms) {
        return (long) (ms * 1e6);
    }

    private static Mat without(List<Rect> places, Mat luma) {
        Mat empty = luma.clone();
        Scalar mean = Core.mean(luma);
        for (Rect place : places) {
            int margin = place.width / 4;
            Imgproc.rectangle(
                    empty,
                    new Point(place.x - margin, place.y - margin),
                    new Point(place.x + place.width + margin, place.y + place.height + margin),
                    mean,
                    Imgproc.FILLED);
        }
        return empty;
    }

    void print() {
        double[] sorted = firstMs.stream().mapToDouble(ms -> ms).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"read\",\"scenario\":\"live\",\"clips\":%d,\"frames\":%d,\"fullPercent\":%.2f,"
                        + "\"livePercent\":%.2f,\"firstP50Ms\":%.0f,\"firstP95Ms\":%.0f,\"firstMaxMs\":%.0f,"
                        + "\"neverRead\":%d,\"wrong\":%d}%n",
                sorted.length,
                frames,
                100.0 * full / frames,
                100.0 * live / frames,
                sorted[sorted.length / 2],
                sorted[(int) Math.ceil(0.95 * sorted.length) - 1],
                sorted[sorted.length - neverRead - 1],
                neverRead,
                wrong);
    }
}
