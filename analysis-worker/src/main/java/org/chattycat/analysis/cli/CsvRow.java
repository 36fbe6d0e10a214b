package org.chattycat.analysis.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.clock.ClockInstant;
import org.chattycat.analysis.clock.ZoneInference;
import org.chattycat.analysis.qr.CodeDetection;

/** One line of CSV (RFC 4180, though lines end as the platform's do) about one code in one frame. */
final class CsvRow {
    static final String HEADER = "file,frame,text,utc,zone,reason,stage,micros";

    /** Always with three digits of milliseconds, so that a column is aligned and sorts correctly. */
    private static final DateTimeFormatter UTC =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private CsvRow() {}

    /** @param recordedAt when the picture was taken, to infer the zone of a code that names none */
    static String of(Path file, long frame, CodeDetection detection, Optional<Instant> recordedAt) {
        String utc = "";
        String zone = "";
        String reason = "";
        ClockCode code = ClockCode.parse(detection.text());
        if (code instanceof ClockCode.Refused refused) {
            reason = refused.reason().name();
        } else if (code instanceof ClockCode.Valid valid) {
            Optional<ClockInstant> instant = instant(valid, recordedAt);
            utc = instant.map(i -> UTC.format(i.utc())).orElse("");
            zone = instant.map(i -> i.inferred() ? "INFERRED" : "ZONED").orElse("UNKNOWN");
        }
        return Stream.of(
                        file.toString(),
                        Long.toString(frame),
                        detection.text(),
                        utc,
                        zone,
                        reason,
                        detection.stage().name(),
                        Long.toString(detection.costNanos() / 1000))
                .map(CsvRow::quoted)
                .collect(Collectors.joining(","));
    }

    /** The instant that the code shows, by its own zone unless that is known to be stale. */
    private static Optional<ClockInstant> instant(ClockCode.Valid code, Optional<Instant> recordedAt) {
        return recordedAt.map(at -> ZoneInference.resolve(code, at)).or(() -> code.utc()
                .map(utc -> new ClockInstant(utc, ClockInstant.Origin.ZONED)));
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
