package org.chattycat.analysis.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.qr.ClockReader;
import org.chattycat.analysis.qr.CodeDetection;
import org.chattycat.analysis.qr.ScanEffort;
import org.chattycat.analysis.video.PictureFile;
import org.opencv.core.Mat;

/** Counts of one pass over all clips of one width. */
final class ReadRound {
    int positives;
    int read;
    int referenceRead;
    int wrong;
    int clips;
    int clipsRead;
    final Cost positive = new Cost();
    final Cost none = new Cost();

    /** The time that the reader and the reference take for the same frames. */
    static final class Cost {
        private long frames;
        private long nanos;
        private long referenceNanos;

        private void add(long readerNanos, long zxingNanos) {
            frames++;
            nanos += readerNanos;
            referenceNanos += zxingNanos;
        }

        double meanMs() {
            return frames == 0 ? 0 : nanos / 1e6 / frames;
        }

        double ratioToReference() {
            return referenceNanos == 0 ? 0 : (double) nanos / referenceNanos;
        }
    }

    static ReadRound of(Path folder, ClipTruth truth, int width) throws IOException {
        ReadRound round = new ReadRound();
        try (ReferenceReader reference = new ReferenceReader()) {
            for (Map.Entry<String, ClipTruth.Clip> clip : truth.clips().entrySet()) {
                if (clip.getValue().width() == width) {
                    try (DirectoryStream<Path> files = ClipTruth.files(folder, clip.getKey())) {
                        for (Path file : files) {
                            round.read(file, clip.getValue(), reference);
                        }
                    }
                }
            }
        }
        return round;
    }

    private void read(Path file, ClipTruth.Clip clip, ReferenceReader reference) throws IOException {
        int positivesBefore = positives;
        int readBefore = read;
        try (PictureFile pictures = PictureFile.open(file);
                ClockReader reader = new ClockReader()) {
            pictures.forEach((number, luma) -> {
                ClipTruth.Frame frame = clip.frames().get(number);
                if (frame != null) {
                    look(luma, frame, reader, reference);
                }
            });
        }
        if (!clip.hopeless() && positives > positivesBefore) {
            clips++;
            clipsRead += read > readBefore ? 1 : 0;
        }
    }

    private void look(Mat luma, ClipTruth.Frame frame, ClockReader reader, ReferenceReader reference) {
        long start = System.nanoTime();
        List<CodeDetection> detections = reader.read(luma, ScanEffort.THOROUGH);
        long readerNanos = System.nanoTime() - start;
        start = System.nanoTime();
        Optional<String> zxing = reference.read(luma);
        long zxingNanos = System.nanoTime() - start;

        if (frame.hasClock()) {
            positives++;
            positive.add(readerNanos, zxingNanos);
            referenceRead += zxing.filter(frame::isRight).isPresent() ? 1 : 0;
            read += detections.stream().anyMatch(s -> frame.isRight(s.text())) ? 1 : 0;
        } else if (frame.hasNoCode()) {
            none.add(readerNanos, zxingNanos);
        }
        wrong += (int) detections.stream()
                .map(CodeDetection::text)
                .filter(text -> !frame.isRight(text) && ClockCode.parse(text) instanceof ClockCode.Valid)
                .count();
    }
}
