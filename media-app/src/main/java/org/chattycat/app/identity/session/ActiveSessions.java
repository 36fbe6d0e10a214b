package org.chattycat.app.identity.session;

import java.util.Collection;

/** A part of the application, such as calls, in which people can be active while their browser sends no requests. */
public interface ActiveSessions {
    /** The keys of the sessions that must not expire, see {@link SessionKey}. */
    Collection<String> activeSessionKeys();
}
