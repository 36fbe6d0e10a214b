package org.chattycat.analysis.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.clock.ClockInstant;
import org.chattycat.analysis.clock.ZoneInference;
import org.chattycat.analysis.qr.CodeDetection;
import org.chattycat.analysis.qr.Quad;
import org.chattycat.analysis.video.Orientation;
import org.opencv.core.Point;

/**
 * One code in one frame. Its names are the fields of the JSON lines; what does not apply is null.
 *
 * @param place a number from 1: codes of successive frames at the same place have the same
 * @param utc the instant that a clock shows, with milliseconds; null if the zone is not known
 * @param wall the time that a clock shows, in its own zone
 * @param zone {@code ZONED}, {@code INFERRED} or {@code UNKNOWN}
 * @param id the {@code oTI} id
 * @param reason why the text is no clock
 * @param micros from the start of the frame's reading until this code was read
 * @param corners x and y of its corners in the picture as it is shown: where the code's own top left corner is, then clockwise
 *     as the code is printed
 * @param latencyMs how much later than the clock shows the frame arrived at the media server that recorded it; null if the file or
 *     the clock does not say
 * @param code the clock; null if the text is none
 * @param row where its centre lies between the first (0) and the last (1) row of the sensor
 */
record CodeReport(
        int place,
        String text,
        String utc,
        String wall,
        String zone,
        String id,
        String reason,
        String stage,
        long micros,
        double[] corners,
        Double latencyMs,
        @JsonIgnore ClockCode.Valid code,
        @JsonIgnore double row) {
    /** Always with three digits of milliseconds, so that a column is aligned and sorts correctly. */
    private static final DateTimeFormatter UTC =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** As a column of output. */
    static String utc(Instant instant) {
        return UTC.format(instant);
    }

    private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");

    /**
     * The size of the stored picture and how it is turned.
     *
     * @param width of the stored picture, in pixels
     */
    record Picture(int width, int height, Orientation orientation) {}

    /**
     * @param recordedAt when the picture was taken, to infer the zone of a code that names none
     * @param arrived when the frame arrived at the media server that recorded it
     */
    static CodeReport of(
            CodeDetection detection,
            int place,
            Picture picture,
            Optional<Instant> recordedAt,
            Optional<Instant> arrived) {
        ClockCode code = ClockCode.parse(detection.text());
        ClockCode.Valid clock = code instanceof ClockCode.Valid valid ? valid : null;
        Optional<ClockInstant> instant = Optional.ofNullable(clock).flatMap(valid -> instant(valid, recordedAt));
        return new CodeReport(
                place,
                detection.text(),
                instant.map(i -> UTC.format(i.utc())).orElse(null),
                clock == null ? null : WALL.format(clock.wall()),
                clock == null
                        ? null
                        : instant.map(i -> i.inferred() ? "INFERRED" : "ZONED").orElse("UNKNOWN"),
                clock == null ? null : clock.id().orElse(null),
                code instanceof ClockCode.Refused refused ? refused.reason().name() : null,
                detection.stage().name(),
                detection.costNanos() / 1000,
                corners(detection.place(), picture),
                arrived.flatMap(at -> instant.map(
                                i -> tenths(Duration.between(i.utc(), at).toNanos() / 1e6)))
                        .orElse(null),
                clock,
                row(detection.place(), picture.height()));
    }

    /** The instant that the code shows, by its own zone unless that is known to be stale. */
    private static Optional<ClockInstant> instant(ClockCode.Valid code, Optional<Instant> recordedAt) {
        return recordedAt.map(at -> ZoneInference.resolve(code, at)).or(() -> code.utc()
                .map(utc -> new ClockInstant(utc, ClockInstant.Origin.ZONED)));
    }

    private static double[] corners(Quad place, Picture picture) {
        Point[] stored = {place.topLeft(), place.topRight(), place.bottomRight(), place.bottomLeft()};
        double[] corners = new double[8];
        for (int i = 0; i < 4; i++) {
            Point shown = picture.orientation().shown(stored[i], picture.width(), picture.height());
            corners[2 * i] = tenths(shown.x);
            corners[2 * i + 1] = tenths(shown.y);
        }
        return corners;
    }

    private static double row(Quad place, int height) {
        double middle = (place.topLeft().y + place.topRight().y + place.bottomRight().y + place.bottomLeft().y) / 4;
        return middle / height;
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
