package org.chattycat.analysis.lease;

import java.util.UUID;

/** Receives reports on the state of a tap. Can be called on any thread and returns at once. */
public interface TapReports {
    /** The tap cannot be processed. It is released and retried after a pause. {@code end} is not called for it. */
    void failed(UUID publicationId, String problem);

    /** A media server is full: it refused a tap. New meetings are better placed elsewhere. */
    void full(String kurentoUri);

    /** There is a problem, but the tap is kept. */
    void troubled(UUID publicationId, String problem);

    /** Media arrives, so earlier problems are resolved. */
    void working(UUID publicationId);
}
