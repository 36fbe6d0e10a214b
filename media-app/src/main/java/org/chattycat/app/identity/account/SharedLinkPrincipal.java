package org.chattycat.app.identity.account;

import java.time.Instant;
import java.util.UUID;

/**
 * The shared link that identifies a request. Whoever has the link reads what the account that made it may see of one meeting, or
 * one comparison.
 *
 * @param accountId who made it
 * @param comparison whether it shows a comparison, and not the history of the meeting
 * @param expiresAt from when on it is no longer accepted
 */
public record SharedLinkPrincipal(UUID bearerId, UUID accountId, UUID meetingId, boolean comparison, Instant expiresAt)
        implements BearerPrincipal {
    /** No meeting has this id. */
    private static final UUID NO_MEETING = new UUID(0, 0);

    /** Each link has limits of its own, so that its readers use up neither those of the account nor those of other links. */
    @Override
    public String getName() {
        return "shared link " + bearerId;
    }

    /** Reads the meeting; a link to a comparison reads none. */
    @Override
    public Grant grant() {
        return new Grant(accountId, false, comparison ? NO_MEETING : meetingId, true);
    }
}
