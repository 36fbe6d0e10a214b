package org.chattycat.kurento.embedded.mp4;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.h264.AvcConfiguration;

/**
 * Reads an MP4 file: its H.264 and its Opus, in the order of decoding. A fragmented file whose writer was killed ends with its last
 * whole frame. Not thread-safe.
 */
public final class Mp4Reader {
    /** How many of a file's first bytes {@link #isMp4} needs. */
    public static final int SIGNATURE_BYTES = 8;

    private static final int MAX_MOVIE_BYTES = 16 << 20;
    private static final int MAX_FRAGMENT_BYTES = 4 << 20;
    /** Boxes in a row without frames. */
    private static final int MAX_OTHER_BOXES = 1_000;
    /** How far fragments are read ahead where audio and video have fragments of their own. */
    private static final int LOOK_AHEAD_BYTES = StreamBytes.REACH_BYTES / 2;

    private static final Set<Integer> FIRST_BOXES = Set.of(
            BoxType.FTYP,
            BoxType.STYP,
            BoxType.FREE,
            BoxType.SKIP,
            BoxType.WIDE,
            BoxType.MDAT,
            BoxType.MOOV,
            BoxType.MOOF);

    private final ByteSource source;
    private final Movie movie;
    private final List<TrackQueue> queues = new ArrayList<>();
    private boolean ended;

    private long nextBox;
    private int type;
    private long boxStart;
    private long contentStart;
    private long contentBytes;

    private Mp4Reader(ByteSource source) throws IOException {
        this.source = source;
        movie = readMovie();
        if (movie.video().isPresent()) {
            queues.add(new TrackQueue(movie.video().get()));
        }
        if (movie.audio().isPresent()) {
            queues.add(new TrackQueue(movie.audio().get()));
        }
    }

    /** Whether a file that begins like this is MP4. */
    public static boolean isMp4(byte[] firstBytes) {
        return firstBytes.length >= SIGNATURE_BYTES && FIRST_BOXES.contains(NetworkOrder.i32(firstBytes, 4));
    }

    /**
     * Reads the index of a local file.
     *
     * @param file which the caller closes
     * @throws Mp4Exception if it is not MP4, or uses what is not supported
     */
    public static Mp4Reader of(FileChannel file) throws IOException {
        return new Mp4Reader(new FileBytes(file));
    }

    /**
     * Reads the index of a file that comes from elsewhere. An index at the end is found only if the frames before it take less than
     * 4 MiB.
     *
     * @param stream which the caller closes
     * @throws Mp4Exception if it is not MP4, or uses what is not supported
     */
    public static Mp4Reader of(InputStream stream) throws IOException {
        return new Mp4Reader(new StreamBytes(stream));
    }

    /** Empty if it is unknown, as of a live stream. */
    public Optional<Long> durationMillis() {
        return movie.durationMillis();
    }

    /** Of the file's video; empty if it has none in H.264. */
    public Optional<AvcConfiguration> h264() {
        return movie.video().flatMap(Mp4Track::h264);
    }

    public boolean hasOpus() {
        return movie.audio().isPresent();
    }

    /** Formats of the tracks that are not read, four characters each. */
    public List<String> leftOut() {
        return movie.leftOut();
    }

    private Movie readMovie() throws IOException {
        try {
            for (int boxes = 0; boxes < MAX_OTHER_BOXES && nextBox(); boxes++) {
                if (type == BoxType.MOOV) {
                    return Movie.read(content(MAX_MOVIE_BYTES));
                }
                if (type == BoxType.MDAT && contentBytes > source.reach()) {
                    throw new Mp4Exception(
                            "the file's index is behind more than 4 MiB of frames, and over HTTP it must be "
                                    + "at the beginning");
                }
            }
        } catch (EOFException e) {
            throw new Mp4Exception("the file ends within its index");
        }
        throw new Mp4Exception("the file has no index");
    }

    /** Goes to the next box of the file. @return false at the end of the file */
    private boolean nextBox() throws IOException {
        boxStart = nextBox;
        byte[] header;
        try {
            header = source.read(boxStart, 8);
        } catch (EOFException e) {
            return false;
        }
        long size = NetworkOrder.u32(header, 0);
        type = NetworkOrder.i32(header, 4);
        contentStart = boxStart + 8;
        if (size == 1) {
            size = NetworkOrder.i64(source.read(contentStart, 8), 0);
            contentStart += 8;
        }
        if (size == 0) {
            return false; // The rest of the file, which only frames are.
        }
        contentBytes = size - (contentStart - boxStart);
        nextBox = boxStart + size;
        if (contentBytes < 0 || nextBox < boxStart) {
            throw new Mp4Exception("a box of the file has an invalid size");
        }
        return true;
    }

    private BoxReader content(int atMost) throws IOException {
        if (contentBytes > atMost) {
            throw new Mp4Exception("the file's index is too large");
        }
        byte[] content = source.read(contentStart, (int) contentBytes);
        return new BoxReader(content, 0, content.length);
    }

    /**
     * @return the next frame, or empty at the end
     * @throws Mp4Exception if the file is damaged or uses what is not supported
     */
    public Optional<Mp4Frame> next() throws IOException {
        while (true) {
            lookAhead();
            TrackQueue first = null;
            for (TrackQueue queue : queues) {
                if (!queue.isEmpty() && (first == null || queue.decodeNanos() < first.decodeNanos())) {
                    first = queue;
                }
            }
            if (first == null) {
                return Optional.empty();
            }
            boolean leftOut = first.isLeftOut();
            Sample sample = first.head();
            Mp4Frame frame = new Mp4Frame(
                    first.track().isVideo(),
                    first.decodeNanos(),
                    first.presentNanos(),
                    sample.keyframe(),
                    sample.offset(),
                    sample.size());
            first.advance();
            if (!leftOut) {
                return Optional.of(frame);
            }
        }
    }

    /**
     * Reads the bytes of a frame that {@link #next} returned last.
     *
     * @throws EOFException if the writer of a fragmented file was killed before it had written this frame
     */
    public byte[] data(Mp4Frame frame) throws IOException {
        try {
            return source.read(frame.offset(), frame.size());
        } catch (EOFException e) {
            if (movie.fragmented()) {
                throw e;
            }
            throw new Mp4Exception("a frame is outside the file");
        }
    }

    private void lookAhead() throws IOException {
        if (!movie.fragmented()) {
            return;
        }
        int others = 0;
        while (!ended && mayLookAhead()) {
            int before = queued();
            try {
                ended = !nextBox();
                if (!ended && type == BoxType.MOOF) {
                    fragments(content(MAX_FRAGMENT_BYTES));
                }
            } catch (EOFException e) {
                ended = true; // The writer was killed within this box.
            }
            others = queued() > before ? 0 : others + 1;
            if (others > MAX_OTHER_BOXES) {
                throw new Mp4Exception("the file has too many boxes without frames");
            }
        }
    }

    private int queued() {
        return queues.stream().mapToInt(TrackQueue::size).sum();
    }

    /** Whether a track has no frame left, and those of others are neither many nor far behind. */
    private boolean mayLookAhead() {
        boolean wanted = false;
        long oldest = Long.MAX_VALUE;
        for (TrackQueue queue : queues) {
            wanted |= queue.isEmpty();
            oldest = queue.isEmpty() ? oldest : Math.min(oldest, queue.head().offset());
        }
        return wanted && queued() < Fragment.MAX_SAMPLES && nextBox - LOOK_AHEAD_BYTES < oldest;
    }

    private void fragments(BoxReader moof) throws IOException {
        boolean first = true;
        while (moof.next()) {
            if (moof.type() != BoxType.TRAF) {
                continue;
            }
            byte[] traf = moof.content().rest();
            long id = Fragment.track(new BoxReader(traf, 0, traf.length));
            for (TrackQueue queue : queues) {
                if (queue.track().id() == id) {
                    Fragment fragment =
                            new Fragment(boxStart, first, queue.track().defaults(), queue.nextFragmentTicks());
                    List<Sample> samples = fragment.read(new BoxReader(traf, 0, traf.length));
                    queue.add(samples, fragment.decodeTicks());
                }
            }
            if (queued() > 2 * Fragment.MAX_SAMPLES) {
                throw new Mp4Exception("a fragment of the file has too many frames");
            }
            first = false;
        }
    }
}
