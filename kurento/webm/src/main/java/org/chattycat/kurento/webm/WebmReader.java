package org.chattycat.kurento.webm;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a WebM or Matroska file (RFC 9559) from the beginning to the end. The end may be missing: a file that is still being
 * written, or whose writer was killed, ends with its last whole frame. Not thread-safe.
 */
public final class WebmReader {
    private static final int LACING_FLAGS = 0x06;
    private static final int KEYFRAME_FLAG = 0x80;
    private static final Instant EBML_EPOCH = Instant.parse("2001-01-01T00:00:00Z");

    private final EbmlReader ebml;
    private final WebmHeader header;
    private long nanosPerTick = 1_000_000;
    private double durationTicks = -1;
    private Instant begin;
    private String program = "";
    private List<WebmTrack> tracks;
    private long clusterTicks;

    /** Whether a file begins as WebM and Matroska do: with the id of an EBML header (RFC 8794, section 11.2.1). */
    public static boolean isWebm(byte[] firstBytes) {
        return firstBytes.length >= Integer.BYTES && ByteBuffer.wrap(firstBytes).getInt() == EbmlId.EBML;
    }

    /**
     * Reads the header.
     *
     * @param in should be buffered; the caller closes it
     * @throws WebmException if this is not WebM or Matroska
     */
    public WebmReader(InputStream in) throws IOException {
        ebml = new EbmlReader(in);
        try {
            documentType();
            while (tracks == null) {
                if (!ebml.next()) {
                    throw new EOFException();
                }
                headerElement();
            }
        } catch (EOFException e) {
            throw new WebmException("the file ends before its first frame");
        }
        Optional<Long> duration =
                durationTicks < 0 ? Optional.empty() : Optional.of((long) (durationTicks * nanosPerTick / 1e6));
        header = new WebmHeader(program, Optional.ofNullable(begin), duration, tracks);
    }

    public WebmHeader header() {
        return header;
    }

    private void documentType() throws IOException {
        if (!ebml.next() || ebml.id() != EbmlId.EBML) {
            throw new WebmException("the file is not WebM");
        }
        String type = "";
        EbmlReader children = ebml.children();
        while (children.next()) {
            if (children.id() == EbmlId.DOC_TYPE) {
                type = children.string();
            } else {
                children.skip();
            }
        }
        if (!type.equals("webm") && !type.equals("matroska")) {
            throw new WebmException("the file is not WebM");
        }
    }

    private void headerElement() throws IOException {
        switch (ebml.id()) {
            case EbmlId.SEGMENT -> {} // What follows are its children.
            case EbmlId.INFO -> information(ebml.children());
            case EbmlId.TRACKS -> tracks = tracks(ebml.children());
            case EbmlId.CLUSTER -> throw new WebmException("the file has frames before its list of tracks");
            default -> ebml.skip();
        }
    }

    private void information(EbmlReader info) throws IOException {
        while (info.next()) {
            switch (info.id()) {
                case EbmlId.TIMESTAMP_SCALE -> nanosPerTick = info.uint();
                case EbmlId.DURATION -> durationTicks = info.floating();
                case EbmlId.DATE_UTC -> begin = EBML_EPOCH.plus(Duration.ofNanos(info.uint()));
                case EbmlId.WRITING_APP -> program = info.string();
                default -> info.skip();
            }
        }
        if (nanosPerTick < 1 || nanosPerTick > 1_000_000_000) {
            throw new WebmException("the file has an invalid unit of time");
        }
    }

    static List<WebmTrack> tracks(EbmlReader list) throws IOException {
        List<WebmTrack> tracks = new ArrayList<>();
        while (list.next()) {
            if (list.id() == EbmlId.TRACK_ENTRY) {
                tracks.add(track(list.children()));
            } else {
                list.skip();
            }
        }
        return tracks;
    }

    private static WebmTrack track(EbmlReader entry) throws IOException {
        int number = 0;
        WebmTrack.Type type = WebmTrack.Type.OTHER;
        String codec = "";
        int[] size = new int[2];
        int channels = 0;
        byte[] configuration = {};
        while (entry.next()) {
            switch (entry.id()) {
                case EbmlId.TRACK_NUMBER -> number = (int) entry.uint();
                case EbmlId.TRACK_TYPE -> type = WebmTrack.Type.of(entry.uint());
                case EbmlId.CODEC_ID -> codec = entry.string();
                case EbmlId.CODEC_PRIVATE -> configuration = entry.bytes();
                case EbmlId.VIDEO -> size = size(entry.children());
                case EbmlId.AUDIO -> channels = channels(entry.children());
                default -> entry.skip();
            }
        }
        // Of other codecs it is of no use, and a hostile file could have much of it.
        byte[] used = codec.equals(WebmTrack.H264) ? configuration : new byte[0];
        return new WebmTrack(
                number,
                type,
                codec,
                size[0],
                size[1],
                channels,
                ByteBuffer.wrap(used).asReadOnlyBuffer());
    }

    private static int[] size(EbmlReader video) throws IOException {
        int[] size = new int[2];
        while (video.next()) {
            switch (video.id()) {
                case EbmlId.PIXEL_WIDTH -> size[0] = (int) video.uint();
                case EbmlId.PIXEL_HEIGHT -> size[1] = (int) video.uint();
                default -> video.skip();
            }
        }
        return size;
    }

    private static int channels(EbmlReader audio) throws IOException {
        int channels = 1;
        while (audio.next()) {
            if (audio.id() == EbmlId.CHANNELS) {
                channels = (int) audio.uint();
            } else {
                audio.skip();
            }
        }
        return channels;
    }

    /**
     * @return the next frame of any track, or empty at the end of the file
     * @throws WebmException if the file is damaged or uses what is not supported
     */
    public Optional<WebmFrame> next() throws IOException {
        try {
            while (ebml.next()) {
                switch (ebml.id()) {
                    case EbmlId.CLUSTER -> clusterTicks = 0; // What follows are its children.
                    case EbmlId.TIMESTAMP -> clusterTicks = ebml.uint();
                    case EbmlId.SIMPLE_BLOCK -> {
                        byte[] block = ebml.bytes();
                        return Optional.of(frame(block, block.length > 3 && (block[3] & KEYFRAME_FLAG) != 0));
                    }
                    case EbmlId.BLOCK_GROUP -> {
                        return Optional.of(grouped(ebml.children()));
                    }
                    default -> ebml.skip();
                }
            }
        } catch (EOFException e) {
            // The writer was killed within this element.
        }
        return Optional.empty();
    }

    private WebmFrame grouped(EbmlReader group) throws IOException {
        byte[] block = {};
        boolean refersToOther = false;
        while (group.next()) {
            if (group.id() == EbmlId.BLOCK) {
                block = group.bytes();
            } else {
                refersToOther |= group.id() == EbmlId.REFERENCE_BLOCK;
                group.skip();
            }
        }
        return frame(block, !refersToOther);
    }

    private WebmFrame frame(byte[] block, boolean keyframe) throws IOException {
        if (block.length < 4 || (block[0] & 0x80) == 0) {
            throw new WebmException("a frame of the file is damaged");
        }
        if ((block[3] & LACING_FLAGS) != 0) {
            throw new WebmException("the file has several frames in one block, which is not supported");
        }
        long ticks = clusterTicks + (short) ((block[1] & 0xff) << 8 | block[2] & 0xff);
        byte[] data = new byte[block.length - 4];
        System.arraycopy(block, 4, data, 0, data.length);
        return new WebmFrame(block[0] & 0x7f, (long) (ticks * (double) nanosPerTick / 1e6), keyframe, data);
    }
}
