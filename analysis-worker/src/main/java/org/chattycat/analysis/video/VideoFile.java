package org.chattycat.analysis.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;
import org.opencv.core.Mat;

/** The video of an IVF, WebM, MP4 or MOV file, by libavformat. */
final class VideoFile implements PictureFile {
    /** Phones record up to 4K. Larger videos cost memory without a benefit. */
    private static final long MAX_PIXELS = 3840L * 2160;

    /** MP4 and MOV files begin with a box of this type, after its four bytes of length. */
    private static final byte[] FILE_TYPE_BOX = {'f', 't', 'y', 'p'};

    private static final String FORMATS = "ivf,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2";

    static {
        // Otherwise libavformat explains damaged files on standard error, in its own words.
        av_log_set_level(AV_LOG_QUIET);
    }

    private final AVFormatContext format;
    private final AVPacket packet = av_packet_alloc();
    private final PictureDecoder decoder;
    private final int stream;
    private final boolean timestampsAreFrameNumbers;
    private final Orientation orientation;
    private final double secondsPerTick;
    private final long fileBytes;
    private long pictures;
    private long delivered;
    private long damaged;
    private double progress;

    VideoFile(Path file) throws IOException {
        this.format = open(file);
        try {
            // A damaged end makes this fail although the streams are known, so only the presence of a video counts.
            avformat_find_stream_info(format, (PointerPointer<?>) null);
            stream = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
            if (stream < 0) {
                throw new IOException("holds no video");
            }
            timestampsAreFrameNumbers = "ivf".equals(format.iformat().name().getString());
            AVCodecParameters parameters = format.streams(stream).codecpar();
            requireSize(parameters);
            decoder = PictureDecoder.of(parameters, MAX_PIXELS)
                    .orElseThrow(() -> new IOException("no decoder for its video ("
                            + avcodec_get_name(parameters.codec_id()).getString() + ")"));
            orientation = orientation(parameters);
            AVRational tick = format.streams(stream).time_base();
            secondsPerTick = tick.den() == 0 ? 0 : (double) tick.num() / tick.den();
            fileBytes = Files.size(file);
        } catch (IOException | RuntimeException e) {
            release();
            throw e;
        }
    }

    private static AVFormatContext open(Path file) throws IOException {
        AVFormatContext format = avformat_alloc_context();
        AVDictionary options = new AVDictionary(null);
        // Only the supported formats, and only this file. Other formats may refer to other files or addresses.
        av_dict_set(options, "format_whitelist", FORMATS, 0);
        av_dict_set(options, "protocol_whitelist", "file", 0);
        int result = avformat_open_input(format, "file:" + file, null, options);
        av_dict_free(options);
        if (result < 0) {
            throw new IOException(
                    isMp4(file)
                            ? "an incomplete or damaged MP4 or MOV file: its index is missing, so the recording or the copy was cut off"
                            : "not an IVF, WebM, MP4, MOV, PNG or JPEG file");
        }
        return format;
    }

    private static boolean isMp4(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(8);
            return head.length == 8 && Arrays.equals(head, 4, 8, FILE_TYPE_BOX, 0, 4);
        }
    }

    private static void requireSize(AVCodecParameters parameters) throws IOException {
        if ((long) parameters.width() * parameters.height() > MAX_PIXELS) {
            throw new IOException("too large a video: " + parameters.width() + " x " + parameters.height()
                    + " pixels; at most 3840 x 2160 are read");
        }
    }

    private static Orientation orientation(AVCodecParameters parameters) {
        AVPacketSideData matrix = av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        return matrix == null || matrix.isNull()
                ? Orientation.AS_STORED
                : Orientation.ofDisplayMatrix(matrix.data(), matrix.size());
    }

    @Override
    public void forEach(PictureConsumer consumer) throws IOException {
        while (av_read_frame(format, packet) >= 0) {
            if (packet.stream_index() == stream) {
                progress = Math.max(progress, Math.min(1, (double) packet.pos() / fileBytes));
                decode(packet, consumer);
            }
            av_packet_unref(packet);
        }
        progress = 1;
        decode(null, consumer);
        if (delivered == 0) {
            throw new IOException("no picture of it can be decoded");
        }
    }

    private void decode(AVPacket next, PictureConsumer consumer) {
        try {
            decoder.send(next);
            Optional<Mat> luma = decoder.receive();
            while (luma.isPresent()) {
                boolean numbered = timestampsAreFrameNumbers && decoder.timestamp() != AV_NOPTS_VALUE;
                consumer.accept(numbered ? decoder.timestamp() : pictures, luma.get());
                pictures++;
                delivered++;
                luma = decoder.receive();
            }
        } catch (CorruptVideoException e) {
            // Counts and skips one damaged frame. The frames around it can still be read.
            pictures++;
            damaged++;
        }
    }

    @Override
    public OptionalDouble seconds() {
        long timestamp = decoder.timestamp();
        return timestamp == AV_NOPTS_VALUE ? OptionalDouble.empty() : OptionalDouble.of(timestamp * secondsPerTick);
    }

    @Override
    public OptionalDouble duration() {
        return format.duration() <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) format.duration() / AV_TIME_BASE);
    }

    @Override
    public double progress() {
        return progress;
    }

    @Override
    public Orientation orientation() {
        return orientation;
    }

    @Override
    public long damaged() {
        return damaged;
    }

    private void release() {
        av_packet_free(packet);
        avformat_close_input(format);
    }

    @Override
    public void close() {
        decoder.close();
        release();
    }
}
