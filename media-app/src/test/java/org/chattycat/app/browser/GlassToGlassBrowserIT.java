package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Autowired
    private DatabaseClient database;

    /** Seconds with a direct value, after the jitter buffer has settled. */
    private record Value(double estimate, double lower, double upper, double direct, double clockError) {}

    @ParameterizedTest
    @DisplayName("The estimate agrees with what is read from the screen, also on a slow path with loss")
    @CsvSource({"0, 0", "80, 0.02"})
    void estimateAgreesWithTheScreen(int delayMs, double loss) {
        try (SlowPath path = new SlowPath(delayMs, loss, SEED);
                Person ann = person().holdingClock();
                Person bob = person()) {
            if (delayMs > 0) {
                bob.page()
                        .exposeFunction(
                                "slowPathTo",
                                arguments -> path.to((String) arguments[0], ((Number) arguments[1]).intValue()));
                bob.prepared(SlowPath.SCRIPT);
            }
            String meeting = meet(ann, bob, "eve" + delayMs, "kim" + delayMs);
            List<Value> values = values(bob, meeting);
            double estimate = median(values.stream().map(Value::estimate).toList());
            double direct = median(values.stream().map(Value::direct).toList());
            String evidence = "seed %d, estimate %.1f ms, read from the screen %.1f ms: %s"
                    .formatted(SEED, estimate, direct, values);
            System.out.println(evidence);
            assertThat(estimate).as(evidence).isCloseTo(direct, within(AGREEMENT_MS));
            assertThat(estimate).as(evidence).isGreaterThan(200 + delayMs - NO_SCREEN_MS);
            assertThat(values).as(evidence).allMatch(value -> value.clockError() < 10);
            assertThat(direct)
                    .as(evidence)
                    .isBetween(
                            median(values.stream().map(Value::lower).toList()),
                            median(values.stream().map(Value::upper).toList()));
        }
    }

    @Test
    @DisplayName("The badge shows the whole way on the viewer's page, and not on the owner's")
    void theBadgeShowsTheWholeWay() {
        try (Person ann = person().holdingClock();
                Person bob = person()) {
            meet(ann, bob, "una", "vic");
            bob.badge("una").click();
            Locator whole = bob.page()
                    .getByRole(
                            AriaRole.REGION,
                            new com.microsoft.playwright.Page.GetByRoleOptions().setName("Glass to glass"));
            LocatorAssertions.ContainsTextOptions soon = new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
            assertThat(whole).containsText("About", soon);
            assertThat(whole).containsText("Estimate, between");
            assertThat(whole).containsText("Read from the picture on your screen", soon);
            assertThat(whole).containsText("Media serverunknown");
            ann.badge("una").click();
            assertThat(ann.page().getByRole(AriaRole.DIALOG)).containsText("Camera to server");
            assertThat(ann.page().getByRole(AriaRole.DIALOG)).not().containsText("Glass to glass");
        }
    }

    /** @return the id of the meeting */
    private static String meet(Person publisher, Person viewer, String publisherName, String viewerName) {
        publisher.signIn(publisherName + "@example.org");
        viewer.signIn(viewerName + "@example.org");
        String room = publisher.createMeeting();
        viewer.joinByCode(room);
        publisher.button("Start video").click();
        assertThat(viewer.pictureOf(publisherName)).hasJSProperty("paused", false);
        assertThat(viewer.badge(publisherName)).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
        return room.substring(room.lastIndexOf('/') + 1);
    }

    private List<Value> values(Person viewer, String meeting) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            List<Value> values = database.sql("""
                            select glass_to_glass_ms, glass_to_glass_lower_ms, glass_to_glass_upper_ms, direct_ms, clock_error_ms
                            from viewer_quality_window
                            where meeting_id = :meeting and direct_ms is not null and glass_to_glass_ms is not null
                            order by starts_at
                            """)
                    .bind("meeting", UUID.fromString(meeting))
                    .map(row -> new Value(
                            row.get("glass_to_glass_ms", Double.class),
                            row.get("glass_to_glass_lower_ms", Double.class),
                            row.get("glass_to_glass_upper_ms", Double.class),
                            row.get("direct_ms", Double.class),
                            row.get("clock_error_ms", Double.class)))
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

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
