package org.chattycat.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chattycat.app.probe.Received;
import org.junit.jupiter.api.Test;

class CallFiguresTest {
    private final CallFigures figures = new CallFigures();

    @Test
    void printsOneLine() {
        figures.joined(120.04);
        figures.firstFrame(310);
        figures.badge("before", 9_000);
        figures.frameArrived(8_000);
        figures.beginMeasuring();
        figures.frameArrived(21);
        figures.badge("a", 100);
        figures.badge("a", 150);
        figures.badge("b", 200);
        figures.badge("b", 180);
        figures.failed("Guest 1", "an error of this test");
        Map<String, Double> cpu = new LinkedHashMap<>();
        cpu.put("mediaApp", 12.34);
        cpu.put("kurento", Double.NaN);
        CallFigures.Window window =
                new CallFigures.Window(30, 2, new Received(500, 3), new Received(900, 0), 12, cpu, 800);

        assertThat(figures.json(CallOptions.parse("1x2"), window))
                .isEqualTo("{\"bench\":\"call\",\"scenario\":\"1x2\",\"minutes\":0.50,\"errors\":1,\"joinP95Ms\":120.0,"
                        + "\"firstFrameP95Ms\":310.0,\"badgeP95Ms\":200.0,\"mediaP95Ms\":21.0,\"forwardedStreams\":2,"
                        + "\"leastReadingsPerSecond\":0.0,\"videoLost\":3,\"audioLost\":0,\"clientLateMs\":12.0,"
                        + "\"cpuPercent\":{\"mediaApp\":12.3,\"kurento\":null},\"rssMiB\":800.0}");
    }

    @Test
    void aCameraWithoutReadingsCounts() {
        for (int i = 0; i < 40; i++) {
            figures.badge("a", 100);
        }
        assertThat(figures.leastReadings(1, 2, 4)).isEqualTo(5);
        assertThat(figures.leastReadings(2, 2, 4)).isZero();
    }
}
