package org.chattycat.app.platform.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;

/** The paths of the front end. They are open to everybody; the data that they show comes from protected paths. */
public final class PagePaths {
    static final String CLOCK = "/clock";
    static final String[] PAGES = {
        "/", "/m/**", "/lab", "/account", "/dev/mail", "/sign-in", "/sign-in/**", "/shared", "/status"
    };
    private static final String[] FILES = {
        "/assets/**", "/index.html", "/clock.html", "/favicon.ico", "/*.svg", "/*.png", "/*.webmanifest", "/robots.txt"
    };

    private PagePaths() {}

    /** Whether the request is a navigation of a browser, which expects a page. */
    public static boolean isNavigation(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        String path = request.getServletPath();
        return request.getMethod().equals("GET")
                && accept != null
                && accept.contains("text/html")
                && !path.startsWith("/api/")
                && !path.equals("/graphql")
                && !path.equals("/call")
                && !path.startsWith("/clock/");
    }

    /** Patterns of all paths that GET requests can use without signing in. */
    public static String[] open() {
        return Stream.of(new String[] {CLOCK}, PAGES, FILES).flatMap(Stream::of).toArray(String[]::new);
    }
}
