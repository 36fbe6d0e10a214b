package org.chattycat.app.identity.session;

import java.util.Collection;

/** Something that shows that people are there although their browser requests nothing: calls. */
public interface ActiveSessions {
    /** Keys of the sessions that must not idle out, see {@link SessionKey}. */
    Collection<String> activeSessionKeys();
}
