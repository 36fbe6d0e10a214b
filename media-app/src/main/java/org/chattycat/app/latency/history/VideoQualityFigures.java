package org.chattycat.app.latency.history;

import io.r2dbc.spi.Readable;
import java.time.Instant;

/** The sum of several rows of {@code video_quality_minute} of one participant. */
final class VideoQualityFigures {
    private static final double BITS_PER_BYTE = 8;
    private static final double PERCENT = 100;

    private long seconds;
    private long packetsReceived;
    private long packetsLost;
    private long bytes;
    private double jitter;
    private double maxJitter;
    private long framesDecoded;
    private long framesDropped;
    private long freezes;
    private double frozen;
    private final Mean brightness = new Mean();
    private final Mean sharpness = new Mean();
    private final Mean mediaServer = new Mean();

    /** A mean over the seconds that know the value. */
    private static final class Mean {
        private double sum;
        private long seconds;

        void add(Double addedSum, long addedSeconds) {
            if (addedSeconds > 0) {
                sum += addedSum;
                seconds += addedSeconds;
            }
        }

        Double value() {
            return seconds == 0 ? null : Double.valueOf(sum / seconds);
        }
    }

    /** Adds a row. */
    VideoQualityFigures add(Readable row) {
        seconds += count(row, "seconds");
        packetsReceived += count(row, "packets_received");
        packetsLost += count(row, "packets_lost");
        bytes += count(row, "bytes_received");
        jitter += row.get("sum_of_jitter_ms", Double.class);
        maxJitter = Math.max(maxJitter, row.get("max_jitter_ms", Double.class));
        framesDecoded += count(row, "frames_decoded");
        framesDropped += count(row, "frames_dropped");
        freezes += count(row, "freezes");
        frozen += row.get("frozen_ms", Double.class);
        brightness.add(row.get("sum_of_brightness", Double.class), count(row, "brightness_seconds"));
        sharpness.add(row.get("sum_of_sharpness", Double.class), count(row, "sharpness_seconds"));
        mediaServer.add(row.get("sum_of_media_server_ms", Double.class), count(row, "media_server_seconds"));
        return this;
    }

    private static long count(Readable row, String column) {
        return row.get(column, Long.class);
    }

    VideoQualityHistory.Bucket bucket(Instant startsAt) {
        long packets = packetsReceived + packetsLost;
        return new VideoQualityHistory.Bucket(
                startsAt,
                seconds,
                BITS_PER_BYTE * bytes / seconds,
                packetsReceived,
                packetsLost,
                packets == 0 ? null : Double.valueOf(PERCENT * packetsLost / packets),
                jitter / seconds,
                maxJitter,
                (double) framesDecoded / seconds,
                framesDropped,
                freezes,
                frozen,
                brightness.value(),
                sharpness.value(),
                mediaServer.value());
    }
}
