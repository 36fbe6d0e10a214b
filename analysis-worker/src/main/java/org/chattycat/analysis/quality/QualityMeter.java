package org.chattycat.analysis.quality;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.qr.FrameQuality;

/** Counts the events of one publication's video and summarises them each second. Not thread-safe. */
public final class QualityMeter {
    private static final double SECOND_MS = 1_000;

    private final TapLease tap;
    private final Consumer<VideoQualityWindow> closed;
    private final Jitter jitter = new Jitter();
    private final Freezes freezes = new Freezes();
    private final Map<String, Integer> refusals = new HashMap<>();
    private Instant second;
    private int packets;
    private int lost;
    private long bytes;
    private int frames;
    private int decoded;
    private int dropped;
    private int scanned;
    private int shed;
    private int keyframeRequests;
    private int width;
    private int height;
    private int clocksSeen;
    private FrameQuality picture;
    private Double mediaServerMs;

    public QualityMeter(TapLease tap, Consumer<VideoQualityWindow> closed) {
        this.tap = tap;
        this.closed = closed;
    }

    /** Closes the open second if {@code now} is past it, and opens the one that holds {@code now}. */
    public void advance(Instant now) {
        if (second != null && now.isBefore(second.plusSeconds(1))) {
            return;
        }
        if (second != null) {
            closed.accept(window());
            reset();
        }
        second = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Closes the open second, because the video has ended. */
    public void end() {
        if (second != null) {
            closed.accept(window());
            second = null;
        }
    }

    public void packet(int packetBytes, int rtpTimestamp, long arrivalNanos) {
        packets++;
        bytes += packetBytes;
        jitter.packet(rtpTimestamp, arrivalNanos);
    }

    public void lost(int count) {
        lost += count;
    }

    public void frameDropped() {
        frames++;
        dropped++;
    }

    public void frameDecoded(int frameWidth, int frameHeight, long arrivalNanos) {
        frames++;
        decoded++;
        width = frameWidth;
        height = frameHeight;
        freezes.picture(arrivalNanos);
    }

    public void scanned() {
        scanned++;
    }

    public void shed() {
        shed++;
    }

    public void keyframeRequested() {
        keyframeRequests++;
    }

    /** Whether a frame of this second still has to be measured. */
    public boolean needsFrame() {
        return picture == null;
    }

    public void picture(FrameQuality looked) {
        picture = looked;
    }

    public void clockSeen() {
        clocksSeen++;
    }

    public void clockRefused(String reason) {
        refusals.merge(reason, 1, Integer::sum);
    }

    /** The mean time inside the media server, as last reported by it. */
    public void mediaServer(Double transitMs) {
        mediaServerMs = transitMs;
    }

    private VideoQualityWindow window() {
        // Frames arrive and show the same: the camera hangs, not the network.
        boolean still = picture != null && picture.frozen();
        return new VideoQualityWindow(
                tap,
                second,
                packets,
                lost,
                bytes,
                jitter.ms(),
                frames,
                decoded,
                dropped,
                scanned,
                shed,
                keyframeRequests,
                width,
                height,
                still ? Math.max(1, freezes.count()) : freezes.count(),
                still ? SECOND_MS : freezes.frozenMs(),
                picture == null ? null : picture.brightness(),
                picture == null ? null : picture.sharpness(),
                clocksSeen,
                refusals,
                mediaServerMs);
    }

    private void reset() {
        packets = lost = frames = decoded = dropped = scanned = shed = keyframeRequests = clocksSeen = 0;
        bytes = 0;
        picture = null;
        refusals.clear();
        freezes.reset();
    }
}
