package org.chattycat.analysis.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.latency.ClockReading;
import org.chattycat.analysis.latency.CodePlace;
import org.chattycat.analysis.latency.LatencyMeter;
import org.chattycat.analysis.latency.ServerClock;
import org.chattycat.analysis.qr.ClockReader;
import org.chattycat.analysis.qr.CodeDetection;
import org.chattycat.analysis.qr.FrameMeter;
import org.chattycat.analysis.qr.ScanEffort;
import org.chattycat.analysis.quality.QualityMeter;
import org.chattycat.analysis.rtp.EncodedFrame;
import org.chattycat.analysis.rtp.FrameAssembler;
import org.chattycat.analysis.rtp.PacketSink;
import org.chattycat.analysis.rtp.ReceivedPacket;
import org.chattycat.analysis.rtp.ReorderBuffer;
import org.chattycat.analysis.video.CorruptVideoException;
import org.chattycat.analysis.video.Vp8Decoder;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * One publication's way through the stages: packets in on the receive thread, everything else on the pool, one thread at
 * a time. Owns the decoder and the reader.
 */
final class TapStream implements PacketSink, AnalysisPool.Work, FrameAssembler.Output {
    /** Five seconds at 2 Mbit/s: a stream that is further behind starts anew at a keyframe. */
    private static final int MAX_WAITING_PACKETS = 1_024;
    /** A turn's share; the rest waits until the other streams had theirs. */
    private static final int PACKETS_PER_TURN = 64;
    /** While nothing is in sight, all but the cheapest stage are tried once in so many scans: thrice a second. */
    private static final int THOROUGH_EVERY = 3;

    /** A second of measurements stays open for so much longer: its last frame may still wait for its last packet. */
    private static final long WINDOW_GRACE_NANOS = 500_000_000;

    private final ServerClock clock;
    private final LatencyMeter latency;
    private final QualityMeter quality;
    private final StreamMetrics metrics;
    private final Runnable requestKeyframe;
    private final long keyframeIntervalNanos;
    private final long idleScanNanos;
    private final AnalysisPool.Seat seat;
    private final BlockingQueue<ReceivedPacket> waiting = new ArrayBlockingQueue<>(MAX_WAITING_PACKETS);
    private final AtomicInteger overflowed = new AtomicInteger();
    private final FrameAssembler assembler = new FrameAssembler(this);
    private final ReorderBuffer reorder = new ReorderBuffer(assembler);
    private volatile boolean received;
    private volatile boolean closing;
    private volatile Double mediaServerMs;
    private Vp8Decoder decoder;
    private ClockReader reader;
    private FrameMeter pictureMeter;
    private boolean closed;
    private long keyframeRequestedNanos;
    private boolean keyframeRequested;
    private long searchedNanos;
    private boolean searched;
    private int searches;
    private Picture due;

    /** A decoded frame that waits to be scanned; the luma is valid until the next frame is decoded. */
    private record Picture(Mat luma, EncodedFrame frame, int decodeMicros, long decodedNanos, ScanEffort effort) {}

    TapStream(
            AnalysisPool pool,
            ServerClock clock,
            LatencyMeter latency,
            QualityMeter quality,
            StreamMetrics metrics,
            Runnable requestKeyframe,
            long keyframeIntervalNanos,
            int idleScansPerSecond) {
        this.clock = clock;
        this.latency = latency;
        this.quality = quality;
        this.metrics = metrics;
        this.requestKeyframe = requestKeyframe;
        this.keyframeIntervalNanos = keyframeIntervalNanos;
        // A tenth less than the interval, so that frames that come at just that rate are not missed every other time.
        this.idleScanNanos = 900_000_000L / idleScansPerSecond;
        this.seat = pool.seat(this);
    }

    @Override
    public void packet(ReceivedPacket packet) {
        received = true;
        if (!waiting.offer(packet)) {
            overflowed.incrementAndGet();
        }
        if (endsFrame(packet) || waiting.size() > PACKETS_PER_TURN) {
            seat.ready();
        }
    }

    /** By the marker bit (RFC 7741 section 4.1): what comes before it can wait, since each waking costs processor time. */
    private static boolean endsFrame(ReceivedPacket packet) {
        return (packet.data()[1] & 0x80) != 0;
    }

    /** Whether any packet has arrived yet. */
    boolean hasReceived() {
        return received;
    }

    /** Closes windows that are over, on the pool. */
    void tick() {
        seat.ready();
    }

    void mediaServer(Double transitMs) {
        mediaServerMs = transitMs;
    }

    /** Ends the stream: the pool releases what it owns at its next turn. */
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
        latency.tick(oldestWaiting(now) - WINDOW_GRACE_NANOS);
        quality.mediaServer(mediaServerMs);
        int overflow = overflowed.getAndSet(0);
        if (overflow > 0) {
            lost(overflow);
        }
        int taken = 0;
        for (ReceivedPacket packet = waiting.poll(); packet != null; packet = next(++taken)) {
            quality.packet(packet.data().length, NetworkOrder.i32(packet.data(), 4), packet.arrivalNanos());
            reorder.add(packet);
        }
        if (taken > 0) {
            metrics.packets(taken);
            askForKeyframe(now);
        }
        return new AnalysisPool.Outcome(!waiting.isEmpty(), due != null);
    }

    /** When the oldest of what is still to be looked at arrived; now, if nothing is. */
    private long oldestWaiting(long now) {
        Picture picture = due;
        ReceivedPacket packet = waiting.peek();
        if (picture != null) {
            return picture.frame().firstArrivalNanos();
        }
        return packet != null ? packet.arrivalNanos() : now;
    }

    private ReceivedPacket next(int taken) {
        return taken < PACKETS_PER_TURN ? waiting.poll() : null;
    }

    private void askForKeyframe(long now) {
        boolean recently = keyframeRequested && now - keyframeRequestedNanos < keyframeIntervalNanos;
        if (assembler.needsKeyframe() && !recently) {
            keyframeRequested = true;
            keyframeRequestedNanos = now;
            quality.keyframeRequested();
            metrics.keyframeRequested();
            requestKeyframe.run();
        }
    }

    @Override
    public void lost(int packets) {
        quality.lost(packets);
        metrics.packetsLost(packets);
    }

    @Override
    public void dropped() {
        quality.frameDropped();
        metrics.dropped();
    }

    @Override
    public void frame(EncodedFrame frame) {
        if (decoder == null) {
            decoder = new Vp8Decoder();
            reader = ClockReader.ofChanges();
            pictureMeter = new FrameMeter();
        }
        latency.framed(frame.rtpTimestamp(), frame.firstArrivalNanos());
        long start = System.nanoTime();
        boolean skipped = due != null;
        due = null;
        try {
            Optional<Mat> luma = decoder.decode(frame.data(), frame.length());
            long end = System.nanoTime();
            metrics.decoded(start - frame.lastArrivalNanos(), end - start);
            if (luma.isPresent()) {
                quality.frameDecoded(luma.get().cols(), luma.get().rows(), frame.firstArrivalNanos());
                int decodeMicros = (int) ((end - start) / 1_000);
                due = effort(skipped, end)
                        .map(effort -> new Picture(luma.get(), frame, decodeMicros, end, effort))
                        .orElse(null);
            }
        } catch (CorruptVideoException damaged) {
            assembler.awaitKeyframe();
            dropped();
        }
        if (skipped) {
            quality.shed();
            metrics.shed();
        }
    }

    /** How hard to look at a picture: while a code is in sight each one, but at little cost. */
    private Optional<ScanEffort> effort(boolean skippedLast, long now) {
        boolean searchDue = !searched || skippedLast || now - searchedNanos >= idleScanNanos;
        if (!searchDue) {
            return reader.tracking() ? Optional.of(ScanEffort.TRACK) : Optional.empty();
        }
        return Optional.of(searches % THOROUGH_EVERY == 0 ? ScanEffort.THOROUGH : ScanEffort.SEARCH);
    }

    @Override
    public void scan() {
        if (due == null || closing) {
            return;
        }
        Picture picture = due;
        due = null;
        long start = System.nanoTime();
        if (picture.effort() != ScanEffort.TRACK) {
            searched = true;
            searchedNanos = start;
            searches++;
        }
        List<CodeDetection> sightings = reader.read(picture.luma(), picture.effort());
        long scanNanos = System.nanoTime() - start;
        int scanMicros = (int) (scanNanos / 1_000);
        quality.scanned();
        metrics.scanned(start - picture.decodedNanos(), scanNanos);
        sightings.forEach(sighting -> judge(sighting, picture, scanMicros));
        if (quality.wantsPicture()) {
            quality.picture(pictureMeter.measure(picture.luma()));
        }
    }

    private void judge(CodeDetection sighting, Picture picture, int scanMicros) {
        ClockCode code = ClockCode.parse(sighting.text());
        if (code instanceof ClockCode.Valid valid) {
            quality.clockSeen();
            metrics.clockRead(sighting.stage());
            Rect bounds = sighting.place().bounds();
            EncodedFrame frame = picture.frame();
            latency.sighted(new ClockReading(
                    valid,
                    frame.rtpTimestamp(),
                    frame.firstArrivalNanos(),
                    frame.lastArrivalNanos(),
                    new CodePlace(
                            picture.luma().cols(),
                            picture.luma().rows(),
                            bounds.x,
                            bounds.y,
                            bounds.width,
                            bounds.height),
                    sighting.stage().name(),
                    picture.decodeMicros(),
                    scanMicros));
        } else if (code instanceof ClockCode.Refused refused) {
            quality.clockRefused(refused.reason().name());
            metrics.clockRefused(refused.reason());
            latency.refused(refused.reason());
        }
    }

    private void release() {
        if (!closed) {
            latency.end();
            quality.end();
        }
        if (!closed && decoder != null) {
            decoder.close();
            reader.close();
            pictureMeter.close();
        }
        closed = true;
        waiting.clear();
    }
}
