package org.chattycat.analysis.qr;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.chattycat.analysis.video.OpenCv;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Remembers the places of codes and reads them there. */
final class Tracker implements AutoCloseable {
    /** A code that disappeared is searched for at its old place in this many frames: a third of a second at 30 fps. */
    private static final int MAX_ABSENCES = 10;
    /** A code that is present but unreadable is tracked for this many frames: three seconds at 30 fps. */
    private static final int MAX_MISSES = 90;
    /** The number of successive frames that are not read because nothing changed. A change that the test misses is read a third of a second later. */
    private static final int MAX_UNCHANGED = 10;
    /** Larger modules are scaled down by a whole number, which is fast, to at least this size. More pixels only cost time. */
    private static final double MODULE_PX = 4;
    /** A code that moved less from frame to frame is at its old place. */
    private static final double STILL_PX = 0.01;

    static {
        OpenCv.load();
    }

    private final GridReader gridReader = new GridReader();
    private final ZxingCodes zxing = new ZxingCodes();
    private final Mat changed = new Mat();
    private Mat part = new Mat();
    /** What is read: {@link #part} or {@link #changed}. */
    private Mat loaded;

    private final List<Track> tracks = new ArrayList<>();
    private final boolean skipUnchanged;

    /** @param skipUnchanged whether to skip a code that looks the same as when it was read */
    Tracker(boolean skipUnchanged) {
        this.skipUnchanged = skipUnchanged;
    }

    /** A tracked code. */
    private static final class Track {
        /** Whether it was ever read. Otherwise it may be mirrored, or no code at all. */
        boolean readEver;

        Quad place;
        int modules;
        boolean inverted;
        /** How far it moved from the last frame but one to the last one. */
        double movedX;

        double movedY;
        /** The score of its fixed patterns; above every possible score until it is measured. */
        double score = 2;
        /** Frames since it was last read. */
        int misses;
        /** Frames since it was last present, whether it was read or not. */
        int absences;
        /** Its text and appearance at the last reading; null after a frame in which it was not read. */
        String text;
        /** The code that was last decoded there; null if only ZXing could read it. */
        Decoded decoded;
        /** What may follow that code; null until it is needed. */
        Prediction prediction;
        /** What is known of it while it was never read. */
        UnreadClock unread;

        ModuleSnapshot snapshot;
        /** Frames since then without a change. */
        int unchanged;

        /** The number of pixels that become one for reading. */
        int reduction() {
            return (int) Math.max(1, Math.floor(place.sidePx() / modules / MODULE_PX));
        }

        boolean isAt(Quad other) {
            return Math.hypot(place.topLeft().x - other.topLeft().x, place.topLeft().y - other.topLeft().y)
                    < place.sidePx() / 2;
        }

        GridReader.Past past() {
            if (prediction == null && decoded != null) {
                prediction = QrLayout.ofSize(modules)
                        .filter(decoded::isOf)
                        .flatMap(layout -> Prediction.of(layout, decoded))
                        .orElse(null);
            }
            if (readEver) {
                unread = null;
            } else if (unread == null || unread.modules() != modules) {
                unread = QrLayout.ofSize(modules).map(UnreadClock::new).orElse(null);
            }
            return new GridReader.Past(decoded, prediction, misses + 1, unread);
        }

        boolean isMoving() {
            return Math.abs(movedX) + Math.abs(movedY) > STILL_PX;
        }

        void moveTo(Quad next) {
            movedX = next.centre().x - place.centre().x;
            movedY = next.centre().y - place.centre().y;
            place = next;
        }
    }

    /** Whether a code is in sight that was never read. */
    boolean holdsUnread() {
        return tracks.stream().anyMatch(track -> !track.readEver && track.absences == 0);
    }

    boolean tracking() {
        return !tracks.isEmpty();
    }

    /** Starts to track a code that was found by a search, or that was found and could not be read. */
    void track(FoundCode found) {
        // The found code is most likely one that was lost, or was not read before.
        tracks.removeIf(track -> track.absences > 0 || track.isAt(found.place()));
        Track track = new Track();
        track.readEver = found.text() != null;
        track.place = found.place();
        track.decoded = found.decoded();
        track.modules = found.modules();
        track.inverted = found.inverted();
        tracks.add(track);
    }

    /**
     * Reads the known codes.
     *
     * @param found receives each code that was read
     * @return the places of the codes that are present, whether they were read or not
     */
    List<Quad> read(Mat luma, Consumer<FoundCode> found) {
        List<Quad> present = new ArrayList<>();
        for (Iterator<Track> i = tracks.iterator(); i.hasNext(); ) {
            Track track = i.next();
            Optional<FoundCode> code = unchanged(luma, track)
                    .or(() -> Pictures.clip(surroundings(track), luma).flatMap(region -> readIn(luma, region, track)));
            track.misses = code.isPresent() ? 0 : track.misses + 1;
            code.ifPresent(found);
            if (track.absences == 0 && track.readEver) {
                present.add(track.place);
            }
            if (track.absences > MAX_ABSENCES || track.misses > MAX_MISSES) {
                i.remove();
            }
        }
        // The frame's memory belongs to the decoder.
        part.release();
        return present;
    }

    /** The code as it was read before, if it looks the same. Only its own pixels are needed, a third of those that a reading needs. */
    private Optional<FoundCode> unchanged(Mat luma, Track track) {
        if (track.snapshot == null || track.unchanged >= MAX_UNCHANGED) {
            return Optional.empty();
        }
        Optional<Rect> region = Pictures.clip(aligned(track.place.bounds(), 1, track), luma);
        if (region.isEmpty()) {
            return Optional.empty();
        }
        load(luma, region.get(), track);
        Quad place = track.place.movedAndScaled(-region.get().x, -region.get().y, 1.0 / track.reduction());
        if (QrLayout.ofSize(track.modules)
                .filter(layout -> track.snapshot.isSameAs(gridReader.dataModules(place, layout)))
                .isEmpty()) {
            return Optional.empty();
        }
        track.unchanged++;
        return Optional.of(found(track, ScanStage.UNCHANGED));
    }

    /** Loads a part of the frame for reading: reduced, and with dark modules. */
    private void load(Mat luma, Rect region, Track track) {
        part.release();
        part = luma.submat(region);
        int reduction = track.reduction();
        if (reduction > 1) {
            Imgproc.resize(part, changed, new Size(), 1.0 / reduction, 1.0 / reduction, Imgproc.INTER_AREA);
        }
        if (track.inverted) {
            Core.bitwise_not(reduction > 1 ? changed : part, changed);
        }
        // Most codes are read from the frame itself.
        loaded = reduction > 1 || track.inverted ? changed : part;
        gridReader.load(loaded);
    }

    private Optional<FoundCode> readIn(Mat luma, Rect region, Track track) {
        double scale = 1.0 / track.reduction();
        load(luma, region, track);
        Quad before = track.place.movedAndScaled(-region.x, -region.y, scale);
        Quad start = track.isMoving()
                ? gridReader.better(
                        before, before.scaledAndMoved(1, track.movedX * scale, track.movedY * scale), track.modules)
                : before;
        Optional<GridReader.Result> result = gridReader
                .readUnmoved(start, track.modules, track.score)
                .or(() -> gridReader.read(start, track.modules, track.past()));
        if (result.filter(GridReader.Result::isCertain).isEmpty()) {
            result = zxing.find(loaded).flatMap(code -> relocated(code, track));
        }
        boolean present = result.filter(GridReader.Result::isCertain).isPresent();
        track.absences = present ? 0 : track.absences + 1;
        if (present) {
            track.moveTo(result.get().place().scaledAndMoved(1 / scale, region.x, region.y));
            track.modules = result.get().modules();
            track.score = result.get().score();
            if (!track.readEver && result.get().text() == null && !result.get().clock()) {
                track.place = track.place.mirrored();
            }
        }
        track.text = result.map(GridReader.Result::text).orElse(null);
        track.readEver |= track.text != null;
        Decoded decoded = result.map(GridReader.Result::decoded).orElse(track.decoded);
        if (decoded != track.decoded) {
            track.decoded = decoded;
            track.prediction = null;
        }
        track.snapshot = track.text != null && skipUnchanged ? snapshot(result.get()) : null;
        track.unchanged = 0;
        if (track.text == null) {
            return Optional.empty();
        }
        return Optional.of(found(track, result.get().predicted() ? ScanStage.PREDICTED : ScanStage.TRACKED));
    }

    /** Reads a code that moved, where ZXing found it. */
    private Optional<GridReader.Result> relocated(ZxingCodes.Found code, Track track) {
        if (code.text() != null || code.modules() != track.modules) {
            return gridReader.complete(code);
        }
        Quad place = track.place.isMirrored() ? code.place().mirrored() : code.place();
        return gridReader.read(place, track.modules, track.past());
    }

    /** Null for a code of a size that clocks do not have, which is read each time. */
    private ModuleSnapshot snapshot(GridReader.Result result) {
        return QrLayout.ofSize(result.modules())
                .map(layout -> new ModuleSnapshot(gridReader.dataModules(result.place(), layout)))
                .orElse(null);
    }

    private static FoundCode found(Track track, ScanStage stage) {
        return new FoundCode(track.text, track.decoded, track.place, track.modules, track.inverted, stage);
    }

    private static Rect surroundings(Track track) {
        return aligned(track.place.bounds(), Math.max(24, (int) (0.4 * track.place.sidePx())), track);
    }

    /** A rectangle with a margin. Its corner is such that every part of a frame is reduced to the same pixels. */
    private static Rect aligned(Rect bounds, int margin, Track track) {
        int step = track.reduction();
        int left = Math.floorDiv(bounds.x - margin, step) * step;
        int top = Math.floorDiv(bounds.y - margin, step) * step;
        return new Rect(left, top, bounds.x + bounds.width + margin - left, bounds.y + bounds.height + margin - top);
    }

    @Override
    public void close() {
        part.release();
        changed.release();
    }
}
