package org.chattycat.analysis.qr;

import com.google.zxing.common.BitMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.chattycat.analysis.video.OpenCv;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Searches a whole frame for codes, with increasingly expensive methods. */
final class Searcher implements AutoCloseable {
    /**
     * While nothing is found, the expensive stages take turns, each at one frame in this many. A code that is held up stays for
     * several frames. All stages process the first frame, because it may be the only one, and frames after {@link #useAllStages()}.
     */
    private static final int COSTLY_EVERY = 4;

    private static final Scalar GREY = new Scalar(128);

    static {
        OpenCv.load();
    }

    private final ZxingCodes zxing = new ZxingCodes();
    private final GridReader gridReader = new GridReader();
    private final ArucoLocator locator = new ArucoLocator();
    private final Mat whole = new Mat();
    private final Mat half = new Mat();
    private final OutlineLocator outlines = new OutlineLocator();
    private boolean allStages = true;
    private int turn;

    /** Lets all expensive stages process the next frame that needs them. */
    void useAllStages() {
        allStages = true;
    }

    /**
     * Searches for codes outside {@code known} places.
     *
     * @param thorough whether to search more than the half-size frame; the expensive stages run only if no code is known
     * @return a code that was found but cannot be read, if none was read
     */
    Optional<FoundCode> search(Mat luma, List<Quad> known, boolean thorough, Consumer<FoundCode> found) {
        gridReader.takeUnread();
        luma.copyTo(whole);
        known.forEach(this::paintOut);
        int codes = known.size();
        Optional<FoundCode> next = cheaply(thorough);
        while (next.isPresent() && codes < ClockReader.MAX_CODES) {
            found.accept(next.get());
            codes++;
            paintOut(next.get().place());
            next = cheaply(thorough);
        }
        if (codes > 0 || !thorough) {
            return gridReader.takeUnread().map(result -> found(result, false, null));
        }
        Optional<FoundCode> costly = costly(luma, zxing.dark());
        costly.ifPresent(found);
        return costly.isPresent()
                ? Optional.empty()
                : gridReader.takeUnread().map(result -> found(result, false, null));
    }

    /** @param dark the dark pixels of {@code luma}; null if the frame is too small */
    private Optional<FoundCode> costly(Mat luma, BitMatrix dark) {
        if (allStages) {
            allStages = false;
            return localize().or(this::inverted).or(() -> ringed(luma, dark)).or(() -> outlined(luma));
        }
        turn = (turn + 1) % COSTLY_EVERY;
        return switch (turn) {
            case 1 -> localize();
            case 2 -> inverted();
            case 3 -> outlined(luma);
            default -> ringed(luma, dark);
        };
    }

    private Optional<FoundCode> cheaply(boolean fullSize) {
        gridReader.load(whole);
        Imgproc.resize(whole, half, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
        return find(half, 2, false, ScanStage.HALF)
                .or(() -> fullSize ? find(whole, 1, false, ScanStage.FULL) : Optional.empty());
    }

    private Optional<FoundCode> find(Mat frame, double scale, boolean inverted, ScanStage stage) {
        return zxing.find(frame)
                .flatMap(found -> gridReader.complete(found.scaledBy(scale)))
                .map(result -> found(result, inverted, stage));
    }

    private Optional<FoundCode> localize() {
        for (Quad place : locator.locate(whole)) {
            for (QrLayout layout : QrLayout.LIKELY) {
                Optional<GridReader.Result> result = gridReader.readEitherWay(place, layout.size);
                if (result.isPresent()) {
                    return result.map(r -> found(r, false, ScanStage.RECTIFIED));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<FoundCode> inverted() {
        Core.bitwise_not(half, half);
        Core.bitwise_not(whole, whole);
        gridReader.load(whole);
        return find(half, 2, true, ScanStage.INVERTED).or(() -> find(whole, 1, true, ScanStage.INVERTED));
    }

    private Optional<FoundCode> outlined(Mat luma) {
        gridReader.load(luma);
        Imgproc.resize(luma, half, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
        for (Quad outline : outlines.locate(half)) {
            Optional<GridReader.Result> result = gridReader.readOutline(outline.scaledAndMoved(2, 0, 0));
            if (result.isPresent()) {
                return result.map(r -> found(r, false, ScanStage.OUTLINED));
            }
        }
        return Optional.empty();
    }

    private Optional<FoundCode> ringed(Mat luma, BitMatrix dark) {
        if (dark == null) {
            return Optional.empty();
        }
        gridReader.load(luma);
        List<FinderRings.Ring> located = new ArrayList<>(FinderRings.locate(dark));
        located.addAll(ClippedRings.locate(dark));
        return gridReader
                .readOneOf(RingedCodes.ofThree(located))
                .or(() -> gridReader.readOneOf(RingedCodes.ofTwo(located)))
                .map(result -> found(result, false, ScanStage.RINGED));
    }

    private static FoundCode found(GridReader.Result result, boolean inverted, ScanStage stage) {
        return new FoundCode(result.text(), result.decoded(), result.place(), result.modules(), inverted, stage);
    }

    private void paintOut(Quad place) {
        Imgproc.rectangle(whole, place.bounds(), GREY, Imgproc.FILLED);
    }

    @Override
    public void close() {
        locator.close();
        outlines.close();
        whole.release();
        half.release();
    }
}
