package org.chattycat.analysis.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.chattycat.analysis.pipeline.StreamRig;
import org.chattycat.analysis.video.CorruptVideoException;
import org.chattycat.analysis.video.Vp8Decoder;
import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * One round: some streams in real time through the whole way, and the same frames through nothing but the decoder. Both
 * are judged by the processor time that their threads used, so that what else runs on the machine counts little.
 *
 * @param streamsPerCore streams that one core can receive, decode and scan
 * @param decodeOnlyStreamsPerCore streams that one core can decode
 * @param shedPercent scans that were due and did not happen
 * @param leastScans scans per second of the stream that had the fewest
 * @param mostScans scans per second of the stream that had the most
 * @param arrivalStampErrorP99Ms from just before the send call to the stamp
 * @param plainStampErrorP99Ms the same of a receiver that does nothing else, beside them
 */
public record StreamRound(
        double streamsPerCore,
        double decodeOnlyStreamsPerCore,
        double shedPercent,
        double leastScans,
        double mostScans,
        double arrivalStampErrorP99Ms,
        double plainStampErrorP99Ms) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Enough to fill any cache. */
    private static final int MAX_DECODERS = 16;

    private static final double WARM_UP_SECONDS = 1.5;

    static StreamRound run(Clip clip, int streams, int threads, int seconds)
            throws IOException, InterruptedException, CorruptVideoException {
        double decodeOnlyBefore = decodeOnlyStreamsPerCore(clip, streams);
        StampErrors errors = new StampErrors();
        StampErrors plainErrors = new StampErrors();
        try (StreamRig rig = new StreamRig(threads);
                PlainReceiver plain = new PlainReceiver(plainErrors)) {
            List<StreamRig.Fed> fed = new ArrayList<>();
            List<CountingSink> sinks = new ArrayList<>();
            List<ClipSender.Target> targets = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                int ssrc = 1_000 + i;
                int index = i;
                sinks.add(new CountingSink());
                fed.add(rig.open(ssrc, sinks.get(i), () -> {}, packet -> {
                    ClipSender.Target sender = targets.get(index);
                    errors.add(packet.arrivalNanos() - sender.sentNanos(NetworkOrder.u16(packet.data(), 2)));
                }));
                targets.add(new ClipSender.Target(fed.get(i).address(), ssrc, clip));
            }
            ClipSender.Target toPlain = new ClipSender.Target(plain.address(), 1, clip);
            targets.add(toPlain);
            plain.start(toPlain);
            try (ClipSender sender = new ClipSender(targets)) {
                sender.start();
                Thread.sleep((long) (1_000 * WARM_UP_SECONDS));
                errors.clear();
                plainErrors.clear();
                long cpuBefore = cpuNanos();
                long start = System.nanoTime();
                Thread.sleep(seconds * 1_000L);
                double cores = (double) (cpuNanos() - cpuBefore) / (System.nanoTime() - start);
                fed.forEach(StreamRig.Fed::tick);
                Thread.sleep(200);
                fed.forEach(StreamRig.Fed::close);
                double[] scans = sinks.stream()
                        .mapToDouble(sink -> sink.scanned() / (seconds + WARM_UP_SECONDS))
                        .sorted()
                        .toArray();
                return new StreamRound(
                        streams / cores,
                        (decodeOnlyBefore + decodeOnlyStreamsPerCore(clip, streams)) / 2,
                        CountingSink.shedPercent(sinks),
                        scans[0],
                        scans[scans.length - 1],
                        errors.p99Ms(),
                        plainErrors.p99Ms());
            }
        }
    }

    /**
     * With a decoder per stream and the streams in turns, as they come: a decoder finds the cache as others left it.
     * Measured before and after a round, because a shared machine is not equally fast all the time.
     */
    public static double decodeOnlyStreamsPerCore(Clip clip, int streams) throws CorruptVideoException {
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

    /** Processor time of the threads that receive, decode and scan. */
    private static long cpuNanos() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("analysis-")
                        || thread.getName().equals("rtp-receive"))
                .mapToLong(thread -> Math.max(0, THREADS.getThreadCpuTime(thread.getId())))
                .sum();
    }
}
