package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.UUID;

/**
 * A meeting.
 *
 * @param id also the code people share
 * @param endedAt when the last participant left; null while somebody is in the room or nobody ever was
 * @param host whether the asker created it, and so says who may come in
 * @param guestsAllowed whether people without an account may join
 * @param locked whether only people who were in it before may join
 */
public record Meeting(
        UUID id, Instant createdAt, Instant endedAt, boolean host, boolean guestsAllowed, boolean locked) {}
