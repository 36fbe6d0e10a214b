package org.chattycat.kurento.embedded.storage;

import java.io.IOException;
import java.io.OutputStream;

/** Takes a recording, from the beginning to the end. Used by one thread, except for {@link #abort}. */
public interface Destination {
    OutputStream stream();

    /** Ends the recording when everything was written. Blocks until it is stored. */
    void complete() throws IOException;

    /** Frees the destination of a recording that cannot be completed, from any thread. A write that blocks fails. */
    void abort();
}
