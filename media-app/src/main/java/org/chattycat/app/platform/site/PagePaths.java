package org.chattycat.app.platform.site;

import jakarta.servlet.http.HttpServletRequest;

/** The paths that belong to the front end, open to everybody: what they show is fetched by paths that are not. */
public final class PagePaths {
    static final String[] PAGES = {"/", "/m/**", "/clock", "/account", "/dev/mail", "/sign-in", "/sign-in/**"};
    private static final String[] FILES = {
        "/assets/**", "/index.html", "/favicon.ico", "/*.svg", "/*.png", "/*.webmanifest", "/robots.txt"
    };

    private PagePaths() {}

    /** Whether a person typed this address or followed a link to it, and expects a page. */
    public static boolean isNavigation(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        String path = request.getServletPath();
        return request.getMethod().equals("GET")
                && accept != null
                && accept.contains("text/html")
                && !path.startsWith("/api/")
                && !path.equals("/graphql")
                && !path.equals("/call");
    }

    /** Ant-style patterns of everything served without signing in by GET. */
    public static String[] open() {
        String[] all = new String[PAGES.length + FILES.length];
        System.arraycopy(PAGES, 0, all, 0, PAGES.length);
        System.arraycopy(FILES, 0, all, PAGES.length, FILES.length);
        return all;
    }
}
