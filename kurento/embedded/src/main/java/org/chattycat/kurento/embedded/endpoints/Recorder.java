package org.chattycat.kurento.embedded.endpoints;

import java.util.concurrent.CompletionStage;

/**
 * Records the media that it is fed with, once. Failures are reported to the listener, before the state is {@link UriState#STOP}.
 * What is asked in a state in which it is impossible is ignored, as in Kurento.
 */
public interface Recorder extends MediaTransport {
    /** Begins, as soon as there is media, or continues after a pause. */
    void record();

    /** Leaves out what comes until {@link #record} is called. The file has no gap there. */
    void pause();

    /** Ends the recording. @return done when the file is complete or has failed; at once if there is no recording */
    CompletionStage<Void> stop();
}
