package org.chattycat.analysis.read;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.chattycat.analysis.decode.OpenCv;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Looks for codes anywhere in a picture, by ever more costly means. */
final class Searcher implements AutoCloseable {
    /**
     * While nothing is found, the localiser looks at one picture in so many: it costs several times what the other
     * stages do, and a code that is held up stays.
     */
    private static final int LOCALIZE_EVERY = 3;

    private static final int[] LIKELY_SIZES = {29, 25};
    private static final Scalar GREY = new Scalar(128);

    static {
        OpenCv.load();
    }

    private final ZxingCodes zxing = new ZxingCodes();
    private final GridReader gridReader = new GridReader();
    private final ArucoLocator locator = new ArucoLocator();
    private final Mat whole = new Mat();
    private final Mat half = new Mat();
    private int picturesSinceLocalized = LOCALIZE_EVERY;

    /**
     * Looks for codes outside {@code known} places.
     *
     * @param thorough whether the localiser may be used
     */
    void search(Mat luma, List<Quad> known, boolean thorough, Consumer<FoundCode> found) {
        luma.copyTo(whole);
        known.forEach(this::paintOut);
        int codes = known.size();
        Optional<FoundCode> next = cheaply();
        while (next.isPresent() && codes < ClockReader.MAX_CODES) {
            found.accept(next.get());
            codes++;
            paintOut(next.get().place());
            next = cheaply();
        }
        if (codes == 0 && thorough && ++picturesSinceLocalized > LOCALIZE_EVERY) {
            picturesSinceLocalized = 0;
            localize().ifPresent(found);
        }
    }

    private Optional<FoundCode> cheaply() {
        gridReader.load(whole);
        Imgproc.resize(whole, half, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
        return find(half, 2, Stage.HALF).or(() -> find(whole, 1, Stage.FULL));
    }

    private Optional<FoundCode> find(Mat picture, double scale, Stage stage) {
        return zxing.find(picture)
                .flatMap(found -> gridReader.complete(found.scaledBy(scale)))
                .map(result -> new FoundCode(result.text(), result.place(), result.modules(), stage));
    }

    private Optional<FoundCode> localize() {
        for (Quad place : locator.locate(whole)) {
            for (int modules : LIKELY_SIZES) {
                Optional<GridReader.Result> result =
                        gridReader.read(place, modules).filter(r -> r.text() != null);
                if (result.isPresent()) {
                    return result.map(r -> new FoundCode(r.text(), r.place(), modules, Stage.RECTIFIED));
                }
            }
        }
        return Optional.empty();
    }

    private void paintOut(Quad place) {
        Imgproc.rectangle(whole, place.bounds(), GREY, Imgproc.FILLED);
    }

    @Override
    public void close() {
        locator.close();
        whole.release();
        half.release();
    }
}
