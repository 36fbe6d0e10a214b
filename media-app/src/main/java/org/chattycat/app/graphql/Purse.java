package org.chattycat.app.graphql;

import org.chattycat.app.platform.limits.RateLimitedException;

/** Pays for a document, by the account that sent it. In the GraphQL context under its class. */
@FunctionalInterface
interface Purse {
    /** @throws RateLimitedException when the account has spent too much of late */
    void pay(int points);
}
