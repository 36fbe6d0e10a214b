package org.chattycat.app.platform.mail;

import jakarta.servlet.http.HttpServletRequest;

/** Recognises the browser that asked for an email, so that it can read that email in the embedded mailbox. */
public interface RequestingBrowser {
    /** The browser's own secret, empty where it has none. */
    String of(HttpServletRequest request);
}
