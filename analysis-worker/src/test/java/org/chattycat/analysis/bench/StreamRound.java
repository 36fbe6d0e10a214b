package org.chattycat.analysis.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.chattycat.analysis.decode.CorruptVideoException;
import org.chattycat.analysis.decode.Vp8Decoder;
import org.chattycat.analysis.stream.StreamRig;
import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * One round: some streams in real time through the whole way, and the same frames through nothing but the decoder. Both
 * are judged by the processor time that their threads used, so that what else runs on the machine counts little.
 *
 * @param streamsPerCore streams that one core can receive, decode and scan
 * @param decodeOnlyStreamsPerCore streams that one core can decode
 * @param shedPercent scans that were due and did not happen
 * @param arrivalStampErrorP99Ms from just before the send call to the stamp
 */
public record StreamRound(
        double streamsPerCore, double decodeOnlyStreamsPerCore, double shedPercent, double arrivalStampErrorP99Ms) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int MAX_STAMPS = 1 << 18;

    static StreamRound run(Clip clip, int streams, int threads, int seconds)
            throws IOException, InterruptedException, CorruptVideoException {
        double decodeOnly = decodeOnlyStreamsPerCore(clip);
        float[] stampErrorsMs = new float[MAX_STAMPS];
        AtomicInteger stamps = new AtomicInteger();
        CountingSink sink = new CountingSink();
        try (StreamRig rig = new StreamRig(threads)) {
            List<StreamRig.Fed> fed = new ArrayList<>();
            List<ClipSender.Target> targets = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                int ssrc = 1_000 + i;
                int index = i;
                fed.add(rig.open(ssrc, sink, () -> {}, packet -> {
                    long sent = targets.get(index).sentNanos(NetworkOrder.u16(packet.data(), 2));
                    int at = stamps.getAndIncrement();
                    if (at < MAX_STAMPS) {
                        stampErrorsMs[at] = (packet.arrivalNanos() - sent) / 1e6f;
                    }
                }));
                targets.add(new ClipSender.Target(fed.get(i).address(), ssrc, clip));
            }
            try (ClipSender sender = new ClipSender(targets)) {
                sender.start();
                Thread.sleep(1_500);
                stamps.set(0);
                long cpuBefore = cpuNanos();
                long start = System.nanoTime();
                Thread.sleep(seconds * 1_000L);
                double cores = (double) (cpuNanos() - cpuBefore) / (System.nanoTime() - start);
                fed.forEach(StreamRig.Fed::tick);
                Thread.sleep(200);
                fed.forEach(StreamRig.Fed::close);
                float[] errors = Arrays.copyOf(stampErrorsMs, Math.min(stamps.get(), MAX_STAMPS));
                Arrays.sort(errors);
                return new StreamRound(
                        streams / cores, decodeOnly, sink.shedPercent(), errors[(int) (0.99 * (errors.length - 1))]);
            }
        }
    }

    public static double decodeOnlyStreamsPerCore(Clip clip) throws CorruptVideoException {
        try (Vp8Decoder decoder = new Vp8Decoder()) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (byte[] frame : clip.frames()) {
                decoder.decode(frame, frame.length);
            }
            double nanosPerFrame = (double) (THREADS.getCurrentThreadCpuTime() - start)
                    / clip.frames().size();
            return 1e9 / nanosPerFrame / Clip.FRAMES_PER_SECOND;
        }
    }

    /** Processor time of the threads that receive, decode and scan. */
    private static long cpuNanos() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("analysis-")
                        || thread.getName().equals("rtp-receive"))
                .mapToLong(thread -> Math.max(0, THREADS.getThreadCpuTime(thread.getId())))
                .sum();
    }
}
