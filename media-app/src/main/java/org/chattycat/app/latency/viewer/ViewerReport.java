package org.chattycat.app.latency.viewer;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What a viewer's page knows about one publication during the last second. Null means unknown, as in a hidden tab or a browser
 * without the value; it never means 0. Delays are means over the frames of that second, in ms.
 *
 * @param publicationId what the page views
 * @param rttMs round trip between the page and the media server
 * @param networkJitterMs interarrival jitter (RFC 3550)
 * @param jitterBufferMs from the arrival of a frame's first packet to its exit from the jitter buffer
 * @param decodeMs time in the decoder
 * @param processingMs from the arrival of a frame's first packet to the end of decoding; contains the jitter buffer
 * @param assemblyMs from the arrival of a frame's first packet to that of its last
 * @param displayMs from the arrival of a frame's last packet to the instant when the browser expects it on the screen
 * @param freezes times without a new frame, as the browser counts them
 * @param frozenMs their sum
 * @param directMs the whole delay, read from codes in frames that the page showed
 * @param directLowerMs its lower bound, with the error of the page's clock
 * @param directUpperMs its upper bound, with the error of the page's clock
 * @param directReadings codes that the value is based on
 * @param frames the frames in which they were, as far as the browser states their RTP timestamps; not stored
 */
public record ViewerReport(
        UUID publicationId,
        Double rttMs,
        Double networkJitterMs,
        Double jitterBufferMs,
        Double decodeMs,
        Double processingMs,
        Double assemblyMs,
        Double displayMs,
        Integer packetsReceived,
        Integer packetsLost,
        Integer framesDecoded,
        Integer framesDropped,
        Double framesPerSecond,
        Integer freezes,
        Double frozenMs,
        Integer width,
        Integer height,
        Double directMs,
        Double directLowerMs,
        Double directUpperMs,
        Integer directReadings,
        List<ShownFrame> frames) {
    /** Frames of one burst of readings. */
    private static final int MAX_FRAMES = 12;
    /** More than any call, in ms: ten minutes. */
    private static final double MAX_DELAY_MS = 600_000;
    /** A phone's clock may be wrong by minutes in either direction. */
    private static final double MAX_DIRECT_MS = 3_600_000;
    /** Packets of a second at several hundred Mbit/s. */
    private static final int MAX_COUNT = 100_000;
    /** The greatest that VP8 can express. */
    private static final int MAX_SIZE = 16_383;

    /** @throws IllegalArgumentException with a sentence for people if a value is not possible */
    public ViewerReport {
        that(publicationId != null, "publicationId", "is missing");
        delay(rttMs, "rttMs");
        delay(networkJitterMs, "networkJitterMs");
        delay(jitterBufferMs, "jitterBufferMs");
        delay(decodeMs, "decodeMs");
        delay(processingMs, "processingMs");
        delay(assemblyMs, "assemblyMs");
        delay(displayMs, "displayMs");
        delay(frozenMs, "frozenMs");
        between(framesPerSecond, 0, 1000, "framesPerSecond");
        between(packetsReceived, 0, MAX_COUNT, "packetsReceived");
        between(packetsLost, 0, MAX_COUNT, "packetsLost");
        between(framesDecoded, 0, MAX_COUNT, "framesDecoded");
        between(framesDropped, 0, MAX_COUNT, "framesDropped");
        between(freezes, 0, MAX_COUNT, "freezes");
        between(width, 1, MAX_SIZE, "width");
        between(height, 1, MAX_SIZE, "height");
        between(directMs, -MAX_DIRECT_MS, MAX_DIRECT_MS, "directMs");
        between(directLowerMs, -MAX_DIRECT_MS, MAX_DIRECT_MS, "directLowerMs");
        between(directUpperMs, -MAX_DIRECT_MS, MAX_DIRECT_MS, "directUpperMs");
        between(directReadings, 1, MAX_COUNT, "directReadings");
        frames = frames == null ? List.of() : frames;
        that(frames.size() <= MAX_FRAMES, "frames", "has too many entries");
        that(frames.stream().noneMatch(Objects::isNull), "frames", "has an entry that is null");
        frames = List.copyOf(frames);
        boolean direct = directMs != null;
        that(
                direct == (directLowerMs != null)
                        && direct == (directUpperMs != null)
                        && direct == (directReadings != null),
                "directMs",
                "comes with its bounds and the number of its readings");
        that(
                !direct || directLowerMs <= directMs && directMs <= directUpperMs,
                "directMs",
                "must be between its bounds");
    }

    private static void delay(Double value, String field) {
        between(value, 0, MAX_DELAY_MS, field);
    }

    static void between(Number value, double least, double most, String field) {
        // Also false for numbers that are not finite.
        that(
                value == null || value.doubleValue() >= least && value.doubleValue() <= most,
                field,
                "must be a number from %.0f to %.0f".formatted(least, most));
    }

    static void that(boolean holds, String field, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(field + " " + sentence);
        }
    }
}
