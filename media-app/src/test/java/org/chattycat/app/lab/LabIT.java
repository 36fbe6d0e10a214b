package org.chattycat.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What clients of the lab are answered, with a process that does what the test wants. {@link LabJobsTest} tests the rest. */
@ChattyCatTest
@TestPropertySource(
        properties = {
            "chattycat.worker.embedded=false",
            "chattycat.lab.max-size=1MB",
            "chattycat.lab.max-jobs=2",
            "chattycat.lab.uploads-per-client.count=10000",
            // Clients on 127.0.0.1 say which address they stand for.
            "server.forward-headers-strategy=native"
        })
class LabIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private static Path data;

    @Autowired
    private People people;

    private final List<String> accepted = new ArrayList<>();
    private TestBrowser browser;
    private int clients;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry registry) {
        registry.add("chattycat.data-dir", data::toString);
    }

    @TestConfiguration
    static class WithFakeReader {
        @Bean
        @Primary
        ReaderCommand fakeReader(LabProperties properties) {
            return new ReaderCommand(properties) {
                @Override
                String mainClass() {
                    return FakeReader.class.getName();
                }

                @Override
                List<String> priority() {
                    return List.of();
                }
            };
        }
    }

    @BeforeEach
    void setUp() {
        browser = people.stranger();
        browser.get("/api/session");
    }

    @AfterEach
    void everythingIsDeleted() {
        accepted.forEach(this::delete);
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(files()).isEmpty());
    }

    @Test
    void analysesAVideoAndDeletesItAtOnce() throws IOException {
        String id = accepted(upload(client(), "frames"));
        assertThat(ended(id)).containsExactly("DONE", "");
        assertThat(job(id).get("progress").asDouble()).isEqualTo(0.5);
        assertThat(job(id).get("fileName").asString()).isEqualTo("a b.mp4");
        HttpResponse<String> result = browser.get("/lab/jobs/" + id + "/result");
        assertThat(result.body()).isEqualTo("{\"frame\":0,\"seconds\":0.0}\n");
        assertThat(result.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ndjson");
        assertThat(result.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(result.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(files())
                .as("the video is gone, the result is there")
                .allMatch(file -> file.endsWith("result.jsonl"));
        assertThat(delete(id)).isEqualTo(204);
        assertThat(browser.get("/lab/jobs/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesWhatIsNoVideo() {
        HttpResponse<String> text = send(client(), "Only text, and more than a few bytes of it.");
        assertRefused(text, 415, "This file is not a video that can be read here; choose an MP4, MOV or WebM file.");
        assertRefused(
                send(client(), ""),
                415,
                "This file is not a video that can be read here; choose an MP4, MOV or WebM file.");
    }

    @Test
    void refusesALargeFile() throws IOException {
        String sentence = "This file is larger than 1 MB; cut the video and try again.";
        assertThat(raw("Content-Length: 1048577")).startsWith("HTTP/1.1 413").contains(sentence);
        assertThat(raw("Transfer-Encoding: chunked")).startsWith("HTTP/1.1 411");
        assertThat(ended(accepted(send(client(), FakeReader.HEAD + "frames" + " ".repeat(1_000_000)))))
                .as("far longer than other requests may be")
                .containsExactly("DONE", "");
    }

    @Test
    void deletesAnUploadThatBreaksOff() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", browser.at("/").getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write((head("Content-Length: 1000000") + FakeReader.HEAD).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(files())
                    .isNotEmpty());
        }
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(files()).isEmpty());
    }

    @Test
    void oneVideoOfAClientAtATimeAndAFewOfAll() {
        String client = client();
        String sentence =
                "Another video from your network is being uploaded or analysed; try again when it is finished.";
        String first = accepted(upload(client, "hang"));
        assertRefused(upload(client, "frames"), 409, sentence);
        assertThat(refusal(client)).isEqualTo(sentence);
        String second = accepted(upload(client(), "frames"));
        assertThat(job(second).get("state").asString()).isEqualTo("WAITING");
        assertThat(job(second).get("before").asInt()).isEqualTo(1);
        assertRefused(
                upload(client(), "frames"), 503, "The server is busy with other videos; try again in a few minutes.");
        assertThat(delete(first)).isEqualTo(204);
        assertThat(browser.get("/lab/jobs/" + first).statusCode()).isEqualTo(404);
        assertThat(ended(second)).as("a cancelled job makes room").containsExactly("DONE", "");
        assertThat(ended(accepted(upload(client, "frames")))).containsExactly("DONE", "");
    }

    private String client() {
        clients++;
        return "198.51.100." + clients;
    }

    private HttpResponse<String> upload(String client, String what) {
        return send(client, FakeReader.HEAD + what);
    }

    private HttpResponse<String> send(String client, String body) {
        return browser.send(HttpRequest.newBuilder(browser.at("/lab/jobs?name=a%20b.mp4"))
                .header("Content-Type", "application/octet-stream")
                .header("X-XSRF-TOKEN", browser.cookie("XSRF-TOKEN").orElseThrow())
                .header("X-Forwarded-For", client)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        accepted.add(TestBrowser.json(answer).get("id").asString());
        return accepted.get(accepted.size() - 1);
    }

    private int delete(String id) {
        return browser.send("DELETE", "/lab/jobs/" + id, "application/json", "").statusCode();
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String sentence) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(TestBrowser.json(answer).get("detail").asString()).isEqualTo(sentence);
    }

    private String refusal(String client) {
        HttpResponse<String> lab =
                browser.send(HttpRequest.newBuilder(browser.at("/lab/jobs")).header("X-Forwarded-For", client));
        return TestBrowser.json(lab).path("refusal").asString("");
    }

    private JsonNode job(String id) {
        HttpResponse<String> answer = browser.get("/lab/jobs/" + id);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestBrowser.json(answer);
    }

    /** Waits for the end of a job. Returns its state and its message. */
    private List<String> ended(String id) {
        JsonNode job = Awaitility.await().atMost(LIMIT).until(() -> job(id), now -> Set.of("DONE", "FAILED")
                .contains(now.get("state").asString()));
        return List.of(job.get("state").asString(), job.get("message").asString());
    }

    private String raw(String header) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", browser.at("/").getPort())) {
            socket.getOutputStream()
                    .write((head("Connection: close\r\n" + header)).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String head(String header) {
        String token = browser.cookie("XSRF-TOKEN").orElseThrow();
        return "POST /lab/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n"
                + "Cookie: XSRF-TOKEN=" + token + "\r\nX-XSRF-TOKEN: " + token + "\r\n" + header + "\r\n\r\n";
    }

    /** The files of all jobs. */
    private static List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(data.resolve("lab"))) {
            return all.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
        }
    }
}
