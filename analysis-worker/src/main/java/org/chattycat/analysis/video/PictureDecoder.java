package org.chattycat.analysis.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.opencv.core.Mat;

/** One libavcodec decoder, single-threaded, owning its context and its frame. */
final class PictureDecoder implements AutoCloseable {
    static {
        OpenCv.load();
        // Otherwise libavcodec logs each damaged frame of each stream to standard error.
        av_log_set_level(AV_LOG_QUIET);
    }

    private final AVCodecContext context;
    private final AVFrame frame = av_frame_alloc();
    private final LumaPlane luma = new LumaPlane();

    private PictureDecoder(AVCodec codec, AVCodecParameters parameters, long maxPixels) {
        context = avcodec_alloc_context3(codec);
        if (parameters != null) {
            avcodec_parameters_to_context(context, parameters);
        }
        context.thread_count(1);
        context.max_pixels(maxPixels);
        int result = avcodec_open2(context, codec, (AVDictionary) null);
        if (result < 0) {
            close();
            throw new IllegalStateException("libavcodec cannot open its decoder: error " + result);
        }
    }

    static PictureDecoder ofVp8(long maxPixels) {
        return new PictureDecoder(avcodec_find_decoder_by_name("vp8"), null, maxPixels);
    }

    /** A decoder for a container's stream; empty if libavcodec has none. */
    static Optional<PictureDecoder> of(AVCodecParameters parameters, long maxPixels) {
        AVCodec codec = avcodec_find_decoder(parameters.codec_id());
        return codec == null || codec.isNull()
                ? Optional.empty()
                : Optional.of(new PictureDecoder(codec, parameters, maxPixels));
    }

    /** Accepts one packet, or null for the end of the stream. Call {@link #receive()} until it is empty before the next one. */
    void send(AVPacket packet) throws CorruptVideoException {
        int result = avcodec_send_packet(context, packet);
        if (result < 0) {
            throw new CorruptVideoException("libavcodec refuses the packet: error " + result);
        }
    }

    /** The next picture's luma, valid until the next call; empty when there is none yet. */
    Optional<Mat> receive() throws CorruptVideoException {
        int result = avcodec_receive_frame(context, frame);
        if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
            return Optional.empty();
        }
        if (result < 0) {
            throw new CorruptVideoException("libavcodec cannot decode the packet: error " + result);
        }
        return Optional.of(luma.of(frame));
    }

    /** The presentation time stamp of the picture last received, in the container's unit. */
    long timestamp() {
        return frame.pts();
    }

    @Override
    public void close() {
        luma.close();
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
