package org.chattycat.kurento.webm;

import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes a WebM file (RFC 9559) from the beginning to the end. Segment and clusters have unknown sizes, so a file whose writer was
 * killed can be played up to there. Whoever has the file can add the duration and an index ({@link WebmFinisher}). Not
 * thread-safe.
 */
public final class WebmWriter implements Flushable {
    /** The first version of Matroska with everything that is written here. */
    private static final int DOC_TYPE_VERSION = 4;

    private static final int DOC_TYPE_READ_VERSION = 2;
    private static final Instant EBML_EPOCH = Instant.parse("2001-01-01T00:00:00Z");
    private static final int OPUS_HZ = 48_000;
    /** A decoder of Opus needs so much sound before a position to play from there. */
    private static final long OPUS_PRE_ROLL_NANOS = 80_000_000;

    /** Short enough for a viewer to find a position without an index, and for the two bytes of a block's timestamp. */
    private static final long LONGEST_CLUSTER_MILLIS = 5_000;

    private static final int KEYFRAME_FLAG = 0x80;

    private final OutputStream out;
    private final EbmlWriter ebml;
    private final WebmHeader header;
    private long clusterMillis = -1;

    /**
     * Writes the header. The duration in it is not written.
     *
     * @param out should be buffered
     */
    public WebmWriter(OutputStream out, WebmHeader header) throws IOException {
        this.out = out;
        this.ebml = new EbmlWriter(out);
        this.header = header;
        ebml.master(EbmlId.EBML, WebmWriter::documentType);
        ebml.unknownSizeMaster(EbmlId.SEGMENT);
        ebml.reserve(WebmLayout.SEEK_HEAD_BYTES);
        ebml.master(EbmlId.INFO, this::information);
        ebml.master(EbmlId.TRACKS, tracks -> {
            for (WebmTrack track : header.tracks()) {
                tracks.master(EbmlId.TRACK_ENTRY, entry -> track(entry, track));
            }
        });
    }

    private static void documentType(EbmlWriter to) throws IOException {
        to.uint(EbmlId.EBML_VERSION, 1);
        to.uint(EbmlId.EBML_READ_VERSION, 1);
        to.uint(EbmlId.EBML_MAX_ID_LENGTH, 4);
        to.uint(EbmlId.EBML_MAX_SIZE_LENGTH, 8);
        to.string(EbmlId.DOC_TYPE, "webm");
        to.uint(EbmlId.DOC_TYPE_VERSION, DOC_TYPE_VERSION);
        to.uint(EbmlId.DOC_TYPE_READ_VERSION, DOC_TYPE_READ_VERSION);
    }

    private void information(EbmlWriter to) throws IOException {
        to.uint(EbmlId.TIMESTAMP_SCALE, WebmLayout.NANOS_PER_TICK);
        if (header.begin().isPresent()) {
            to.date(
                    EbmlId.DATE_UTC,
                    Duration.between(EBML_EPOCH, header.begin().get()).toNanos());
        }
        to.string(EbmlId.MUXING_APP, header.program());
        to.string(EbmlId.WRITING_APP, header.program());
        to.reserve(WebmLayout.DURATION_BYTES);
    }

    private static void track(EbmlWriter to, WebmTrack track) throws IOException {
        to.uint(EbmlId.TRACK_NUMBER, track.number());
        to.uint(EbmlId.TRACK_UID, track.number());
        to.uint(EbmlId.TRACK_TYPE, track.type().number);
        to.uint(EbmlId.FLAG_DEFAULT, track.type() == WebmTrack.Type.METADATA ? 0 : 1);
        to.uint(EbmlId.FLAG_LACING, 0);
        to.string(EbmlId.CODEC_ID, track.codec());
        switch (track.type()) {
            case VIDEO ->
                to.master(EbmlId.VIDEO, video -> {
                    video.uint(EbmlId.PIXEL_WIDTH, track.width());
                    video.uint(EbmlId.PIXEL_HEIGHT, track.height());
                });
            case AUDIO -> {
                to.binary(EbmlId.CODEC_PRIVATE, opusHead(track.channels()));
                to.uint(EbmlId.CODEC_DELAY, 0);
                to.uint(EbmlId.SEEK_PRE_ROLL, OPUS_PRE_ROLL_NANOS);
                to.master(EbmlId.AUDIO, audio -> {
                    audio.float64(EbmlId.SAMPLING_FREQUENCY, OPUS_HZ);
                    audio.uint(EbmlId.CHANNELS, track.channels());
                });
            }
            default -> to.string(EbmlId.NAME, "server time");
        }
    }

    /** The identification header of Opus (RFC 7845 section 5.1), without samples to skip. */
    private static byte[] opusHead(int channels) {
        ByteBuffer head = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
        head.put("OpusHead".getBytes(StandardCharsets.US_ASCII));
        head.put((byte) 1).put((byte) channels).putShort((short) 0).putInt(OPUS_HZ);
        return head.putShort((short) 0).put((byte) 0).array();
    }

    /**
     * Writes a frame. Timestamps should ascend over all tracks. A keyframe of the video begins a cluster.
     *
     * @throws IllegalArgumentException if the frame is too far from those before it, or of no track of the file
     */
    public void write(WebmFrame frame) throws IOException {
        WebmTrack.Type type = typeOf(frame.track());
        if (clusterMillis < 0
                || type == WebmTrack.Type.VIDEO && frame.keyframe()
                || frame.millis() - clusterMillis > LONGEST_CLUSTER_MILLIS) {
            clusterMillis = frame.millis();
            ebml.unknownSizeMaster(EbmlId.CLUSTER);
            ebml.uint(EbmlId.TIMESTAMP, clusterMillis);
        }
        long relative = frame.millis() - clusterMillis;
        if (relative < Short.MIN_VALUE) {
            throw new IllegalArgumentException("The frame is " + -relative + " ms before the cluster.");
        }
        if (type == WebmTrack.Type.METADATA) {
            byte[] block = EbmlWriter.bytes(to -> {
                to.raw(blockHeader(frame, (int) relative, 0));
                to.raw(frame.data());
            });
            ebml.master(EbmlId.BLOCK_GROUP, group -> {
                group.binary(EbmlId.BLOCK, block);
                group.uint(EbmlId.BLOCK_DURATION, 1);
            });
        } else {
            byte[] start = blockHeader(frame, (int) relative, frame.keyframe() ? KEYFRAME_FLAG : 0);
            ebml.header(EbmlId.SIMPLE_BLOCK, start.length + frame.data().length);
            ebml.raw(start);
            ebml.raw(frame.data());
        }
    }

    private WebmTrack.Type typeOf(int number) {
        return header.tracks().stream()
                .filter(track -> track.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The file has no track " + number + "."))
                .type();
    }

    /** RFC 9559 sections 10.1 and 10.2. */
    private static byte[] blockHeader(WebmFrame frame, int relative, int flags) {
        return new byte[] {
            (byte) (0x80 | frame.track()), (byte) (relative >> 8), (byte) relative, (byte) flags,
        };
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
