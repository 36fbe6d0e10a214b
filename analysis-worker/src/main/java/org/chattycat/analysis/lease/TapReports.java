package org.chattycat.analysis.lease;

import java.util.UUID;

/** What whoever works on a tap says about it. Safe on any thread, returns at once. */
public interface TapReports {
    /** The tap cannot be worked on; it goes back and is left alone for a while. {@code end} is not called for it. */
    void failed(UUID publicationId, String problem);

    /** Something is wrong, but the tap is kept. */
    void troubled(UUID publicationId, String problem);

    /** Media arrives: whatever was wrong is over. */
    void working(UUID publicationId);
}
