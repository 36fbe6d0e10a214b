package org.chattycat.analysis.store;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chattycat.analysis.measure.LatencySample;
import org.chattycat.analysis.measure.LatencyWindow;
import org.chattycat.analysis.quality.VideoQualityWindow;
import org.chattycat.analysis.store.BatchInsert.Column;
import org.chattycat.analysis.tap.TapLease;

/** Which value goes into which column. */
final class Tables {
    private Tables() {}

    static BatchInsert<LatencySample> latencySample() {
        return new BatchInsert<>(
                "latency_sample",
                "arrived_at",
                Stream.concat(
                                lease(LatencySample::tap),
                                Stream.<Column<LatencySample>>of(
                                        column("id", "uuid", UUID.class, LatencySample::id),
                                        column("arrived_at", "timestamptz", Instant.class, LatencySample::arrivedAt),
                                        column(
                                                "last_packet_at",
                                                "timestamptz",
                                                Instant.class,
                                                LatencySample::lastPacketAt),
                                        column("clock_at", "timestamptz", Instant.class, LatencySample::clockAt),
                                        number("latency_ms", LatencySample::latencyMs),
                                        number("lower_ms", LatencySample::lowerMs),
                                        number("upper_ms", LatencySample::upperMs),
                                        number("code_age_ms", s -> s.uncertainty()
                                                .codeAgeMs()),
                                        number("exposure_ms", s -> s.uncertainty()
                                                .exposureMs()),
                                        number("display_lag_ms", s -> s.uncertainty()
                                                .displayLagMs()),
                                        number("clock_error_ms", s -> s.uncertainty()
                                                .clockErrorMs()),
                                        number("worker_clock_offset_ms", s -> s.uncertainty()
                                                .workerClockOffsetMs()),
                                        number("worker_clock_error_ms", s -> s.uncertainty()
                                                .workerClockErrorMs()),
                                        column(
                                                "worker_clock_stepped",
                                                "bool",
                                                Boolean.class,
                                                LatencySample::workerClockStepped),
                                        text("source", s -> s.source().name()),
                                        text("zone", LatencySample::zone),
                                        text("clock_id", LatencySample::clockId),
                                        column("clock_fault", "bool", Boolean.class, LatencySample::clockFault),
                                        integer("frame_width", s -> s.place().frameWidth()),
                                        integer("frame_height", s -> s.place().frameHeight()),
                                        integer("code_x", s -> s.place().x()),
                                        integer("code_y", s -> s.place().y()),
                                        integer("code_width", s -> s.place().width()),
                                        integer("code_height", s -> s.place().height()),
                                        text("scan_stage", LatencySample::scanStage),
                                        integer("decode_micros", LatencySample::decodeMicros),
                                        integer("scan_micros", LatencySample::scanMicros),
                                        number("processing_ms", LatencySample::processingMs)))
                        .toList());
    }

    static BatchInsert<LatencyWindow> latencyWindow() {
        return new BatchInsert<>(
                "latency_window",
                "starts_at",
                Stream.concat(
                                lease(LatencyWindow::tap),
                                Stream.<Column<LatencyWindow>>of(
                                        column("starts_at", "timestamptz", Instant.class, LatencyWindow::startsAt),
                                        text("source", w -> w.source().name()),
                                        column("clock_fault", "bool", Boolean.class, LatencyWindow::clockFault),
                                        integer("measurements", LatencyWindow::measurements),
                                        number("min_ms", LatencyWindow::minMs),
                                        number("p50_ms", LatencyWindow::p50Ms),
                                        number("p95_ms", LatencyWindow::p95Ms),
                                        number("max_ms", LatencyWindow::maxMs)))
                        .toList());
    }

    static BatchInsert<VideoQualityWindow> videoQualityWindow() {
        return new BatchInsert<>(
                "video_quality_window",
                "starts_at",
                Stream.concat(
                                lease(VideoQualityWindow::tap),
                                Stream.<Column<VideoQualityWindow>>of(
                                        column("starts_at", "timestamptz", Instant.class, VideoQualityWindow::startsAt),
                                        integer("packets_received", VideoQualityWindow::packetsReceived),
                                        integer("packets_lost", VideoQualityWindow::packetsLost),
                                        column("bytes_received", "int8", Long.class, VideoQualityWindow::bytesReceived),
                                        number("jitter_ms", VideoQualityWindow::jitterMs),
                                        integer("frames_received", VideoQualityWindow::framesReceived),
                                        integer("frames_decoded", VideoQualityWindow::framesDecoded),
                                        integer("frames_dropped", VideoQualityWindow::framesDropped),
                                        integer("frames_scanned", VideoQualityWindow::framesScanned),
                                        integer("frames_shed", VideoQualityWindow::framesShed),
                                        integer("keyframe_requests", VideoQualityWindow::keyframeRequests),
                                        integer("width", w -> w.width() == 0 ? null : w.width()),
                                        integer("height", w -> w.height() == 0 ? null : w.height()),
                                        integer("freezes", VideoQualityWindow::freezes),
                                        number("frozen_ms", VideoQualityWindow::frozenMs),
                                        number("brightness", VideoQualityWindow::brightness),
                                        number("sharpness", VideoQualityWindow::sharpness),
                                        integer("clocks_seen", VideoQualityWindow::clocksSeen),
                                        column("clocks_refused", "jsonb", String.class, w -> json(w.refusals())),
                                        number("media_server_ms", VideoQualityWindow::mediaServerMs)))
                        .toList());
    }

    private static <T> Stream<Column<T>> lease(Function<T, TapLease> tap) {
        return Stream.of(
                column("publication_id", "uuid", UUID.class, t -> tap.apply(t).publicationId()),
                column("meeting_id", "uuid", UUID.class, t -> tap.apply(t).meetingId()),
                column("participant_id", "uuid", UUID.class, t -> tap.apply(t).participantId()),
                column("fencing", "int8", Long.class, t -> tap.apply(t).fencing()));
    }

    private static <T> Column<T> column(String name, String sqlType, Class<?> type, Function<T, ?> value) {
        return new Column<>(name, sqlType, type, value);
    }

    private static <T> Column<T> number(String name, Function<T, Double> value) {
        return column(name, "float8", Double.class, value);
    }

    private static <T> Column<T> integer(String name, Function<T, Integer> value) {
        return column(name, "int4", Integer.class, value);
    }

    private static <T> Column<T> text(String name, Function<T, String> value) {
        return column(name, "text", String.class, value);
    }

    /** Reasons are names of constants, so nothing needs escaping. */
    private static String json(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\": " + e.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
