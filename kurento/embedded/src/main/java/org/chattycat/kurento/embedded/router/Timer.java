package org.chattycat.kurento.embedded.router;

/** The clock of the thread that handles the packets, and tasks that it runs later. */
@FunctionalInterface
public interface Timer {
    /** This instant, on the clock of {@link System#nanoTime}. */
    default long nanoTime() {
        return System.nanoTime();
    }

    /** @param nanos from now */
    void after(long nanos, Runnable task);
}
