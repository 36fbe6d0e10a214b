package org.chattycat.analysis.read;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.chattycat.analysis.decode.OpenCv;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Reads the codes in the pictures of one stream, remembering from picture to picture where they were. One per stream,
 * not thread-safe; {@link #close()} releases its native memory.
 */
public final class ClockReader implements AutoCloseable {
    /** A phone and a stamp share a picture; more codes than this are a poster wall, and each costs time. */
    private static final int MAX_CODES = 4;
    /** A code that was lost is looked for in its old place this many times: a third of a second at 30 fps. */
    private static final int MAX_MISSES = 10;
    /** With a code in sight, the rest of the picture is searched for others once in so many pictures. */
    private static final int SEARCH_REST_EVERY = 10;
    /** The smallest code has 21 modules, and no camera shows one at a pixel each. */
    private static final int MIN_PICTURE_PX = 32;

    private final ZxingCodes zxing = new ZxingCodes();
    private final ArucoLocator locator;
    private final Rectifier rectifier;
    private final Mat scaled;
    private final Mat whole;
    private final List<Track> tracks = new ArrayList<>();
    private int picturesSinceSearch = SEARCH_REST_EVERY;

    /** A code in sight. */
    private static final class Track {
        Quad place;
        int modules;
        int misses;
    }

    public ClockReader() {
        OpenCv.load();
        locator = new ArucoLocator();
        rectifier = new Rectifier();
        scaled = new Mat();
        whole = new Mat();
    }

    /** Whether a code is in sight, so that every picture is worth a look. */
    public boolean tracking() {
        return !tracks.isEmpty();
    }

    /**
     * Reads what codes there are.
     *
     * @param luma the picture, 8 bits a pixel; not changed
     * @return one sighting per code, at most {@value #MAX_CODES}
     */
    public List<CodeSighting> read(Mat luma, Effort effort) {
        long start = System.nanoTime();
        List<CodeSighting> sightings = new ArrayList<>();
        if (luma.cols() < MIN_PICTURE_PX || luma.rows() < MIN_PICTURE_PX) {
            return sightings;
        }
        for (Iterator<Track> i = tracks.iterator(); i.hasNext(); ) {
            Track track = i.next();
            Optional<CodeSighting> sighting = readTracked(luma, track, start);
            sighting.ifPresent(sightings::add);
            track.misses = sighting.isPresent() ? 0 : track.misses + 1;
            if (track.misses > MAX_MISSES) {
                i.remove();
            }
        }
        boolean searchDue = sightings.isEmpty() || ++picturesSinceSearch > SEARCH_REST_EVERY;
        if (effort != Effort.TRACK && searchDue) {
            picturesSinceSearch = 0;
            search(luma, effort, sightings, start);
        }
        return sightings;
    }

    private Optional<CodeSighting> readTracked(Mat luma, Track track, long start) {
        Rect bounds = track.place.bounds();
        int margin = Math.max(24, (int) (0.4 * track.place.sidePx()));
        Optional<Rect> region = clip(
                new Rect(bounds.x - margin, bounds.y - margin, bounds.width + 2 * margin, bounds.height + 2 * margin),
                luma);
        if (region.isEmpty()) {
            return Optional.empty();
        }
        double modulePx = track.place.sidePx() / track.modules;
        double scale = modulePx > 7 ? 5 / modulePx : modulePx < 3.5 ? 2 : 1;
        Mat part = luma.submat(region.get());
        Imgproc.resize(part, scaled, new Size(), scale, scale, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_CUBIC);
        part.release();
        return zxing.find(scaled)
                .filter(found -> found.text() != null)
                .map(found -> sighting(track, found, 1 / scale, region.get().x, region.get().y, Stage.TRACKED, start));
    }

    private void search(Mat luma, Effort effort, List<CodeSighting> sightings, long start) {
        luma.copyTo(whole);
        sightings.forEach(this::paintOut);
        int known = -1;
        while (known < sightings.size() && sightings.size() < MAX_CODES) {
            known = sightings.size();
            Imgproc.resize(whole, scaled, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
            searchIn(scaled, 2, Stage.HALF, sightings, start);
            if (known == sightings.size()) {
                searchIn(whole, 1, Stage.FULL, sightings, start);
            }
        }
        if (sightings.isEmpty() && effort == Effort.THOROUGH) {
            for (Quad place : locator.locate(luma)) {
                zxing.find(rectifier.rectify(luma, place))
                        .filter(found -> found.text() != null)
                        .ifPresent(found -> sightings.add(sighting(
                                newTrack(),
                                new ZxingCodes.Found(found.text(), place, found.modules()),
                                1,
                                0,
                                0,
                                Stage.RECTIFIED,
                                start)));
            }
        }
    }

    private void searchIn(Mat picture, double scale, Stage stage, List<CodeSighting> sightings, long start) {
        zxing.find(picture).filter(found -> found.text() != null).ifPresent(found -> {
            sightings.add(sighting(newTrack(), found, scale, 0, 0, stage, start));
            paintOut(sightings.get(sightings.size() - 1));
        });
    }

    private void paintOut(CodeSighting sighting) {
        Imgproc.rectangle(whole, sighting.place().bounds(), new Scalar(128), Imgproc.FILLED);
    }

    private Track newTrack() {
        tracks.removeIf(track -> track.misses > 0);
        Track track = new Track();
        tracks.add(track);
        return track;
    }

    private static CodeSighting sighting(
            Track track, ZxingCodes.Found found, double scale, int left, int top, Stage stage, long start) {
        track.place = found.place().scaledAndMoved(scale, left, top);
        track.modules = found.modules();
        return new CodeSighting(found.text(), track.place, stage, System.nanoTime() - start);
    }

    private static Optional<Rect> clip(Rect rect, Mat picture) {
        int left = Math.max(0, rect.x);
        int top = Math.max(0, rect.y);
        int right = Math.min(picture.cols(), rect.x + rect.width);
        int bottom = Math.min(picture.rows(), rect.y + rect.height);
        return right - left < 16 || bottom - top < 16
                ? Optional.empty()
                : Optional.of(new Rect(left, top, right - left, bottom - top));
    }

    @Override
    public void close() {
        locator.close();
        rectifier.close();
        scaled.release();
        whole.release();
    }
}
