package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.options.LoadState;
import java.util.concurrent.atomic.AtomicLong;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How much a first visit loads over the network, with headers, as Chromium counts it. */
@ChattyCatTest
class PageWeightIT extends BrowserTest {
    private static final long HOME_BYTES = 150_000;
    private static final long ROOM_BYTES = 85_000;

    @Test
    @DisplayName("A first visit loads at most 150 kB for the start page, and 85 kB more for a meeting")
    void firstVisit() {
        try (Person kim = person()) {
            kim.signIn("kim@weight.example");
            AtomicLong bytes = new AtomicLong();
            CDPSession network = kim.page().context().newCDPSession(kim.page());
            network.on(
                    "Network.loadingFinished",
                    event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
            network.send("Network.enable");
            network.send("Network.clearBrowserCache");
            kim.page().reload();
            assertThat(kim.button("New meeting")).isVisible();
            kim.page().waitForLoadState(LoadState.NETWORKIDLE);
            long home = bytes.getAndSet(0);

            kim.createMeeting();
            assertThat(kim.tile("kim")).isVisible();
            kim.page().waitForLoadState(LoadState.NETWORKIDLE);
            long room = bytes.get();
            System.out.printf("start page: %d bytes, meeting: %d more%n", home, room);
            assertThat(home).isLessThanOrEqualTo(HOME_BYTES);
            assertThat(room).isLessThanOrEqualTo(ROOM_BYTES);
        }
    }
}
