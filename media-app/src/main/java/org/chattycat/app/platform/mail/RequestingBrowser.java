package org.chattycat.app.platform.mail;

import jakarta.servlet.http.HttpServletRequest;

/** Recognizes the browser that requested an email, so that it can read that email in the embedded mailbox. */
public interface RequestingBrowser {
    /** The secret of the browser; empty when it has none. */
    String of(HttpServletRequest request);
}
