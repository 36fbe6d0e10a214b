package org.chattycat.app.platform.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.chattycat.app.platform.config.StartRefusedException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExaminationsTest {
    private static Report run(Duration limit, Check... checks) throws InterruptedException {
        return new Report(Examinations.run(List.of(checks), limit));
    }

    private static Report run(Check.Examination examination) throws InterruptedException {
        return run(Duration.ofSeconds(20), new Check("cat", examination));
    }

    @Test
    void theWorstFindingDecides() throws InterruptedException {
        assertThat(run((limit, findings) -> findings.ok("Well.")).exitStatus()).isZero();
        assertThat(run((limit, findings) -> {
                            findings.warn("Tired.", "Let it sleep.");
                            findings.ok("Well.");
                        })
                        .exitStatus())
                .isEqualTo(1);
        assertThat(run((limit, findings) -> {
                            findings.fail("Away.", "Call it.");
                            findings.warn("Tired.", "Let it sleep.");
                        })
                        .exitStatus())
                .isEqualTo(2);
    }

    @Test
    void aLinePerFindingInTheOrderOfTheChecks() throws InterruptedException {
        Report report = run(
                Duration.ofSeconds(20),
                new Check("cat", (limit, findings) -> {
                    findings.ok("Well.");
                    findings.warn("Tired,\nit\u001b[31m says.", "Let it sleep.");
                }),
                new Check("dog", (limit, findings) -> findings.fail("Away.", "Call it.")));
        assertThat(report.text()).isEqualTo("""
                ok    cat: Well.
                warn  cat: Tired, it [31m says. Let it sleep.
                fail  dog: Away. Call it.""");
        JsonNode json = JsonMapper.shared().readTree(report.json());
        assertThat(json.get("status").asString()).isEqualTo("fail");
        assertThat(json.get("checks")).hasSize(3);
        assertThat(json.get("checks").get(2).toString())
                .isEqualTo("{\"check\":\"dog\",\"status\":\"fail\",\"found\":\"Away.\",\"action\":\"Call it.\"}");
        assertThat(report.json()).doesNotContain("\n");
    }

    @Test
    void aCheckThatHangsIsGivenUp() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Report report = run(
                Duration.ofMillis(50),
                new Check("cat", (limit, findings) -> {
                    findings.ok("Seen.");
                    never.await();
                    findings.ok("Too late.");
                }),
                new Check("dog", (limit, findings) -> findings.ok("Well.")));
        assertThat(report.text()).isEqualTo("""
                ok    cat: Seen.
                fail  cat: It did not answer within 50 ms. Look at what this check connects to, or raise CHATTYCAT_DOCTOR_CHECK_LIMIT.
                ok    dog: Well.""");
        never.countDown();
    }

    @Test
    void anErrorIsAFinding() throws InterruptedException {
        assertThat(run((limit, findings) -> {
                            throw new StartRefusedException("No cats.", "Get one.");
                        })
                        .text())
                .isEqualTo("fail  cat: No cats. Get one.");
        assertThat(run((limit, findings) -> {
                            throw new IllegalStateException("oops");
                        })
                        .text())
                .startsWith("fail  cat: The check failed: java.lang.IllegalStateException: oops");
    }
}
