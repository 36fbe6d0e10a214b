package org.chattycat.app.platform.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.CallPage;
import org.chattycat.app.call.GraphQl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Health and metrics: on their own listener, and nowhere else. */
@ChattyCatTest
@TestPropertySource(properties = {"management.server.port=0", "chattycat.worker.embedded=false"})
class ManagementIT {
    @Autowired
    private People people;

    @LocalManagementPort
    private int port;

    @LocalServerPort
    private int applicationPort;

    @Test
    void healthNamesTheParts() throws Exception {
        HttpResponse<String> health = get("/actuator/health");
        assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
        assertThat(health.body()).contains("\"database\"", "\"mediaServers\"", "answers", "\"diskSpace\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
    void probesTellThatItRuns(String path) throws Exception {
        HttpResponse<String> probe = get(path);
        assertThat(probe.statusCode()).isEqualTo(200);
        assertThat(probe.body()).contains("\"UP\"");
    }

    @Test
    void metricsCountWhatHappens() throws Exception {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        UUID meeting = GraphQl.createMeeting(ada);
        try (CallPage page = CallPage.join(ada, meeting)) {
            page.request("join", Map.of("meetingId", UUID.randomUUID()));
            assertThat(get("/actuator/prometheus").body())
                    .contains(
                            "chattycat_call_rooms 1.0",
                            "chattycat_call_participants 1.0",
                            "chattycat_call_publications 0.0",
                            "chattycat_call_messages_total{type=\"Join\"} 2.0",
                            "chattycat_call_failures_total{code=\"BAD_MESSAGE\"} 1.0",
                            "chattycat_database_up 1.0",
                            "chattycat_mail_total{outcome=\"sent\"}",
                            "chattycat_mail_total{outcome=\"refused\"} 0.0",
                            "chattycat_mail_waiting ",
                            "chattycat_mail_waiting_age_seconds ",
                            "graphql_request_seconds_count",
                            "http_server_requests_seconds_count",
                            "r2dbc_pool_acquired",
                            "jvm_memory_used_bytes")
                    .containsPattern("chattycat_media_server_up\\{server=\"[^\"]+\"} 1\\.0")
                    // A gauge whose function fails has no number, and an alarm on it never comes.
                    .doesNotContainPattern("(?m)^chattycat_.* NaN$")
                    .doesNotContain(meeting.toString(), "ada-");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/env", "/actuator/heapdump", "/actuator/shutdown", "/actuator/loggers"})
    void nothingElseIsServed(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(401);
    }

    @Test
    void theApplicationsOwnListenerDoesNotServeThem() {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        assertThat(ada.get("/actuator/health").statusCode()).isEqualTo(404);
        assertThat(ada.get("/actuator/prometheus").statusCode()).isEqualTo(404);
        assertThat(people.stranger().get("/actuator/health").statusCode()).isEqualTo(401);
    }

    /** The JDK's client does not let a test choose the header Host. */
    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "media-app, 200",
        "172.18.0.5, 200",
        "[fd00::5], 200",
        "cat.example.org, 400",
        "127.0.0.1.example.org, 400",
    })
    void answersToNamesThatNoSiteOnTheInternetHas(String host, int status) throws IOException {
        assertThat(statusFor(host, port)).isEqualTo(status);
        if (!host.equals("localhost")) {
            assertThat(statusFor(host, applicationPort)).as("the site").isEqualTo(400);
        }
    }

    private static int statusFor(String host, int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write("GET /actuator/health/liveness HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(host)
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.substring("HTTP/1.1 ".length()));
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
