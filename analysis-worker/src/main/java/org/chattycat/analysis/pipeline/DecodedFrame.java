package org.chattycat.analysis.pipeline;

import org.chattycat.analysis.qr.ScanEffort;
import org.chattycat.kurento.rtp.vp8.EncodedFrame;
import org.opencv.core.Mat;

/** A decoded frame that waits for its scan; the luma is valid until the next frame is decoded. */
record DecodedFrame(Mat luma, EncodedFrame encoded, int decodeMicros, long decodedNanos, ScanEffort effort) {}
