package org.chattycat.app.clock;

/** The way from the server to one clock page. Thread-safe, and never blocks. */
interface ClockChannel {
    void send(ClockAnswer answer);

    /** Sends the reason, and ends the connection. */
    void end(ClockException reason);

    /** Ends the connection with a page that is not heard any more. */
    void hangUp();
}
