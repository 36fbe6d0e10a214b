package org.chattycat.analysis.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Recorder;
import org.chattycat.analysis.pipeline.CountingSink;
import org.chattycat.analysis.pipeline.DecoderSpeed;
import org.chattycat.analysis.pipeline.StreamRig;
import org.chattycat.analysis.sender.Clip;
import org.chattycat.analysis.sender.ClipSender;
import org.chattycat.analysis.video.CorruptVideoException;
import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * One round: some streams in real time through the whole pipeline, and the same frames through the decoder alone. Both
 * figures are processor time, so that other processes on the machine affect them little.
 *
 * @param streamsPerCore streams that one core can receive, decode and scan
 * @param decodeOnlyStreamsPerCore streams that one core can decode
 * @param shedPercent due scans that were skipped
 * @param leastScans scans per second of the stream that had the fewest
 * @param mostScans scans per second of the stream that had the most
 * @param arrivalStampErrorP99Ms from just before the send call to the stamp
 * @param plainStampErrorP99Ms the same for a receiver that does nothing else, at the same time
 */
record StreamRound(
        double streamsPerCore,
        double decodeOnlyStreamsPerCore,
        double shedPercent,
        double leastScans,
        double mostScans,
        double arrivalStampErrorP99Ms,
        double plainStampErrorP99Ms) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double WARM_UP_SECONDS = 1.5;
    /** Stamps are checked on the thread whose time is measured, so only one packet in this many is. */
    private static final int STAMPED_EVERY = 8;

    static StreamRound run(Clip clip, int streams, int threads, int seconds)
            throws IOException, InterruptedException, CorruptVideoException {
        double decodeOnlyBefore = DecoderSpeed.streamsPerCore(clip, streams);
        Recorder errors = new Recorder(3);
        Recorder plainErrors = new Recorder(3);
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
                    int sequence = NetworkOrder.u16(packet.data(), 2);
                    if (sequence % STAMPED_EVERY == 0) {
                        long sentNanos = targets.get(index).sentNanos(sequence);
                        errors.recordValue(packet.arrivalNanos() - sentNanos);
                    }
                }));
                targets.add(new ClipSender.Target(fed.get(i).address(), ssrc, clip));
            }
            ClipSender.Target toPlain = new ClipSender.Target(plain.address(), 1, clip);
            targets.add(toPlain);
            plain.start(toPlain);
            try (ClipSender sender = new ClipSender(targets)) {
                sender.start();
                Thread.sleep((long) (1_000 * WARM_UP_SECONDS));
                errors.reset();
                plainErrors.reset();
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
                        (decodeOnlyBefore + DecoderSpeed.streamsPerCore(clip, streams)) / 2,
                        CountingSink.shedPercent(sinks),
                        scans[0],
                        scans[scans.length - 1],
                        errors.getIntervalHistogram().getValueAtPercentile(99) / 1e6,
                        plainErrors.getIntervalHistogram().getValueAtPercentile(99) / 1e6);
            }
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
