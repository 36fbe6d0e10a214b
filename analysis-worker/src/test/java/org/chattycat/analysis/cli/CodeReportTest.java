package org.chattycat.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chattycat.analysis.qr.CodeDetection;
import org.chattycat.analysis.qr.Quad;
import org.chattycat.analysis.qr.ScanStage;
import org.chattycat.analysis.video.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Point;

class CodeReportTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // text | recorded at | row
                "oT261123174934.123oTD0oTZ-8oTI0 |                      | c.ivf,7,oT261123174934.123oTD0oTZ-8oTI0,2026-11-24T01:49:34.123Z,ZONED,,HALF,1234",
                "oT261123174934.000oTD0oTZ0      |                      | c.ivf,7,oT261123174934.000oTD0oTZ0,2026-11-23T17:49:34.000Z,ZONED,,HALF,1234",
                "oT261123174934.123oTD0oTZ-8     | 2026-11-24T01:49:35Z | c.ivf,7,oT261123174934.123oTD0oTZ-8,2026-11-24T01:49:34.123Z,ZONED,,HALF,1234",
                "oT261123174934.123oTD0oTZ-8     | 2026-11-23T17:49:35Z | c.ivf,7,oT261123174934.123oTD0oTZ-8,2026-11-23T17:49:34.123Z,INFERRED,,HALF,1234",
                "oT261123174934.123              |                      | c.ivf,7,oT261123174934.123,,UNKNOWN,,HALF,1234",
                "oT261123174934.123              | 2026-11-24T01:49:35Z | c.ivf,7,oT261123174934.123,2026-11-24T01:49:34.123Z,INFERRED,,HALF,1234",
                "oT261123174934.12               | 2026-11-24T01:49:35Z | c.ivf,7,oT261123174934.12,,,FAST_PAGE,HALF,1234",
                "oT261123174960.123              |                      | c.ivf,7,oT261123174960.123,,,BAD_TIME,HALF,1234",
                "a,b                             |                      | c.ivf,7,\"a,b\",,,NOT_A_CLOCK,HALF,1234",
                "say \"hi\"                      |                      | c.ivf,7,\"say \"\"hi\"\"\",,,NOT_A_CLOCK,HALF,1234",
            })
    void tellsWhatTheCodeSays(String text, Instant recordedAt, String row) {
        Point p = new Point();
        CodeDetection detection = new CodeDetection(text, new Quad(p, p, p, p), ScanStage.HALF, 1_234_567);
        CodeReport code = CodeReport.of(
                detection,
                1,
                new CodeReport.Picture(640, 480, Orientation.AS_STORED),
                Optional.ofNullable(recordedAt),
                Optional.empty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CsvOutput(new PrintStream(out, true, StandardCharsets.UTF_8), false)
                .frame(new FrameReport("c.ivf", 7, 0.2, 640, 480, 2_000, null, List.of(code)));
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith(row + ",0.2000,640,480,");
    }

    @Test
    void frameWithoutACodeHasARowWithItsCost() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CsvOutput(new PrintStream(out, true, StandardCharsets.UTF_8), false)
                .frame(new FrameReport("c.ivf", 7, null, 640, 480, 2_000, null, List.of()));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("c.ivf,7,,,,,,2000,,640,480,,,,,,,,,,,,,%n".formatted());
        assertThat(out.toString(StandardCharsets.UTF_8).split(",", -1)).hasSameSizeAs(CsvOutput.HEADER.split(","));
    }

    @Test
    void cornersAreThoseOfThePictureAsItIsShown() {
        Quad place = new Quad(new Point(10, 20), new Point(50, 20), new Point(50, 60), new Point(10, 60));
        CodeDetection detection = new CodeDetection("oT261123174934.123oTI5", place, ScanStage.HALF, 0);
        CodeReport code = CodeReport.of(
                detection,
                1,
                new CodeReport.Picture(640, 480, new Orientation(1, false)),
                Optional.empty(),
                Optional.empty());
        assertThat(code.corners()).containsExactly(460, 10, 460, 50, 420, 50, 420, 10);
        assertThat(code.id()).isEqualTo("5");
        assertThat(code.wall()).isEqualTo("2026-11-23T17:49:34.123");
        assertThat(code.row()).isEqualTo(40.0 / 480);
    }

    @Test
    void theLatencyOfARecordedFrameIsItsArrivalLessItsClock() {
        Quad place = new Quad(new Point(10, 20), new Point(50, 20), new Point(50, 60), new Point(10, 60));
        CodeDetection detection = new CodeDetection("oT260409235830.721oTD1oTZ-8oTI80267", place, ScanStage.HALF, 0);
        CodeReport.Picture picture = new CodeReport.Picture(640, 480, Orientation.AS_STORED);
        Instant arrived = Instant.parse("2026-04-10T06:58:30.884250Z");
        assertThat(CodeReport.of(detection, 1, picture, Optional.empty(), Optional.of(arrived))
                        .latencyMs())
                .isEqualTo(163.3);
        assertThat(CodeReport.of(detection, 1, picture, Optional.empty(), Optional.empty())
                        .latencyMs())
                .isNull();
    }
}
