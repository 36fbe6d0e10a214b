package org.chattycat.app.identity.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The name of a browser as people know it, such as {@code Firefox on Linux}. Two words are enough for lists of sessions and
 * events; a library of user agents would give versions and devices that nothing here shows.
 */
public final class Browser {
    /** In the order in which they must be searched: most browsers claim to be others as well. */
    private static final Map<String, String> NAMES = ordered(
            "Edg/",
            "Edge",
            "OPR/",
            "Opera",
            "SamsungBrowser/",
            "Samsung Internet",
            "Firefox/",
            "Firefox",
            "FxiOS/",
            "Firefox",
            "CriOS/",
            "Chrome",
            "Chrome/",
            "Chrome",
            "Safari/",
            "Safari");

    private static final Map<String, String> SYSTEMS = ordered(
            "Android",
            "Android",
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Windows",
            "Windows",
            "Mac OS X",
            "macOS",
            "CrOS",
            "ChromeOS",
            "Linux",
            "Linux");

    private Browser() {}

    public static String of(HttpServletRequest request) {
        return named(request.getHeader("User-Agent"));
    }

    /** @param userAgent the value of the header; null when it is missing */
    public static String named(String userAgent) {
        if (userAgent == null) {
            return "Unknown browser";
        }
        String browser = first(NAMES, userAgent, "Unknown browser");
        String system = first(SYSTEMS, userAgent, null);
        return system == null ? browser : browser + " on " + system;
    }

    private static String first(Map<String, String> known, String userAgent, String otherwise) {
        return known.entrySet().stream()
                .filter(entry -> userAgent.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
