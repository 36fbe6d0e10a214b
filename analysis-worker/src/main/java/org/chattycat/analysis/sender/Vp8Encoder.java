package org.chattycat.analysis.sender;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.chattycat.analysis.video.OpenCv;
import org.opencv.core.Mat;

/** Encodes gray images like a browser: libvpx, realtime, constant bit rate, no lag. */
public final class Vp8Encoder implements AutoCloseable {
    private static final int TICKS_PER_SECOND = 90_000;

    private final int width;
    private final int height;
    private final AVCodecContext context;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private final byte[] row;

    public Vp8Encoder(int width, int height, int framesPerSecond, int kbitPerSecond) {
        OpenCv.load();
        // It would write its version to standard error.
        av_log_set_level(AV_LOG_QUIET);
        this.width = width;
        this.height = height;
        this.row = new byte[width];
        AVCodec codec = avcodec_find_encoder_by_name("libvpx");
        context = avcodec_alloc_context3(codec);
        context.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P).thread_count(1);
        context.bit_rate(kbitPerSecond * 1_000L)
                .rc_min_rate(kbitPerSecond * 1_000L)
                .rc_max_rate(kbitPerSecond * 1_000L)
                .rc_buffer_size(kbitPerSecond * 1_000)
                .gop_size(3_000)
                .max_b_frames(0);
        context.time_base(rational(1, TICKS_PER_SECOND));
        context.framerate(rational(framesPerSecond, 1));
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "deadline", "realtime", 0);
        av_dict_set(options, "cpu-used", "-8", 0);
        av_dict_set(options, "lag-in-frames", "0", 0);
        av_dict_set(options, "error-resilient", "1", 0);
        int result = avcodec_open2(context, codec, options);
        av_dict_free(options);
        if (result < 0) {
            throw new IllegalStateException("libvpx does not open: " + result);
        }
        frame.format(AV_PIX_FMT_YUV420P).width(width).height(height);
        av_frame_get_buffer(frame, 0);
        for (int plane = 1; plane <= 2; plane++) {
            for (long i = 0; i < (long) frame.linesize(plane) * height / 2; i++) {
                frame.data(plane).put(i, (byte) 128);
            }
        }
    }

    /** @return the encoded frame; empty if the encoder dropped it */
    public byte[] encode(Mat luma, long rtpTicks, boolean keyframe) {
        av_frame_make_writable(frame);
        for (int y = 0; y < height; y++) {
            luma.get(y, 0, row);
            new BytePointer(frame.data(0).position((long) y * frame.linesize(0))).put(row, 0, width);
        }
        frame.data(0).position(0);
        frame.pts(rtpTicks).pict_type(keyframe ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
        avcodec_send_frame(context, frame);
        if (avcodec_receive_packet(context, packet) < 0) {
            return new byte[0];
        }
        byte[] encoded = new byte[packet.size()];
        packet.data().get(encoded);
        av_packet_unref(packet);
        return encoded;
    }

    private static AVRational rational(int numerator, int denominator) {
        AVRational value = new AVRational();
        value.num(numerator).den(denominator);
        return value;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
