package org.chattycat.app.kurento;

import java.time.Instant;

/**
 * What the database holds of a media server.
 *
 * @param fullAt when it last refused something because it was full; null if that is too long ago to matter
 */
public record ServerMark(String kurentoUri, Instant fullAt) {
    /** Whether new meetings are better placed elsewhere, because there is hardly room for them. */
    public boolean full() {
        return fullAt != null;
    }
}
