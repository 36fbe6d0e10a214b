package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of what a page may report about the videos that it receives. */
class ViewerReportTest {
    private static final String ID = "\"publicationId\":\"b6a7e1f0-52b3-4d1a-8a53-0e9d6f3c4b22\"";

    private static ClientMessage read(String fields) throws MessageCodec.BadMessageException {
        return MessageCodec.read("{\"type\":\"viewerReport\",\"publications\":[{%s%s}]}".formatted(ID, fields));
    }

    @Test
    void everythingMayBeUnknown() throws MessageCodec.BadMessageException {
        ClientMessage.ViewerReported reported = (ClientMessage.ViewerReported) read(",\"rttMs\":null");
        assertThat(reported.clockErrorMs()).isNull();
        assertThat(reported.publications()).singleElement().satisfies(report -> {
            assertThat(report.rttMs()).isNull();
            assertThat(report.framesDecoded()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "rttMs":-1                           | rttMs must be a number from 0 to 600000
            "rttMs":600001                       | rttMs must be a number from 0 to 600000
            "rttMs":1e999                        | rttMs must be a number from 0 to 600000
            "rttMs":"40"                         | a field has a wrong value
            "rttMs":NaN                          | not JSON
            "framesDecoded":-1                   | framesDecoded must be a number
            "framesPerSecond":1001               | framesPerSecond must be a number
            "width":0                            | width must be a number from 1
            "height":16384                       | height must be a number from 1 to 16383
            "directMs":100                       | directMs comes with its bounds
            "directMs":1,"directLowerMs":2,"directUpperMs":3,"directReadings":4 | directMs must be between its bounds
            "frames":[null]                      | frames has an entry that is null
            "frames":[{"clockMs":1,"shownMs":1}] | rtpTimestamp is missing
            "frames":[{"clockMs":1,"shownMs":1,"rtpTimestamp":4294967296}] | rtpTimestamp must be a number from 0
            "frames":[{"clockId":"123456","clockMs":1,"shownMs":1,"rtpTimestamp":1}] | clockId is too long
            """)
    void impossibleValuesAreRefused(String field, String sentence) {
        assertThatThrownBy(() -> read("," + field))
                .isInstanceOf(MessageCodec.BadMessageException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void framesAreBounded() {
        String frame = "{\"clockMs\":1,\"shownMs\":1,\"rtpTimestamp\":1}";
        assertThatThrownBy(() -> read(",\"frames\":[" + String.join(",", Collections.nCopies(13, frame)) + "]"))
                .hasMessageContaining("frames has too many entries");
    }

    @Test
    void theListIsBounded() {
        String entry = "{" + ID + "}";
        String list = String.join(",", Collections.nCopies(101, entry));
        assertThatThrownBy(() -> MessageCodec.read("{\"type\":\"viewerReport\",\"publications\":[" + list + "]}"))
                .hasMessageContaining("too many entries");
        assertThatThrownBy(() -> MessageCodec.read("{\"type\":\"viewerReport\",\"publications\":[null]}"))
                .hasMessageContaining("null");
        assertThatThrownBy(() -> MessageCodec.read("{\"type\":\"viewerReport\"}"))
                .hasMessageContaining("publications is missing");
    }
}
