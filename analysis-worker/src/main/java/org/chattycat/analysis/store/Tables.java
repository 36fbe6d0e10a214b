package org.chattycat.analysis.store;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chattycat.analysis.latency.LatencyWindow;
import org.chattycat.analysis.latency.StoredSample;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.quality.VideoQualityWindow;
import org.chattycat.analysis.store.BatchInsert.Column;

/** Which value goes into which column. */
final class Tables {
    private Tables() {}

    static BatchInsert<StoredSample> latencySample() {
        return new BatchInsert<>(
                "latency_sample",
                "arrived_at",
                Stream.concat(
                                lease(StoredSample::tap),
                                Stream.<Column<StoredSample>>of(
                                        uuid("id", s -> s.sample().id()),
                                        instant("arrived_at", s -> s.sample().arrivedAt()),
                                        instant("last_packet_at", StoredSample::lastPacketAt),
                                        instant("clock_at", s -> s.sample().clockAt()),
                                        number("latency_ms", s -> s.sample().latencyMs()),
                                        number("lower_ms", s -> s.sample().lowerMs()),
                                        number("upper_ms", s -> s.sample().upperMs()),
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
                                        flag("worker_clock_stepped", StoredSample::workerClockStepped),
                                        text("source", s -> s.sample().source().name()),
                                        text("zone", s -> s.sample().zone().name()),
                                        text("clock_id", s -> s.sample().clockId()),
                                        text(
                                                "validity",
                                                s -> s.sample().validity().name()),
                                        number("estimate_ms", s -> s.sample().estimateMs()),
                                        number("estimate_lower_ms", s -> s.sample()
                                                .estimateLowerMs()),
                                        number("estimate_upper_ms", s -> s.sample()
                                                .estimateUpperMs()),
                                        number("plus_minus_ms", s -> s.sample().plusMinusMs()),
                                        integer("clock_number", s -> s.sample().clockNumber()),
                                        integer("frame_width", s -> s.place().frameWidth()),
                                        integer("frame_height", s -> s.place().frameHeight()),
                                        integer("code_x", s -> s.place().x()),
                                        integer("code_y", s -> s.place().y()),
                                        integer("code_width", s -> s.place().width()),
                                        integer("code_height", s -> s.place().height()),
                                        text("scan_stage", StoredSample::scanStage),
                                        integer("decode_micros", StoredSample::decodeMicros),
                                        integer("scan_micros", StoredSample::scanMicros),
                                        number("processing_ms", StoredSample::processingMs)))
                        .toList());
    }

    static BatchInsert<LatencyWindow> latencyWindow() {
        return new BatchInsert<>(
                "latency_window",
                "starts_at",
                Stream.concat(
                                lease(LatencyWindow::tap),
                                Stream.<Column<LatencyWindow>>of(
                                        instant("starts_at", LatencyWindow::startsAt),
                                        text("source", w -> w.source().name()),
                                        text("clock_id", w -> w.clockId() == null ? "" : w.clockId()),
                                        integer("clock_number", LatencyWindow::clockNumber),
                                        text("validity", w -> w.validity().name()),
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
                                        instant("starts_at", VideoQualityWindow::startsAt),
                                        integer("packets_received", VideoQualityWindow::packetsReceived),
                                        integer("packets_lost", VideoQualityWindow::packetsLost),
                                        bigint("bytes_received", VideoQualityWindow::bytesReceived),
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
                                        new Column<>("clocks_refused", (rows, w) -> rows.jsonb(json(w.refusals()))),
                                        number("media_server_ms", VideoQualityWindow::mediaServerMs)))
                        .toList());
    }

    private static <T> Stream<Column<T>> lease(Function<T, TapLease> tap) {
        return Stream.of(
                uuid("publication_id", t -> tap.apply(t).publicationId()),
                uuid("meeting_id", t -> tap.apply(t).meetingId()),
                uuid("participant_id", t -> tap.apply(t).participantId()),
                bigint("fencing", t -> tap.apply(t).fencing()));
    }

    private static <T> Column<T> uuid(String name, Function<T, UUID> value) {
        return new Column<>(name, (rows, t) -> rows.uuid(value.apply(t)));
    }

    private static <T> Column<T> instant(String name, Function<T, Instant> value) {
        return new Column<>(name, (rows, t) -> rows.timestamptz(value.apply(t)));
    }

    private static <T> Column<T> flag(String name, Function<T, Boolean> value) {
        return new Column<>(name, (rows, t) -> rows.bool(value.apply(t)));
    }

    private static <T> Column<T> number(String name, Function<T, Double> value) {
        return new Column<>(name, (rows, t) -> rows.float8(value.apply(t)));
    }

    private static <T> Column<T> integer(String name, Function<T, Integer> value) {
        return new Column<>(name, (rows, t) -> rows.int4(value.apply(t)));
    }

    private static <T> Column<T> bigint(String name, Function<T, Long> value) {
        return new Column<>(name, (rows, t) -> rows.int8(value.apply(t)));
    }

    private static <T> Column<T> text(String name, Function<T, String> value) {
        return new Column<>(name, (rows, t) -> rows.text(value.apply(t)));
    }

    /** Reasons are names of constants, so nothing needs escaping. */
    private static String json(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\": " + e.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
