package org.chattycat.app.platform.connection;

/** WebSockets of one kind that pages and programs have open at this instance. */
public interface OpenWebSockets {
    int openWebSockets();
}
