package org.chattycat.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.identity.token.TokenClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The probe against a running application with a worker. */
@ChattyCatTest
@Tag("alone")
class ProbeIT {
    @TempDir
    private Path folder;

    @Autowired
    private People people;

    private TestBrowser owner;
    private JsonNode result;
    private int exitStatus;

    @BeforeEach
    void signIn() {
        owner = people.signIn("owner-" + UUID.randomUUID() + "@example.org");
    }

    @Test
    void reportsWhatItMeasured() throws Exception {
        Path metrics = folder.resolve("probe.prom");
        probe(TokenClient.create(owner, "READ_WRITE", null).secret(), metrics);
        assertThat(result.path("ok").asBoolean()).as(result.toString()).isTrue();
        assertThat(exitStatus).isZero();
        for (String time : new String[] {"joinMs", "firstFrameMs", "latencyP50Ms", "latencyP95Ms", "badgeP50Ms"}) {
            assertThat(result.path(time).isNumber()).as(result.toString()).isTrue();
            assertThat(result.path(time).asDouble()).as(result.toString()).isPositive();
        }
        assertThat(result.path("lostPercent").asDouble()).isBetween(0.0, 100.0);
        assertThat(Files.readString(metrics)).contains("chattycat_probe_up{", "chattycat_probe_latency_seconds{");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
        assertThat(GraphQl.data(owner, "{ meetings { edges { node { id } } } }").at("/meetings/edges"))
                .as("its meeting is deleted")
                .isEmpty();
    }

    @Test
    void explainsATokenThatOnlyReads() throws Exception {
        probe(TokenClient.create(owner, "READ", null).secret(), null);
        assertThat(exitStatus).isEqualTo(1);
        assertThat(result.path("ok").asBoolean()).isFalse();
        assertThat(result.path("error").asString()).contains("/graphql refuses: ");
    }

    private void probe(String token, Path metrics) throws InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ProbeOptions options =
                new ProbeOptions(owner.base(), null, Duration.ofSeconds(2), Duration.ofSeconds(120), metrics);
        exitStatus = Probe.run(options, token, new PrintStream(printed, true, StandardCharsets.UTF_8));
        result = JsonMapper.builder().build().readTree(printed.toString(StandardCharsets.UTF_8));
    }
}
