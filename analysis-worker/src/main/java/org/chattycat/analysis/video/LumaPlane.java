package org.chattycat.analysis.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_POINT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Shows a decoded frame's luma as a Mat: over the frame's own memory where its first plane is 8-bit luma (all that
 * calls use), converted otherwise (10-bit or RGB files).
 */
final class LumaPlane implements AutoCloseable {
    private final AVFrame gray = av_frame_alloc();
    private SwsContext converter;
    private Mat plane = new Mat();

    /** The frame's luma, valid as long as the frame's picture is. */
    Mat of(AVFrame frame) {
        AVFrame source = firstPlaneIsLuma(frame) ? frame : gray(frame);
        BytePointer data = source.data(0);
        int step = source.linesize(0);
        // The decoder reuses a few buffers, so the last header often fits again.
        boolean sameMemory = plane.dataAddr() == data.address()
                && plane.cols() == source.width()
                && plane.rows() == source.height()
                && plane.step1() == step;
        if (!sameMemory) {
            long bytes = (long) step * source.height();
            plane = new Mat(
                    source.height(),
                    source.width(),
                    CvType.CV_8UC1,
                    new BytePointer(data).capacity(bytes).asByteBuffer(),
                    step);
        }
        return plane;
    }

    private static boolean firstPlaneIsLuma(AVFrame frame) {
        AVPixFmtDescriptor description = av_pix_fmt_desc_get(frame.format());
        return frame.linesize(0) > 0
                && (description.flags() & AV_PIX_FMT_FLAG_RGB) == 0
                && description.comp(0).plane() == 0
                && description.comp(0).offset() == 0
                && description.comp(0).step() == 1
                && description.comp(0).depth() == 8;
    }

    private AVFrame gray(AVFrame frame) {
        if (gray.width() != frame.width() || gray.height() != frame.height()) {
            av_frame_unref(gray);
            gray.format(AV_PIX_FMT_GRAY8).width(frame.width()).height(frame.height());
            av_frame_get_buffer(gray, 0);
        }
        converter = sws_getCachedContext(
                converter,
                frame.width(),
                frame.height(),
                frame.format(),
                frame.width(),
                frame.height(),
                AV_PIX_FMT_GRAY8,
                SWS_POINT,
                null,
                null,
                (DoublePointer) null);
        sws_scale_frame(converter, gray, frame);
        return gray;
    }

    @Override
    public void close() {
        sws_freeContext(converter);
        av_frame_free(gray);
    }
}
