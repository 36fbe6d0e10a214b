package org.chattycat.app.graphql;

import org.chattycat.app.platform.limits.RateLimitedException;

/** Charges the account that sent a document for its cost. In the GraphQL context under its class. */
@FunctionalInterface
interface QueryBudget {
    /** @throws RateLimitedException when the account has spent its points */
    void charge(int points);
}
