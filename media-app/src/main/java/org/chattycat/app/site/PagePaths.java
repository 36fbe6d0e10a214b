package org.chattycat.app.site;

/** The paths that belong to the front end, open to everybody: what they show is fetched by paths that are not. */
public final class PagePaths {
    static final String[] PAGES = {"/", "/m/**", "/clock", "/account", "/dev/mail", "/sign-in", "/sign-in/**"};
    private static final String[] FILES = {
        "/assets/**", "/index.html", "/favicon.ico", "/*.svg", "/*.png", "/*.webmanifest", "/robots.txt"
    };

    private PagePaths() {}

    /** Ant-style patterns of everything served without signing in by GET. */
    public static String[] open() {
        String[] all = new String[PAGES.length + FILES.length];
        System.arraycopy(PAGES, 0, all, 0, PAGES.length);
        System.arraycopy(FILES, 0, all, PAGES.length, FILES.length);
        return all;
    }
}
