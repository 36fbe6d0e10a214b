package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.chattycat.browser.Chromium;

/**
 * Opens the history page of a meeting of 24 hours in Chromium with an empty cache, and zooms in by dragging, each time to half of
 * the range: from 24 hours to 45 minutes.
 */
public final class HistoryPageBench {
    private static final int CHARTS = 6;
    private static final String LANES = "latency.loss.jitter.fps.rate.brightness";
    private static final int WARM_UP = 3;
    private static final int VISITS = 15;
    private static final int ZOOMS = 5;
    /** People look before they zoom again, and what follows the figures is loaded meanwhile. */
    private static final int LOOK_MS = 1500;

    /** Chromium draws what a script has changed before the next task that follows a frame. */
    private static final String WATCH = """
            const charts = () => document.querySelector('section[aria-label="Charts"]');
            const afterFrame = (done) => requestAnimationFrame(() => setTimeout(done));
            const awaitCharts = () => {
              const found = charts();
              if (
                found?.querySelectorAll('[role="img"] canvas').length === %d &&
                found.closest('[aria-busy]').ariaBusy === 'false'
              ) {
                setTimeout(() => (window.openedMs = performance.now()));
              } else requestAnimationFrame(awaitCharts);
            };
            requestAnimationFrame(awaitCharts);
            window.watchZoom = () => {
              delete window.zoomedMs;
              const release = () => {
                const began = performance.now();
                const loading = new MutationObserver(([{ target }]) => {
                  if (target.ariaBusy !== 'false') return;
                  loading.disconnect();
                  afterFrame(() => (window.zoomedMs = performance.now() - began));
                });
                loading.observe(charts().closest('[aria-busy]'), { attributeFilter: ['aria-busy'] });
              };
              addEventListener('mouseup', release, { capture: true, once: true });
            };
            """.formatted(CHARTS);

    private HistoryPageBench() {}

    /**
     * Measures all visits.
     *
     * @param email of somebody who may see the meeting
     * @param print takes the fields of the JSON line
     */
    public static void run(String url, String email, UUID meeting, Consumer<String> print) {
        double[] opened = new double[VISITS];
        double[][] zoomed = new double[VISITS][];
        AtomicLong bytes = new AtomicLong();
        try (Chromium chromium = new Chromium();
                Person ada = new Person(chromium.browser(), url).prepared(WATCH)) {
            ada.signIn(email);
            Page page = ada.page();
            CDPSession network = page.context().newCDPSession(page);
            network.on(
                    "Network.loadingFinished",
                    event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
            network.send("Network.enable");
            for (int i = -WARM_UP; i < VISITS; i++) {
                page.navigate("about:blank");
                network.send("Network.clearBrowserCache");
                bytes.set(0);
                page.navigate(url + "/m/" + meeting + "/history?lanes=" + LANES);
                double ms = await(page, "openedMs");
                double[] steps = new double[ZOOMS];
                long loaded = bytes.get();
                for (int step = 0; step < ZOOMS; step++) {
                    steps[step] = zoom(page);
                }
                if (i >= 0) {
                    opened[i] = ms;
                    zoomed[i] = steps;
                }
                bytes.set(loaded);
            }
        }
        double[] steps = Arrays.stream(zoomed).flatMapToDouble(DoubleStream::of).toArray();
        print.accept(String.format(
                Locale.ROOT,
                "\"charts\":%d,\"p50Ms\":%.0f,\"p95Ms\":%.0f,\"bytes\":%d,\"zoomP50Ms\":%.0f,\"zoomP95Ms\":%.0f",
                CHARTS,
                percentile(opened, 50),
                percentile(opened, 95),
                bytes.get(),
                percentile(steps, 50),
                percentile(steps, 95)));
    }

    /** @return from the end of a drag over half of the range to its figures on the screen, in ms */
    private static double zoom(Page page) {
        Locator chart =
                page.locator("section[aria-label=Charts] [role=img] .u-over").first();
        assertThat(chart).isVisible();
        chart.scrollIntoViewIfNeeded();
        BoundingBox box = chart.boundingBox();
        double y = box.y + box.height / 2;
        page.waitForTimeout(LOOK_MS);
        page.mouse().move(box.x + box.width / 4, y);
        page.mouse().down();
        page.mouse().move(box.x + box.width * 3 / 4, y);
        page.evaluate("() => watchZoom()");
        page.mouse().up();
        return await(page, "zoomedMs");
    }

    private static double await(Page page, String measured) {
        page.waitForFunction("name => window[name] !== undefined", measured);
        return ((Number) page.evaluate("name => window[name]", measured)).doubleValue();
    }

    private static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
    }
}
