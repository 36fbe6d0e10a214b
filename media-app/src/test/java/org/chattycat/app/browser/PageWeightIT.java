package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * How much a first visit loads over the network, with headers, as Chromium counts it. What the room loads after the first
 * pictures, for people who open a panel or a menu later, is counted apart.
 */
@ChattyCatTest
class PageWeightIT extends BrowserTest {
    private static final long HOME_BYTES = 130_000;
    private static final long ROOM_BYTES = 60_000;
    private static final long LATER_BYTES = 50_000;
    private static final long CLOCK_BYTES = 20_000;

    @Test
    @DisplayName(
            "A first visit loads at most 130 kB for the start page, 60 kB more for a meeting, and 50 kB after that")
    void firstVisit() {
        try (Person kim = person()) {
            kim.signIn("kim@weight.example");
            AtomicLong bytes = countBytes(kim.page());
            kim.page().reload();
            assertThat(kim.button("New meeting")).isVisible();
            kim.page().waitForLoadState(LoadState.NETWORKIDLE);
            long home = bytes.getAndSet(0);

            CompletableFuture<Long> room = new CompletableFuture<>();
            CompletableFuture<Void> menus = new CompletableFuture<>();
            kim.page().onRequest(request -> {
                if (request.url().contains("/assets/room-parts-")) room.complete(bytes.get());
            });
            kim.page().onRequestFinished(request -> {
                if (request.url().contains("/assets/overlay-parts-")) menus.complete(null);
            });
            kim.createMeeting();
            assertThat(kim.tile("kim")).isVisible();
            kim.page().waitForCondition(() -> room.isDone() && menus.isDone());
            kim.page().waitForLoadState(LoadState.NETWORKIDLE);
            long later = bytes.get() - room.join();
            System.out.printf("start page: %d bytes, meeting: %d more, later: %d%n", home, room.join(), later);
            assertThat(home).isLessThanOrEqualTo(HOME_BYTES);
            assertThat(room.join()).isLessThanOrEqualTo(ROOM_BYTES);
            assertThat(later).isLessThanOrEqualTo(LATER_BYTES);
        }
    }

    @Test
    @DisplayName("The clock page loads at most 20 kB, nothing of the call")
    void clockPage() {
        try (Person phone = person()) {
            AtomicLong bytes = countBytes(phone.page());
            phone.page().navigate(url() + "/clock");
            phone.page().waitForLoadState(LoadState.NETWORKIDLE);
            System.out.printf("clock page: %d bytes%n", bytes.get());
            assertThat(bytes.get()).isLessThanOrEqualTo(CLOCK_BYTES);
        }
    }

    /** The bytes that a page receives from now on, without a cache. */
    private static AtomicLong countBytes(Page page) {
        AtomicLong bytes = new AtomicLong();
        CDPSession network = page.context().newCDPSession(page);
        network.on(
                "Network.loadingFinished",
                event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
        network.send("Network.enable");
        network.send("Network.clearBrowserCache");
        return bytes;
    }
}
