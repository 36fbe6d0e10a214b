package org.chattycat.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.chattycat.app.platform.config.ChattyCatProperties;
import org.chattycat.app.platform.limits.RateLimit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How analyses end and when their files go, with a process that does what the test wants. Only the limit that a test is about is
 * short: a loaded machine takes seconds to start a process.
 */
class LabJobsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration KEEP = Duration.ofHours(1);
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(3);
    private static final int MAX_KEPT = 3;

    @TempDir
    private Path data;

    private final SettableClock clock = new SettableClock();
    private final List<LabJobs> started = new ArrayList<>();
    private int clients;

    @AfterEach
    void stop() throws IOException {
        started.forEach(LabJobs::stop);
        assertThat(files()).isEmpty();
    }

    @Test
    void theProcessHasTheLowestPriorityAndNoSecrets() throws IOException {
        LabProperties properties = limits(LONG, LONG);
        LabJob job = receive(jobs(properties, LowestPriority.prefix(properties.memory())), "environment");
        assertEnded(job, LabJob.State.DONE, "");
        JsonNode line = JsonMapper.shared().readTree(Files.readString(job.result()));
        String names = line.get("names").asString();
        assertThat(names.substring(1, names.length() - 1).split(", "))
                .containsExactlyInAnyOrder("PATH", "LC_ALL", "HOME");
        int nice = Math.min(19, FakeReader.nice() + 19);
        assertThat(line.get("status").asString())
                .isEqualTo("nice " + nice + " Cpus_allowed_list: "
                        + (Runtime.getRuntime().availableProcessors() - 1));
    }

    @Test
    void aCrashEndsOnlyItsJob() throws IOException {
        LabJobs jobs = jobs(limits(LONG, LONG));
        LabJob crashing = receive(jobs, "crash");
        LabJob next = receive(jobs, "frames");
        assertEnded(
                crashing,
                LabJob.State.FAILED,
                "The decoder crashed on this video and only this analysis ended; the file may be damaged.");
        assertEnded(next, LabJob.State.DONE, "");
    }

    @Test
    void aHangingProcessIsStopped() throws IOException {
        assertEnded(
                receive(jobs(limits(LONG, SHORT)), "hang"),
                LabJob.State.FAILED,
                "The analysis stood still and was stopped; the video may be damaged.");
    }

    @Test
    void aSlowAnalysisIsStopped() throws IOException {
        assertEnded(
                receive(jobs(limits(SHORT, LONG)), "endless"),
                LabJob.State.FAILED,
                "The analysis took too long and was stopped; cut the video or record it smaller.");
    }

    @Test
    void anAnalysisThatStopsItselfInTimeHasAResult() throws IOException {
        assertEnded(
                receive(jobs(limits(LONG, LONG)), "stopped"),
                LabJob.State.DONE,
                "The analysis took too long and was stopped; the result covers the beginning of the video.");
    }

    @Test
    void explainsWhatIsWrongWithAVideo() throws IOException {
        LabJobs jobs = jobs(limits(LONG, LONG));
        assertEnded(
                receive(jobs, "long"),
                LabJob.State.FAILED,
                "This video is longer than 30 minutes; cut it and try again.");
        assertEnded(
                receive(jobs, "fails"), LabJob.State.FAILED, "This video is damaged: no picture of it can be read.");
    }

    @Test
    void endsAJobThatNobodyWaitsFor() throws IOException {
        LabJobs jobs = jobs(limits(LONG, LONG));
        LabJob job = receive(jobs, "endless");
        Awaitility.await().atMost(LIMIT).until(() -> job.state() == LabJob.State.RUNNING);
        clock.advance(ABANDONED_AFTER.plusMillis(1));
        assertGone(jobs, job);
    }

    @Test
    void keepsAFewResultsOnly() throws IOException {
        LabJobs jobs = jobs(limits(LONG, LONG));
        LabJob first = receive(jobs, "frames");
        assertEnded(first, LabJob.State.DONE, "");
        for (int i = 0; i < MAX_KEPT; i++) {
            assertEnded(receive(jobs, "frames"), LabJob.State.DONE, "");
        }
        assertGone(jobs, first);
    }

    @Test
    void deletesEverythingInTheEnd() throws IOException {
        LabJobs jobs = jobs(limits(LONG, LONG));
        LabJob job = receive(jobs, "frames");
        assertEnded(job, LabJob.State.DONE, "");
        assertThat(files()).as("the video is gone, the result is there").containsExactly(job.result());
        clock.advance(KEEP.plusMillis(1));
        assertGone(jobs, job);
    }

    private LabJobs jobs(LabProperties properties) {
        return jobs(properties, List.of());
    }

    private LabJobs jobs(LabProperties properties, List<String> priority) {
        ChattyCatProperties installation = new ChattyCatProperties(data, null);
        ReaderCommand command = new ReaderCommand(properties) {
            @Override
            String mainClass() {
                return FakeReader.class.getName();
            }

            @Override
            List<String> priority() {
                return priority;
            }
        };
        LabJobs jobs = new LabJobs(
                new LabSwitch(properties, new ServerProperties(), null),
                properties,
                command,
                new TapDelay(new SimpleMeterRegistry()),
                clock,
                installation);
        jobs.start();
        started.add(jobs);
        return jobs;
    }

    private static LabProperties limits(Duration analysis, Duration stall) {
        return new LabProperties(
                true,
                DataSize.ofMegabytes(1),
                Duration.ofMinutes(30),
                4,
                new RateLimit(1000, Duration.ofMinutes(1)),
                MAX_KEPT,
                KEEP,
                Duration.ofMillis(20),
                ABANDONED_AFTER,
                LONG,
                analysis,
                stall,
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(64),
                DataSize.ofGigabytes(2),
                DataSize.ofBytes(1));
    }

    private LabJob receive(LabJobs jobs, String what) throws IOException {
        clients++;
        byte[] video = (FakeReader.HEAD + what).getBytes(StandardCharsets.US_ASCII);
        return jobs.receive("client " + clients, "a.ivf", video.length, new ByteArrayInputStream(video));
    }

    private static void assertEnded(LabJob job, LabJob.State state, String message) {
        Awaitility.await().atMost(LIMIT).until(() -> !job.isUnfinished());
        assertThat(job.state()).as(job.message()).isEqualTo(state);
        assertThat(job.message()).isEqualTo(message);
    }

    private static void assertGone(LabJobs jobs, LabJob job) {
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(jobs.find(job.id())).isEmpty();
            assertThat(job.folder()).doesNotExist();
        });
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
        }
    }

    /** A clock that stands still until it is moved. */
    private static final class SettableClock extends Clock {
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
