package org.chattycat.analysis.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;
import org.opencv.core.Mat;

/** The video of an IVF, WebM or MP4 file, by libavformat. */
final class VideoFile implements PictureFile {
    /** Phones record up to 4K. Larger videos cost memory without a benefit. */
    private static final long MAX_PIXELS = 3840L * 2160;

    private static final String FORMATS = "ivf,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2";

    private final AVFormatContext format;
    private final AVPacket packet = av_packet_alloc();
    private final PictureDecoder decoder;
    private final int stream;
    private final boolean timestampsAreFrameNumbers;
    private long pictures;
    private long delivered;

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
            decoder = PictureDecoder.of(format.streams(stream).codecpar(), MAX_PIXELS)
                    .orElseThrow(() -> new IOException("no decoder for its video"));
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
            throw new IOException("not an IVF, WebM, MP4, PNG or JPEG file");
        }
        return format;
    }

    @Override
    public void forEach(PictureConsumer consumer) throws IOException {
        while (av_read_frame(format, packet) >= 0) {
            if (packet.stream_index() == stream) {
                decode(packet, consumer);
            }
            av_packet_unref(packet);
        }
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
        }
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
