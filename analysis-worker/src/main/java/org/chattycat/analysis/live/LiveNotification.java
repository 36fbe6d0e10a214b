package org.chattycat.analysis.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Live values as {@code NOTIFY chattycat_live} carries them: JSON with arrays in place of objects, because a payload is
 * limited to 8000 bytes. An application ignores the notifications of the worker that it embeds: its {@link LiveListener}
 * has already received their values.
 *
 * @param workerId the worker that measured
 */
public record LiveNotification(
        UUID workerId,
        List<LatencySample> measurements,
        List<Advice> advice,
        List<SeenCodes> seen,
        List<MeasuredFrame> frames) {
    /** PostgreSQL's payloads are shorter than 8000 bytes. */
    public static final int MAX_BYTES = 7_999;

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MEASUREMENT_FIELDS = 18;
    private static final int ADVICE_FIELDS = 7;
    private static final int SEEN_FIELDS = 4;
    private static final int CODE_FIELDS = 3;
    private static final int FRAME_FIELDS = 6;

    public LiveNotification {
        Objects.requireNonNull(workerId);
        measurements = List.copyOf(measurements);
        advice = List.copyOf(advice);
        seen = List.copyOf(seen);
        frames = List.copyOf(frames);
    }

    public String toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("worker", workerId.toString());
        ArrayNode rows = root.putArray("measurements");
        for (LatencySample m : measurements) {
            rows.addArray()
                    .add(m.id().toString())
                    .add(m.meetingId().toString())
                    .add(m.participantId().toString())
                    .add(m.publicationId().toString())
                    .add(micros(m.arrivedAt()))
                    .add(micros(m.clockAt()))
                    .add(rounded(m.latencyMs()))
                    .add(rounded(m.lowerMs()))
                    .add(rounded(m.upperMs()))
                    .add(rounded(m.estimateMs()))
                    .add(rounded(m.estimateLowerMs()))
                    .add(rounded(m.estimateUpperMs()))
                    .add(rounded(m.plusMinusMs()))
                    .add(m.source().name())
                    .add(m.zone().name())
                    .add(m.clockId())
                    .add(m.clockNumber())
                    .add(m.validity().name());
        }
        ArrayNode sentences = root.putArray("advice");
        for (Advice a : advice) {
            sentences
                    .addArray()
                    .add(a.meetingId().toString())
                    .add(a.participantId().toString())
                    .add(a.publicationId().toString())
                    .add(a.code())
                    .add(a.text())
                    .add(a.action())
                    .add(a.active());
        }
        ArrayNode seenCodes = root.putArray("seen");
        for (SeenCodes s : seen) {
            ArrayNode codes = seenCodes
                    .addArray()
                    .add(s.meetingId().toString())
                    .add(s.participantId().toString())
                    .add(s.publicationId().toString())
                    .addArray();
            for (SeenCode code : s.codes()) {
                ArrayNode one = codes.addArray().add(code.state().name()).add(code.clockId());
                ArrayNode corners = one.addArray();
                code.corners().forEach(corners::add);
            }
        }
        ArrayNode measuredFrames = root.putArray("frames");
        for (MeasuredFrame f : frames) {
            measuredFrames
                    .addArray()
                    .add(f.publicationId().toString())
                    .add(f.clockId())
                    .add(micros(f.clockAt()))
                    .add(f.rtpTimestamp())
                    .add(micros(f.firstPacketAt()))
                    .add(micros(f.lastPacketAt()));
        }
        return JSON.writeValueAsString(root);
    }

    /** @return empty for any payload that is not in this format */
    public static Optional<LiveNotification> parse(String payload) {
        try {
            JsonNode root = JSON.readTree(payload);
            List<LatencySample> measurements = new ArrayList<>();
            for (JsonNode row : root.path("measurements")) {
                if (row.size() == MEASUREMENT_FIELDS) {
                    measurements.add(measurement(row));
                }
            }
            List<Advice> advice = new ArrayList<>();
            for (JsonNode row : root.path("advice")) {
                if (row.size() == ADVICE_FIELDS) {
                    advice.add(new Advice(
                            uuid(row.get(0)),
                            uuid(row.get(1)),
                            uuid(row.get(2)),
                            row.get(3).asString(),
                            row.get(4).asString(),
                            row.get(5).asString(),
                            row.get(6).asBoolean()));
                }
            }
            List<SeenCodes> seen = new ArrayList<>();
            for (JsonNode row : root.path("seen")) {
                if (row.size() == SEEN_FIELDS) {
                    seen.add(new SeenCodes(uuid(row.get(0)), uuid(row.get(1)), uuid(row.get(2)), codes(row.get(3))));
                }
            }
            List<MeasuredFrame> frames = new ArrayList<>();
            for (JsonNode row : root.path("frames")) {
                if (row.size() == FRAME_FIELDS) {
                    frames.add(new MeasuredFrame(
                            uuid(row.get(0)),
                            row.get(1).isNull() ? null : row.get(1).asString(),
                            instant(row.get(2).asLong()),
                            row.get(3).asInt(),
                            instant(row.get(4).asLong()),
                            instant(row.get(5).asLong())));
                }
            }
            return Optional.of(new LiveNotification(uuid(root.path("worker")), measurements, advice, seen, frames));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static LatencySample measurement(JsonNode row) {
        return new LatencySample(
                uuid(row.get(0)),
                uuid(row.get(1)),
                uuid(row.get(2)),
                uuid(row.get(3)),
                instant(row.get(4).asLong()),
                instant(row.get(5).asLong()),
                row.get(6).asDouble(),
                row.get(7).asDouble(),
                row.get(8).asDouble(),
                row.get(9).asDouble(),
                row.get(10).asDouble(),
                row.get(11).asDouble(),
                row.get(12).asDouble(),
                ClockSource.valueOf(row.get(13).asString()),
                SampleZone.valueOf(row.get(14).asString()),
                row.get(15).isNull() ? null : row.get(15).asString(),
                row.get(16).asInt(),
                SampleValidity.valueOf(row.get(17).asString()));
    }

    private static List<SeenCode> codes(JsonNode rows) {
        List<SeenCode> codes = new ArrayList<>();
        for (JsonNode row : rows) {
            if (row.size() == CODE_FIELDS) {
                List<Double> corners = new ArrayList<>();
                row.get(2).forEach(coordinate -> corners.add(coordinate.asDouble()));
                codes.add(new SeenCode(
                        SeenCode.State.valueOf(row.get(0).asString()),
                        corners,
                        row.get(1).isNull() ? null : row.get(1).asString()));
            }
        }
        return codes;
    }

    private static UUID uuid(JsonNode node) {
        return UUID.fromString(node.asString());
    }

    private static double rounded(double ms) {
        return Math.round(ms * 1000) / 1000.0;
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }
}
