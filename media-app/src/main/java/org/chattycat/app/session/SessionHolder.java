package org.chattycat.app.session;

import java.util.Collection;

/** Something that shows that people are there although their browser requests nothing: calls. */
public interface SessionHolder {
    /** Ids of the HTTP sessions that must not idle out. */
    Collection<String> heldSessions();
}
