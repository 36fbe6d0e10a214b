package org.chattycat.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProbeResultTest {
    private static final Instant AT = Instant.parse("2026-03-01T09:30:00Z");

    @Test
    void printsWhatWasMeasured() {
        ProbeResult result =
                new ProbeResult("https://call.example.org", AT, null, 120.04, 310, 21, 35.55, Double.NaN, 0.5);
        assertThat(result.ok()).isTrue();
        assertThat(result.json())
                .isEqualTo(
                        "{\"probe\":\"https://call.example.org\",\"at\":\"2026-03-01T09:30:00Z\",\"ok\":true,\"error\":null,"
                                + "\"joinMs\":120.0,\"firstFrameMs\":310.0,\"latencyP50Ms\":21.0,\"latencyP95Ms\":35.6,"
                                + "\"badgeP50Ms\":null,\"lostPercent\":0.5}");
        assertThat(result.metrics())
                .startsWith(
                        "# TYPE chattycat_probe_up gauge\nchattycat_probe_up{url=\"https://call.example.org\"} 1.0\n")
                .contains("\nchattycat_probe_join_seconds{url=\"https://call.example.org\"} 0.12")
                .contains("\nchattycat_probe_lost_ratio{url=\"https://call.example.org\"} 0.005\n")
                .doesNotContain("badge", "NaN");
    }

    @Test
    void printsWhatFailed() {
        ProbeResult result = ProbeResult.failed("http://localhost:8080", "a \"reason\"");
        assertThat(result.ok()).isFalse();
        assertThat(result.json()).contains("\"ok\":false,\"error\":\"a \\\"reason\\\"\",\"joinMs\":null");
        assertThat(result.metrics())
                .contains("chattycat_probe_up{url=\"http://localhost:8080\"} 0.0\n")
                .contains("chattycat_probe_time_seconds{");
    }
}
