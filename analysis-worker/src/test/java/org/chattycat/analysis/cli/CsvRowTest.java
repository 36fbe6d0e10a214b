package org.chattycat.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.chattycat.analysis.qr.CodeDetection;
import org.chattycat.analysis.qr.Quad;
import org.chattycat.analysis.qr.ScanStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Point;

class CsvRowTest {
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
        assertThat(CsvRow.of(Path.of("c.ivf"), 7, detection, Optional.ofNullable(recordedAt)))
                .isEqualTo(row);
    }
}
