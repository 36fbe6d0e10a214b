package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** The whole way from camera to screen: the estimate beside what the viewer's page reads from its own screen. */
@ChattyCatTest
class GlassToGlassBrowserIT extends BrowserTest {
    private static final int BURSTS = 10;
    /** Between the medians, in ms. */
    private static final double AGREEMENT_MS = 20;
    /** What is subtracted for a phone's screen, although the injected code has none. */
    private static final double NO_SCREEN_MS = 30;

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long SEED = 11;
    /** Of the slow path to a viewer, in each direction. */
    private static final int DELAY_MS = 80;

    /** Between frames of the camera. */
    private static final double FRAME_MS = 1000.0 / 30;

    private static final double LOSS = 0.02;

    @Autowired
    private DatabaseClient database;

    /** Seconds with a direct value, after the jitter buffer has settled. */
    private record Value(
            double estimate,
            double lower,
            double upper,
            double direct,
            double directLower,
            double directUpper,
            double clockError,
            Double mediaServer,
            Matched matched) {}

    /** The parts of the way in frames that the worker timed too. */
    private record Matched(int frames, double cameraToServer, double downlink, double serverToScreen) {}

    @Test
    @DisplayName("The estimate agrees with what viewers read from their screens, also on a slow path with loss")
    void theWholeWayIsMeasured() {
        try (SlowPath path = new SlowPath(DELAY_MS, LOSS, SEED);
                Person ann = person().holdingClock();
                Person bob = person();
                Person cleo = person()) {
            cleo.page()
                    .exposeFunction(
                            "slowPathTo",
                            arguments -> path.to((String) arguments[0], ((Number) arguments[1]).intValue()));
            cleo.prepared(SlowPath.SCRIPT);
            ann.signIn("una@example.org");
            bob.signIn("vic@example.org");
            cleo.signIn("wes@example.org");
            String room = ann.createMeeting();
            bob.joinByCode(room);
            cleo.joinByCode(room);
            ann.button("Start video").click();
            String meeting = room.substring(room.lastIndexOf('/') + 1);

            // Both viewers measure at the same time.
            estimateAgreesWithTheScreen("fast path", 0, values(bob, meeting, "vic"));
            estimateAgreesWithTheScreen("slow path", DELAY_MS, values(cleo, meeting, "wes"));

            theBadgeShowsTheWholeWay(bob);
            ann.badge("una").click();
            assertThat(ann.page().getByRole(AriaRole.DIALOG)).containsText("Camera to server");
            assertThat(ann.page().getByRole(AriaRole.DIALOG)).not().containsText("Glass to glass");
        }
    }

    private static void estimateAgreesWithTheScreen(String path, int delayMs, List<Value> values) {
        double estimate = median(values, Value::estimate);
        double direct = median(values, Value::direct);
        List<Matched> matched =
                values.stream().map(Value::matched).filter(Objects::nonNull).toList();
        String evidence = "%s: seed %d, estimate %.1f ms, read from the screen %.1f ms, matched in %d bursts: %s"
                .formatted(path, SEED, estimate, direct, matched.size(), values);
        System.out.println(evidence);
        assertThat(estimate).as(evidence).isCloseTo(direct, within(AGREEMENT_MS));
        assertThat(estimate).as(evidence).isGreaterThan(200 + delayMs - NO_SCREEN_MS);
        assertThat(values).as(evidence).allMatch(value -> value.clockError() < 10);
        assertThat(direct).as(evidence).isBetween(median(values, Value::lower), median(values, Value::upper));
        assertThat(values).as(evidence).anySatisfy(value -> assertThat(value.mediaServer())
                .isBetween(0.0, 20.0));

        // In the same frames, the two parts of the way are the age of the text on the screen. Its bounds are narrower
        // than
        // the ages of several frames, between which the clock did not change.
        assertThat(matched).as(evidence).hasSizeGreaterThanOrEqualTo(BURSTS / 2);
        assertThat(values)
                .as(evidence)
                .filteredOn(value -> value.matched() != null)
                .allSatisfy(value -> assertThat(value.matched().cameraToServer()
                                + value.matched().serverToScreen())
                        .isBetween(value.directLower(), value.directUpper() + 2 * FRAME_MS));
        // A frame that was taken for its neighbour would make the downlink wrong by a frame.
        assertThat(median(matched, Matched::downlink))
                .as(evidence)
                .isBetween(delayMs - AGREEMENT_MS, delayMs + 2 * AGREEMENT_MS);
    }

    private static void theBadgeShowsTheWholeWay(Person viewer) {
        viewer.badge("una").click();
        Locator whole = viewer.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Glass to glass"));
        LocatorAssertions.ContainsTextOptions soon = new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
        assertThat(whole).containsText("About", soon);
        assertThat(whole).containsText("Estimate, between");
        assertThat(whole).containsText("Read from the picture on your screen", soon);
        assertThat(whole).containsText("between the server and your screen", soon);
        assertThat(whole).containsText(Pattern.compile("Media server[0-9.]+ ms"));
    }

    private List<Value> values(Person viewer, String meeting, String viewerName) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            List<Value> values = database.sql("""
                            select v.* from viewer_quality_window v join participant p on p.id = v.viewer_id
                            where v.meeting_id = :meeting and p.display_name = :viewer
                              and direct_ms is not null and glass_to_glass_ms is not null
                            order by v.starts_at
                            """)
                    .bind("meeting", UUID.fromString(meeting))
                    .bind("viewer", viewerName)
                    .map(row -> new Value(
                            row.get("glass_to_glass_ms", Double.class),
                            row.get("glass_to_glass_lower_ms", Double.class),
                            row.get("glass_to_glass_upper_ms", Double.class),
                            row.get("direct_ms", Double.class),
                            row.get("direct_lower_ms", Double.class),
                            row.get("direct_upper_ms", Double.class),
                            row.get("clock_error_ms", Double.class),
                            row.get("media_server_ms", Double.class),
                            matched(row)))
                    .all()
                    .collectList()
                    .block();
            if (values.size() >= BURSTS) {
                return values;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + values + " after " + LIMIT);
            }
            viewer.page().waitForTimeout(500);
        }
    }

    private static Matched matched(Readable row) {
        Integer frames = row.get("matched_frames", Integer.class);
        return frames == null
                ? null
                : new Matched(
                        frames,
                        row.get("matched_camera_to_server_ms", Double.class),
                        row.get("matched_downlink_ms", Double.class),
                        row.get("matched_server_to_screen_ms", Double.class));
    }

    private static <T> double median(List<T> values, ToDoubleFunction<T> value) {
        double[] sorted = values.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
