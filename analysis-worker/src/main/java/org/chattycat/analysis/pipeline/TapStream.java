package org.chattycat.analysis.pipeline;

import java.util.List;
import java.util.Optional;
import org.chattycat.analysis.latency.LatencyMeter;
import org.chattycat.analysis.latency.ServerClock;
import org.chattycat.analysis.qr.ClockReader;
import org.chattycat.analysis.qr.CodeDetection;
import org.chattycat.analysis.qr.FrameMeter;
import org.chattycat.analysis.qr.FrameQuality;
import org.chattycat.analysis.qr.UnreadCodes;
import org.chattycat.analysis.quality.QualityMeter;
import org.chattycat.analysis.rtp.PacketSink;
import org.chattycat.analysis.video.CorruptVideoException;
import org.chattycat.analysis.video.Vp8Decoder;
import org.chattycat.kurento.client.TapEndpoint;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.ReceivedPacket;
import org.chattycat.kurento.rtp.ReorderBuffer;
import org.chattycat.kurento.rtp.vp8.EncodedFrame;
import org.chattycat.kurento.rtp.vp8.FrameAssembler;
import org.opencv.core.Mat;

/**
 * The pipeline of one publication, from packets to measurements:
 *
 * <pre>
 * packet ─ PacketQueue ─ ReorderBuffer ─ FrameAssembler ─ Vp8Decoder ─ ScanSchedule ─ ClockReader ─ CodeEvaluation
 *          receive thread│pool: decode()                                            │pool: scan()
 * </pre>
 *
 * Packets enter on the receive thread. The pool runs the other stages, on one thread at a time. When frames come faster
 * than the pool can scan, every frame is decoded and only the newest one is scanned. Owns the decoder and the reader.
 */
final class TapStream implements PacketSink, AnalysisPool.Work, FrameAssembler.Output {
    /** The number of packets after which the pool continues with another stream. */
    private static final int PACKETS_PER_TURN = 64;
    /** A second of measurements stays open for this much longer, because its last frame may still wait for packets. */
    private static final long WINDOW_GRACE_NANOS = 500_000_000;

    // The stages, in the order of the data.
    private final PacketQueue queue = new PacketQueue();
    private final FrameAssembler assembler = new FrameAssembler(TapEndpoint.TRANSMISSION_OFFSET_ID, this);
    private final ReorderBuffer reorder = new ReorderBuffer(assembler);
    private final KeyframeRequests keyframes;
    private Vp8Decoder decoder;
    private final ScanSchedule schedule;
    private ClockReader reader;
    private FrameMeter frameMeter;
    private UnreadCodes unreadCodes;
    private final CodeEvaluation evaluation;

    // What they report to.
    private final LatencyMeter latency;
    private final SeenCodeReports seenCodes;
    private final QualityMeter quality;
    private final StreamMetrics metrics;
    private final StreamStatistics statistics;

    private final ServerClock clock;
    private final AnalysisPool.Seat seat;
    private volatile Double mediaServerMs;
    private volatile boolean closing;
    private boolean closed;
    private DecodedFrame due;

    TapStream(
            AnalysisPool pool,
            ServerClock clock,
            LatencyMeter latency,
            SeenCodeReports seenCodes,
            QualityMeter quality,
            StreamMetrics metrics,
            Runnable requestKeyframe,
            long keyframeIntervalNanos,
            int idleScansPerSecond) {
        this.clock = clock;
        this.latency = latency;
        this.seenCodes = seenCodes;
        this.quality = quality;
        this.metrics = metrics;
        this.statistics = new StreamStatistics(quality, metrics);
        this.keyframes = new KeyframeRequests(requestKeyframe, keyframeIntervalNanos);
        this.schedule = new ScanSchedule(idleScansPerSecond);
        this.evaluation = new CodeEvaluation(latency, seenCodes, statistics);
        this.seat = pool.seat(this);
    }

    @Override
    public void packet(ReceivedPacket packet) {
        queue.add(packet);
        if (endsFrame(packet) || queue.size() > PACKETS_PER_TURN) {
            seat.ready();
        }
    }

    /** By the marker bit (RFC 7741 section 4.1). Earlier packets of the frame can wait: each wake-up costs processor time. */
    private static boolean endsFrame(ReceivedPacket packet) {
        return (packet.data()[1] & 0x80) != 0;
    }

    /** Whether any packet has arrived yet. */
    boolean hasReceived() {
        return queue.hasReceived();
    }

    /** Closes windows that are over, on the pool. */
    void tick() {
        seat.ready();
    }

    /** Sets the media server's own latency in ms, null if unknown. */
    void mediaServer(Double transitMs) {
        mediaServerMs = transitMs;
    }

    /** Ends the stream: the pool releases its native memory at the stream's next turn. */
    void end() {
        closing = true;
        seat.ready();
    }

    @Override
    public AnalysisPool.Outcome decode() {
        if (closing) {
            release();
            return new AnalysisPool.Outcome(false, false);
        }
        long now = System.nanoTime();
        quality.advance(clock.at(now));
        latency.tick(oldestArrival(now) - WINDOW_GRACE_NANOS);
        seenCodes.tick(now);
        quality.mediaServer(mediaServerMs);
        int overflow = queue.takeOverflow();
        if (overflow > 0) {
            statistics.lost(overflow);
        }
        int taken = 0;
        for (ReceivedPacket packet = queue.poll(); packet != null; packet = next(++taken)) {
            if (!packet.held(TapEndpoint.TRANSMISSION_OFFSET_ID)) {
                quality.packet(packet.data().length, NetworkOrder.i32(packet.data(), 4), packet.arrivalNanos());
            }
            reorder.add(packet);
        }
        if (taken > 0) {
            metrics.packets(taken);
            if (assembler.needsKeyframe() && keyframes.request(now)) {
                statistics.keyframeRequested();
            }
        }
        return new AnalysisPool.Outcome(!queue.isEmpty(), due != null);
    }

    private ReceivedPacket next(int taken) {
        return taken < PACKETS_PER_TURN ? queue.poll() : null;
    }

    /** The arrival of the oldest packet or frame that is still to be processed; now, if there is none. */
    private long oldestArrival(long now) {
        DecodedFrame frame = due;
        if (frame != null) {
            return frame.encoded().firstArrivalNanos();
        }
        ReceivedPacket packet = queue.peek();
        return packet != null ? packet.arrivalNanos() : now;
    }

    @Override
    public void lost(int packets) {
        statistics.lost(packets);
    }

    @Override
    public void dropped() {
        statistics.frameDropped();
    }

    @Override
    public void frame(EncodedFrame frame) {
        if (decoder == null) {
            decoder = new Vp8Decoder();
            reader = ClockReader.ofChanges();
            frameMeter = new FrameMeter();
            unreadCodes = new UnreadCodes();
        }
        boolean skipped = due != null;
        due = null;
        if (frame.held()) {
            decode(frame);
        } else {
            latency.frameArrived(frame.rtpTimestamp(), frame.firstArrivalNanos());
            measure(frame, skipped);
        }
        if (skipped) {
            statistics.scanShed();
        }
    }

    private void measure(EncodedFrame frame, boolean skipped) {
        long start = System.nanoTime();
        Optional<Mat> luma = decode(frame);
        long end = System.nanoTime();
        if (luma.isPresent()) {
            metrics.decoded(start - frame.lastArrivalNanos(), end - start);
            quality.frameDecoded(luma.get().cols(), luma.get().rows(), frame.firstArrivalNanos());
            int decodeMicros = (int) ((end - start) / 1_000);
            due = schedule.effort(skipped, reader.tracking(), end)
                    .map(effort -> new DecodedFrame(luma.get(), frame, decodeMicros, end, effort))
                    .orElse(null);
        }
    }

    /**
     * Decodes a frame. One that the media server has held is not measured: it is from before this tap, and only later
     * frames are predicted from it.
     */
    private Optional<Mat> decode(EncodedFrame frame) {
        try {
            return decoder.decode(frame.data(), frame.length());
        } catch (CorruptVideoException e) {
            assembler.awaitKeyframe();
            dropped();
            return Optional.empty();
        }
    }

    @Override
    public void scan() {
        if (due == null || closing) {
            return;
        }
        DecodedFrame frame = due;
        due = null;
        long start = System.nanoTime();
        schedule.started(frame.effort(), start);
        List<CodeDetection> detections = reader.read(frame.luma(), frame.effort());
        long scanNanos = System.nanoTime() - start;
        int scanMicros = (int) (scanNanos / 1_000);
        statistics.scanned(start - frame.decodedNanos(), scanNanos);
        detections.forEach(detection -> evaluation.evaluate(detection, frame, scanMicros));
        if (reader.mayHoldCode() && seenCodes.lookDue(start)) {
            seenCodes.looked(unreadCodes.find(frame.luma()), frame.luma().size(), start);
        }
        if (quality.needsFrame()) {
            FrameQuality picture = frameMeter.measure(frame.luma());
            quality.picture(picture);
            latency.brightness(picture.brightness());
        }
    }

    private void release() {
        if (!closed) {
            latency.end();
            seenCodes.end();
            quality.end();
        }
        if (!closed && decoder != null) {
            decoder.close();
            reader.close();
            frameMeter.close();
        }
        closed = true;
        queue.clear();
    }
}
