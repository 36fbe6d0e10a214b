package org.chattycat.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoakFiguresTest {
    private final SoakFigures figures = new SoakFigures();

    @Test
    void printsOneLine() {
        figures.recovered(Fault.WORKER_KILLED, 2_000);
        figures.recovered(Fault.WORKER_KILLED, 1_000);
        figures.recovered(Fault.WORKER_KILLED, 3_000);
        figures.state("kurento", new ProcessState(20, 100.04, 30, 200));
        figures.state("kurento", new ProcessState(21, 101, 31, 201));
        assertThat(figures.isClean()).isTrue();
        figures.callLost();
        assertThat(figures.isClean()).isFalse();

        assertThat(figures.json(SoakOptions.parse("1x2", "--seed", "4"), 0.5))
                .isEqualTo("{\"bench\":\"soak\",\"scenario\":\"1x2\",\"seed\":4,\"minutes\":0.50,\"faults\":4,"
                        + "\"callsLost\":1,\"samples\":0,\"samplesLost\":0,\"errors\":0,"
                        + "\"recoveryMs\":{\"WORKER_KILLED\":{\"count\":3,\"p50\":2000.0,\"max\":3000.0}},"
                        + "\"states\":{\"kurento\":{\"heapMiB\":[20.0,21.0],\"rssMiB\":[100.0,101.0],"
                        + "\"threads\":[30,31],\"descriptors\":[200,201]}}}");
    }

    @Test
    void onlyFreshMeasurementsCount() {
        figures.badge("a", 100);
        figures.badge("b", 100);
        figures.badge("a", 100);
        assertThat(figures.measured(60_000)).isEqualTo(2);
        assertThat(figures.measured(-1)).isZero();
    }

    @Test
    void errorsAreNotClean() {
        figures.failed("Guest 1", "an error of this test");
        assertThat(figures.isClean()).isFalse();
    }
}
