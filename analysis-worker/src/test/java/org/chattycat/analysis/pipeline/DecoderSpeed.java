package org.chattycat.analysis.pipeline;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.chattycat.analysis.sender.Clip;
import org.chattycat.analysis.video.CorruptVideoException;
import org.chattycat.analysis.video.Vp8Decoder;

/** How fast this machine decodes, in processor time. */
public final class DecoderSpeed {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Enough to fill any cache. */
    private static final int MAX_DECODERS = 16;

    private DecoderSpeed() {}

    /**
     * Decodes the frames of several streams in turns, each with its own decoder, so that a decoder finds the processor's
     * caches as the others left them.
     *
     * @return the number of streams that one core can decode in real time
     */
    public static double streamsPerCore(Clip clip, int streams) throws CorruptVideoException {
        List<Vp8Decoder> decoders = new ArrayList<>();
        try {
            for (int i = 0; i < Math.min(streams, MAX_DECODERS); i++) {
                decoders.add(new Vp8Decoder());
            }
            long start = THREADS.getCurrentThreadCpuTime();
            for (byte[] frame : clip.frames()) {
                for (Vp8Decoder decoder : decoders) {
                    decoder.decode(frame, frame.length);
                }
            }
            double nanosPerFrame = (double) (THREADS.getCurrentThreadCpuTime() - start)
                    / (clip.frames().size() * decoders.size());
            return 1e9 / nanosPerFrame / Clip.FRAMES_PER_SECOND;
        } finally {
            decoders.forEach(Vp8Decoder::close);
        }
    }
}
