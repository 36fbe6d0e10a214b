package org.chattycat.app.identity.account;

import java.time.Instant;
import java.util.UUID;

/**
 * The shared link that identifies a request. Whoever has the link reads what the account that made it may see of one meeting, or
 * one comparison.
 *
 * @param reader the network of the client that sent it
 * @param accountId who made it
 * @param comparison whether it shows a comparison, and not the history of the meeting
 * @param expiresAt from when on it is no longer accepted
 */
public record SharedLinkPrincipal(
        UUID bearerId, String reader, UUID accountId, UUID meetingId, boolean comparison, Instant expiresAt)
        implements BearerPrincipal {
    /** No meeting has this id. */
    private static final UUID NO_MEETING = new UUID(0, 0);

    /**
     * Each link has limits of its own for each network, so that readers use up neither those of the account, nor those of other
     * links, nor those of other readers: two pages that follow a meeting need as much as one account may.
     */
    @Override
    public String getName() {
        return "shared link " + bearerId + " read by " + reader;
    }

    /** Reads the meeting; a link to a comparison reads none. */
    @Override
    public Grant grant() {
        return new Grant(accountId, false, comparison ? NO_MEETING : meetingId, true);
    }
}
