package org.chattycat.app.latency.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineBufferTest {
    private static String text(LineBuffer lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            lines.writeTo(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "200,200",
        "-0.5,-0.5",
        "-12.25,-12.25",
        "0.000001,0.000001",
        "123456.789012,123456.789012",
        "1e12,1.0E12"
    })
    void shortNumbersAreShort(double number, String expected) {
        assertThat(text(new LineBuffer().add(number))).isEqualTo(expected);
    }

    @Test
    void readingANumberGivesTheSameNumber() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double number = i % 2 == 0
                    ? Math.round(random.nextGaussian() * 1e9) / 1e6
                    : random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
            assertThat(Double.parseDouble(text(new LineBuffer().add(number))))
                    .as("seed %d", seed)
                    .isEqualTo(number);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-03-01T09:30:00.000001Z", "1969-12-31T23:59:59.999999Z", "1800-01-01T00:00:00.120000Z"})
    void instantsHaveMicroseconds(String at) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(at));
        assertThat(text(new LineBuffer().addInstant(micros).addInstant(micros))).isEqualTo(at + at);
    }

    @Test
    void growsAsNeeded() {
        UUID id = UUID.randomUUID();
        LineBuffer lines = new LineBuffer();
        for (int i = 0; i < 5000; i++) {
            lines.add(id).add('\n');
        }
        assertThat(text(lines)).isEqualTo((id + "\n").repeat(5000));
        assertThat(text(lines)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"Ann|Ann", "=1+1|'=1+1", "@a|'@a", "A, B|\"A, B\"", "the \"1st\"|\"the \"\"1st\"\"\""})
    void namesAreSafeInSpreadsheets(String name, String expected) {
        assertThat(CsvFormat.name(name)).isEqualTo(expected);
        assertThat(CsvFormat.name("a\r\n\tb")).isEqualTo("a   b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none|false",
                "gzip|true",
                "br, GZIP;q=0.5|true",
                "gzip; q=0|false",
                "gzip;q=0.000|false",
                "identity|false",
                "xgzip|false"
            })
    void gzipIsUsedWhereItIsAccepted(String header, boolean accepted) {
        assertThat(ContentCoding.accepts(header)).isEqualTo(accepted);
    }
}
