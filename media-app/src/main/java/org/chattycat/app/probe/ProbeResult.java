package org.chattycat.app.probe;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one round of the probe found. Times that it could not measure are not numbers.
 *
 * @param url of the installation
 * @param at the end of the round
 * @param error the first thing that did not work; null if everything did
 * @param joinMs from opening the WebSocket to {@code joined}, of the participant who took longer
 * @param firstFrameMs from asking for the view to the last packet of its first keyframe
 * @param latencyP50Ms from sending a frame's first packet to the arrival of its last at the other participant
 * @param badgeP50Ms from sending a frame's first packet to the message with its measurement
 * @param lostPercent of the packets to the other participant
 */
record ProbeResult(
        String url,
        Instant at,
        String error,
        double joinMs,
        double firstFrameMs,
        double latencyP50Ms,
        double latencyP95Ms,
        double badgeP50Ms,
        double lostPercent) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static ProbeResult failed(String url, String error) {
        double none = Double.NaN;
        return new ProbeResult(url, Instant.now(), error, none, none, none, none, none, none);
    }

    boolean ok() {
        return error == null;
    }

    /** One line. */
    String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("probe", url);
        fields.put("at", at.toString());
        fields.put("ok", ok());
        fields.put("error", error);
        times().forEach((name, value) -> fields.put(name, Double.isNaN(value) ? null : Math.round(value * 10) / 10.0));
        return JSON.writeValueAsString(fields);
    }

    private Map<String, Double> times() {
        Map<String, Double> times = new LinkedHashMap<>();
        times.put("joinMs", joinMs);
        times.put("firstFrameMs", firstFrameMs);
        times.put("latencyP50Ms", latencyP50Ms);
        times.put("latencyP95Ms", latencyP95Ms);
        times.put("badgeP50Ms", badgeP50Ms);
        times.put("lostPercent", lostPercent);
        return times;
    }

    /** The text format of Prometheus, in its base units. What was not measured is absent. */
    String metrics() {
        StringBuilder text = new StringBuilder();
        gauge(text, "chattycat_probe_up", ok() ? 1 : 0);
        gauge(text, "chattycat_probe_time_seconds", at.toEpochMilli() / 1e3);
        gauge(text, "chattycat_probe_join_seconds", joinMs / 1e3);
        gauge(text, "chattycat_probe_first_frame_seconds", firstFrameMs / 1e3);
        gauge(text, "chattycat_probe_median_latency_seconds", latencyP50Ms / 1e3);
        gauge(text, "chattycat_probe_latency_seconds", latencyP95Ms / 1e3);
        gauge(text, "chattycat_probe_badge_seconds", badgeP50Ms / 1e3);
        gauge(text, "chattycat_probe_lost_ratio", lostPercent / 100);
        return text.toString();
    }

    private void gauge(StringBuilder text, String name, double value) {
        if (!Double.isNaN(value)) {
            String label = url.replace("\\", "\\\\").replace("\"", "\\\"");
            text.append("# TYPE ").append(name).append(" gauge\n");
            text.append(name)
                    .append("{url=\"")
                    .append(label)
                    .append("\"} ")
                    .append(value)
                    .append('\n');
        }
    }
}
