package org.chattycat.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.browser.PeerStatistics.Received;
import org.chattycat.app.browser.PeerStatistics.Sent;
import org.chattycat.app.call.CallPage;
import org.chattycat.app.call.MediaPeer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a meeting of nine costs one of them: a page in a browser, and eight people who send real video without one. */
@ChattyCatTest
class NinePeopleIT extends BrowserTest {
    private static final int OTHERS = 8;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** As is promised: see docs/production.md. */
    private static final double MOST_BPS = 5_000_000;
    /** Eight small pictures of at most 150 kbit/s, and the sound. */
    private static final double GRID_BPS = 2_000_000;

    /** At 30 and 15 frames per second, these are the 2.4 Mbit/s and 150 kbit/s that pages send. */
    private static final int LARGE_BYTES = 10_000;

    private static final int SMALL_BYTES = 1_200;
    private static final int FRAMES = 60;

    private static final String SMALL_SHOWN = """
            count => [...document.querySelectorAll('[data-tile] video')]
                .filter(video => video.videoHeight === 180 && video.videoWidth === 320).length === count""";
    private static final String LARGE_SHOWN = """
            name => document.querySelector(`[data-tile][aria-label="${name}"] video`)?.videoHeight === 720""";

    @Autowired
    private People people;

    @Test
    @DisplayName(
            "Nine people cost a viewer at most 5 Mbit/s and one 720p decode, and whoever is not shown costs nothing")
    void ninePeopleCostLittle() {
        try (Person viewer = person().prepared(PeerStatistics.SCRIPT)) {
            viewer.signIn("vera@example.org");
            String room = viewer.createMeeting();
            viewer.button("Start video").click();
            byte[] large = keyframe(viewer, 1280, 720, LARGE_BYTES);
            byte[] small = keyframe(viewer, 320, 180, SMALL_BYTES);
            UUID meeting = UUID.fromString(room.substring(room.lastIndexOf('/') + 1));
            TestBrowser browser = people.signIn("crowd@example.org");
            List<CallPage> pages = new CopyOnWriteArrayList<>();
            List<MediaPeer> peers = new ArrayList<>();
            // As pages do. Without that they would leave.
            ScheduledExecutorService pings = Executors.newSingleThreadScheduledExecutor();
            pings.scheduleAtFixedRate(() -> pages.forEach(page -> page.send("ping", Map.of())), 1, 1, TimeUnit.SECONDS);
            try {
                for (int number = 1; number <= OTHERS; number++) {
                    CallPage page = CallPage.open(browser);
                    pages.add(page);
                    page.request("join", Map.of("meetingId", meeting, "displayName", name(number)));
                    peers.add(MediaPeer.publish(page).keepSending(large, 30));
                    peers.add(MediaPeer.publishSmall(page).keepSending(small, 15));
                }
                measureGrid(viewer);
                measureLargeTile(viewer);
                measureHiddenTiles(viewer);
                measureOwnSmallPicture(viewer);
            } finally {
                pings.shutdownNow();
                peers.forEach(MediaPeer::close);
                pages.forEach(CallPage::close);
            }
        }
    }

    private static String name(int number) {
        return "Person " + number;
    }

    private static byte[] keyframe(Person person, int width, int height, int bytes) {
        Object encoded =
                person.page().evaluate(Person.resource("/browser/encode-keyframe.js"), List.of(width, height, bytes));
        return Base64.getDecoder().decode((String) encoded);
    }

    private static void measureGrid(Person viewer) {
        viewer.page().waitForFunction(SMALL_SHOWN, OTHERS);
        PeerStatistics before = viewer.statistics();
        PeerStatistics after = afterFramesOf(viewer, before, one -> one.height() == 180);
        assertThat(after.bitsPerSecondDown(before)).as("bit/s of a grid").isBetween(500_000.0, GRID_BPS);
        assertThat(growing(before, after)).hasSize(OTHERS).allMatch(one -> one.height() == 180);
    }

    private static void measureLargeTile(Person viewer) {
        viewer.button("Pin " + name(3)).click();
        viewer.page().waitForFunction(LARGE_SHOWN, name(3));
        PeerStatistics before = viewer.statistics();
        PeerStatistics after = afterFramesOf(viewer, before, one -> one.height() == 720);
        double bitsPerSecond = after.bitsPerSecondDown(before);
        System.out.printf("nine people, one large: %.2f Mbit/s%n", bitsPerSecond / 1e6);
        assertThat(bitsPerSecond).as("bit/s with a large tile").isBetween(1_500_000.0, MOST_BPS);
        assertThat(growing(before, after))
                .filteredOn(one -> one.height() >= 720)
                .hasSize(1);
    }

    /** A phone shows six people at a time, of whom one is the person. */
    private static void measureHiddenTiles(Person viewer) {
        viewer.button("Pin " + name(3)).click();
        viewer.page().setViewportSize(390, 844);
        viewer.page().waitForFunction(SMALL_SHOWN, 5);
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
            PeerStatistics before = viewer.statistics();
            PeerStatistics after = afterFramesOf(viewer, before, one -> one.height() == 180);
            assertThat(growing(before, after)).hasSize(5);
        });
    }

    private static void measureOwnSmallPicture(Person viewer) {
        Sent before = viewer.statistics().sentSmallPicture();
        Sent after = Awaitility.await()
                .atMost(LIMIT)
                .until(() -> viewer.statistics().sentSmallPicture(), now -> now.frames() >= before.frames() + FRAMES);
        assertThat(after.height()).isEqualTo(180);
        assertThat(after.bitsPerSecond(before)).as("bit/s of the small picture").isLessThan(170_000);
        assertThat(after.framesPerSecond(before)).isLessThan(17);
    }

    /** The statistics once every stream that is meant and still flows has brought some frames more. */
    private static PeerStatistics afterFramesOf(Person viewer, PeerStatistics before, Predicate<Received> meant) {
        Map<String, Received> known = before.receivedVideos();
        return Awaitility.await()
                .atMost(LIMIT)
                .until(viewer::statistics, now -> now.receivedVideos().entrySet().stream()
                        .filter(entry -> meant.test(entry.getValue()))
                        .anyMatch(entry -> entry.getValue().frames()
                                >= known.get(entry.getKey()).frames() + FRAMES));
    }

    /** The streams of which packets came between two reports. */
    private static List<Received> growing(PeerStatistics before, PeerStatistics after) {
        Map<String, Received> known = before.receivedVideos();
        return after.receivedVideos().entrySet().stream()
                .filter(entry ->
                        entry.getValue().packets() > known.get(entry.getKey()).packets())
                .map(Map.Entry::getValue)
                .toList();
    }
}
