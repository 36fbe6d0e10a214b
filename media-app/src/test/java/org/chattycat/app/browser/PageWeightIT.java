package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * How much a first visit loads over the network, with headers, as Chromium counts it. What the room loads after the first
 * pictures, for people who open a panel or a menu later, is counted apart.
 */
@ChattyCatTest
class PageWeightIT extends BrowserTest {
    /** Files that the room loads after the first pictures. */
    private static final List<String> LATER =
            List.of("room-parts", "overlay-parts", "annotate-dialog", "stamped-track", "qr-code");

    private static final long HOME_BYTES = 130_000;
    private static final long ROOM_BYTES = 60_000;
    private static final long LATER_BYTES = 55_000;
    private static final long CLOCK_BYTES = 20_000;

    @Test
    @DisplayName(
            "A first visit loads at most 130 kB for the start page, 60 kB more for a meeting, and 55 kB after that")
    void firstVisit() {
        try (Person kim = person()) {
            kim.signIn("kim@weight.example");
            Loaded loaded = new Loaded(kim.page());
            kim.page().reload();
            assertThat(kim.button("New meeting")).isVisible();
            kim.page().waitForLoadState(LoadState.NETWORKIDLE);
            long home = loaded.bytes();

            kim.createMeeting();
            assertThat(kim.tile("kim")).isVisible();
            LATER.forEach(name -> kim.page().waitForCondition(() -> loaded.bytesOf(name) > 0));
            long later = LATER.stream().mapToLong(loaded::bytesOf).sum();
            long room = loaded.bytes() - home - later;
            System.out.printf("start page: %d bytes, meeting: %d more, later: %d%n", home, room, later);
            assertThat(home).isLessThanOrEqualTo(HOME_BYTES);
            assertThat(room).isLessThanOrEqualTo(ROOM_BYTES);
            assertThat(later).isLessThanOrEqualTo(LATER_BYTES);
        }
    }

    @Test
    @DisplayName("The clock page loads at most 20 kB, nothing of the call")
    void clockPage() {
        try (Person phone = person()) {
            Loaded loaded = new Loaded(phone.page());
            phone.page().navigate(url() + "/clock");
            phone.page().waitForLoadState(LoadState.NETWORKIDLE);
            System.out.printf("clock page: %d bytes%n", loaded.bytes());
            assertThat(loaded.bytes()).isLessThanOrEqualTo(CLOCK_BYTES);
        }
    }

    /** What a page loads from now on, without a cache. */
    private static final class Loaded {
        private final Map<String, String> urls = new ConcurrentHashMap<>();
        private final Map<String, Long> bytes = new ConcurrentHashMap<>();

        Loaded(Page page) {
            CDPSession network = page.context().newCDPSession(page);
            network.on(
                    "Network.requestWillBeSent",
                    event -> urls.put(
                            event.get("requestId").getAsString(),
                            event.getAsJsonObject("request").get("url").getAsString()));
            network.on(
                    "Network.loadingFinished",
                    event -> bytes.put(
                            event.get("requestId").getAsString(),
                            event.get("encodedDataLength").getAsLong()));
            network.send("Network.enable");
            network.send("Network.clearBrowserCache");
        }

        long bytes() {
            return bytes.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Those of a file of the page, by its name without the hash; 0 before it is loaded. */
        long bytesOf(String name) {
            return bytes.entrySet().stream()
                    .filter(one -> urls.getOrDefault(one.getKey(), "").contains("/assets/" + name + "-"))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }
}
