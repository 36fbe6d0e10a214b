package org.chattycat.kurento.embedded.router;

/** Runs tasks later, on the thread that handles the packets. */
@FunctionalInterface
public interface Timer {
    /** @param nanos from now */
    void after(long nanos, Runnable task);
}
