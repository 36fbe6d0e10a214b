package org.chattycat.app.latency.viewer;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.app.latency.history.TimeRange;
import org.chattycat.app.platform.query.KeysetPage;
import org.springframework.data.domain.Window;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table {@code viewer_quality_window}. Uses DatabaseClient because one statement inserts many rows, and because a row is
 * several records here.
 */
@Component
class ViewerQualityTable {
    private static final String INSERT = """
            insert into viewer_quality_window
            select * from jsonb_populate_recordset(null::viewer_quality_window, cast(:rows as jsonb))
            on conflict do nothing
            """;

    /** The first second may contain the start of the range. The bound on the time alone lets the planner skip partitions. */
    private static final String SELECT = """
            select * from viewer_quality_window
            where meeting_id = :meeting
              and (cast(:participant as uuid) is null or participant_id = :participant)
              and (cast(:viewer as uuid) is null or viewer_id = :viewer)
              and starts_at >= date_trunc('second', cast(:from as timestamptz))
              and starts_at < :to
              and starts_at >= coalesce(cast(:afterAt as timestamptz), '-infinity')
              and (cast(:afterAt as timestamptz) is null or (starts_at, id) > (:afterAt, :afterId))
            order by starts_at, id
            limit :limit
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DatabaseClient database;

    ViewerQualityTable(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Selects rows of a meeting.
     *
     * @param participantId who publishes; null for all
     * @param viewerId whose page reported; null for all
     * @param range the seconds that touch it
     */
    record Filter(UUID meetingId, UUID participantId, UUID viewerId, TimeRange range) {}

    Mono<Void> insert(List<ViewerQuality> rows) {
        String json = JSON.writeValueAsString(
                rows.stream().map(ViewerQualityTable::row).toList());
        return database.sql(INSERT).bind("rows", json).then();
    }

    /** A page of rows by second, oldest first. */
    Mono<Window<ViewerQuality>> find(Filter filter, KeysetPage page) {
        DatabaseClient.GenericExecuteSpec query = database.sql(SELECT)
                .bind("meeting", filter.meetingId())
                .bind("from", filter.range().from())
                .bind("to", filter.range().to())
                .bind("limit", page.limit());
        query = bind(query, "participant", filter.participantId(), UUID.class);
        query = bind(query, "viewer", filter.viewerId(), UUID.class);
        query = bind(
                query, "afterAt", page.start() == null ? null : page.start().at(), Instant.class);
        query = bind(
                query, "afterId", page.start() == null ? null : page.start().id(), UUID.class);
        return query.map(ViewerQualityTable::read)
                .all()
                .collectList()
                .map(found -> page.window(found, ViewerQuality::startsAt, ViewerQuality::id));
    }

    private static <T> DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec query, String name, T value, Class<T> type) {
        return value == null ? query.bindNull(name, type) : query.bind(name, value);
    }

    /** The columns of a row. */
    private static Map<String, Object> row(ViewerQuality quality) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", quality.id());
        row.put("meeting_id", quality.meetingId());
        row.put("publication_id", quality.publicationId());
        row.put("participant_id", quality.participantId());
        row.put("viewer_id", quality.viewerId());
        row.put("starts_at", quality.startsAt().toString());
        row.put("clock_error_ms", quality.clockErrorMs());
        ViewerReport report = quality.report();
        row.put("rtt_ms", report.rttMs());
        row.put("network_jitter_ms", report.networkJitterMs());
        row.put("processing_ms", report.processingMs());
        row.put("assembly_ms", report.assemblyMs());
        row.put("display_ms", report.displayMs());
        row.put("packets_received", report.packetsReceived());
        row.put("packets_lost", report.packetsLost());
        row.put("frames_decoded", report.framesDecoded());
        row.put("frames_dropped", report.framesDropped());
        row.put("frames_per_second", report.framesPerSecond());
        row.put("freezes", report.freezes());
        row.put("frozen_ms", report.frozenMs());
        row.put("width", report.width());
        row.put("height", report.height());
        row.put("direct_ms", report.directMs());
        row.put("direct_lower_ms", report.directLowerMs());
        row.put("direct_upper_ms", report.directUpperMs());
        row.put("direct_readings", report.directReadings());
        GlassToGlass way = quality.glassToGlass();
        row.put("camera_to_server_ms", way.cameraToServerMs());
        row.put("camera_to_server_lower_ms", way.cameraToServerLowerMs());
        row.put("camera_to_server_upper_ms", way.cameraToServerUpperMs());
        row.put("camera_source", way.cameraSource());
        row.put("capture_ms", way.captureMs());
        row.put("capture_plus_minus_ms", way.capturePlusMinusMs());
        row.put("media_server_ms", way.mediaServerMs());
        row.put("downlink_ms", way.downlinkMs());
        row.put("jitter_buffer_ms", way.jitterBufferMs());
        row.put("decode_ms", way.decodeMs());
        row.put("render_ms", way.renderMs());
        row.put("glass_to_glass_ms", way.estimateMs());
        row.put("glass_to_glass_lower_ms", way.lowerMs());
        row.put("glass_to_glass_upper_ms", way.upperMs());
        MatchedFrames matched = quality.matchedFrames();
        if (matched != null) {
            row.put("matched_frames", matched.frames());
            row.put("matched_camera_to_server_ms", matched.cameraToServerMs());
            row.put("matched_downlink_ms", matched.downlinkMs());
            row.put("matched_server_to_screen_ms", matched.serverToScreenMs());
        }
        return row;
    }

    private static ViewerQuality read(Readable row) {
        UUID publicationId = row.get("publication_id", UUID.class);
        ViewerReport report = new ViewerReport(
                publicationId,
                number(row, "rtt_ms"),
                number(row, "network_jitter_ms"),
                number(row, "jitter_buffer_ms"),
                number(row, "decode_ms"),
                number(row, "processing_ms"),
                number(row, "assembly_ms"),
                number(row, "display_ms"),
                count(row, "packets_received"),
                count(row, "packets_lost"),
                count(row, "frames_decoded"),
                count(row, "frames_dropped"),
                number(row, "frames_per_second"),
                count(row, "freezes"),
                number(row, "frozen_ms"),
                count(row, "width"),
                count(row, "height"),
                number(row, "direct_ms"),
                number(row, "direct_lower_ms"),
                number(row, "direct_upper_ms"),
                count(row, "direct_readings"),
                List.of());
        String source = row.get("camera_source", String.class);
        GlassToGlass way = new GlassToGlass(
                number(row, "camera_to_server_ms"),
                number(row, "camera_to_server_lower_ms"),
                number(row, "camera_to_server_upper_ms"),
                source == null ? null : ClockSource.valueOf(source),
                number(row, "capture_ms"),
                number(row, "capture_plus_minus_ms"),
                number(row, "media_server_ms"),
                number(row, "downlink_ms"),
                number(row, "jitter_buffer_ms"),
                number(row, "decode_ms"),
                number(row, "render_ms"),
                number(row, "glass_to_glass_ms"),
                number(row, "glass_to_glass_lower_ms"),
                number(row, "glass_to_glass_upper_ms"));
        return new ViewerQuality(
                row.get("id", UUID.class),
                row.get("meeting_id", UUID.class),
                publicationId,
                row.get("participant_id", UUID.class),
                row.get("viewer_id", UUID.class),
                row.get("starts_at", Instant.class),
                number(row, "clock_error_ms"),
                report,
                way,
                matched(row));
    }

    private static MatchedFrames matched(Readable row) {
        Integer frames = count(row, "matched_frames");
        return frames == null
                ? null
                : new MatchedFrames(
                        frames,
                        number(row, "matched_camera_to_server_ms"),
                        number(row, "matched_downlink_ms"),
                        number(row, "matched_server_to_screen_ms"));
    }

    private static Double number(Readable row, String column) {
        return row.get(column, Double.class);
    }

    private static Integer count(Readable row, String column) {
        return row.get(column, Integer.class);
    }
}
