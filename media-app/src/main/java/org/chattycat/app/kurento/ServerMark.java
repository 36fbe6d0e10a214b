package org.chattycat.app.kurento;

import java.time.Instant;

/**
 * What the database holds of a media server.
 *
 * @param fullAt when it last refused something because it was full; null if that is too long ago to matter
 * @param drainingSince since when operators take it out of service; null for one in service
 */
public record ServerMark(String kurentoUri, Instant fullAt, Instant drainingSince) {
    /** Whether new meetings are better placed elsewhere, because there is hardly room for them. */
    public boolean full() {
        return fullAt != null;
    }

    /** Whether operators take it out of service, so that new meetings begin elsewhere. */
    public boolean draining() {
        return drainingSince != null;
    }
}
