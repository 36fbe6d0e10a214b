package org.chattycat.app.identity.account;

import java.security.Principal;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Objects that the GraphQL query {@code node} finds by their id: the rows of one table. */
public interface NodeKind {
    /** The table, whose ids are unique among all tables of this kind. It has a column {@code id}. */
    String table();

    /**
     * The object with this id. Empty unless the request may see it, by the same rules as where the object is a field of another
     * one; fails with {@link TokenScopeException} for an own object that access tokens cannot read.
     */
    Mono<?> find(UUID id, Principal principal);
}
