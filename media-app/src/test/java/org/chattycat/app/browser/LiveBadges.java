package org.chattycat.app.browser;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Watches the badge on one participant's tile on several pages. */
final class LiveBadges {
    private LiveBadges() {}

    /**
     * Records every change of the badge until each page has shown {@code count} values of at least {@code fromMs}.
     *
     * @return for each page, the values in ms in the order in which they were shown
     */
    static List<List<Integer>> collect(String participant, int count, int fromMs, Duration limit, Person... viewers) {
        List<List<Integer>> seen = new ArrayList<>();
        for (int i = 0; i < viewers.length; i++) {
            seen.add(new ArrayList<>());
        }
        long deadline = System.nanoTime() + limit.toNanos();
        while (seen.stream().anyMatch(values -> values.size() < count)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("badges of " + participant + " after " + limit + ": " + seen);
            }
            for (int i = 0; i < viewers.length; i++) {
                note(viewers[i], participant, fromMs, seen.get(i));
            }
            viewers[0].page().waitForTimeout(50);
        }
        return seen;
    }

    static double median(List<Integer> values) {
        int[] sorted = values.stream().mapToInt(Integer::intValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }

    private static void note(Person viewer, String participant, int fromMs, List<Integer> values) {
        for (String text : viewer.badge(participant).allTextContents()) {
            int value = Integer.parseInt(text.replace(" ms", ""));
            if (value >= fromMs && (values.isEmpty() || values.get(values.size() - 1) != value)) {
                values.add(value);
            }
        }
    }
}
