package org.chattycat.app.identity.account;

import java.time.Instant;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/** What a bearer token identifies: an access token of an account, or a shared link. Either can end while it is used. */
public sealed interface BearerPrincipal extends AuthenticatedPrincipal permits TokenPrincipal, SharedLinkPrincipal {
    /** The id of the token or of the link, which is not its secret. */
    UUID bearerId();

    /** What it may see and change. */
    Grant grant();

    /** From when on it is no longer accepted. */
    Instant expiresAt();
}
