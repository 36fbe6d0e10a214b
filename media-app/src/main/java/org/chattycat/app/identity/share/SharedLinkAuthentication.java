package org.chattycat.app.identity.share;

import java.util.List;
import org.chattycat.app.identity.account.SharedLinkPrincipal;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A request that is identified by a shared link. Its only role is {@code SHARED_LINK}, so that paths must allow it by name. */
final class SharedLinkAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient SharedLinkPrincipal principal;

    SharedLinkAuthentication(SharedLinkPrincipal principal) {
        super(List.of(new SimpleGrantedAuthority("ROLE_SHARED_LINK")));
        this.principal = principal;
        setAuthenticated(true);
    }

    @Override
    public SharedLinkPrincipal getPrincipal() {
        return principal;
    }

    /** Always null: the token is not kept. */
    @Override
    public Object getCredentials() {
        return null;
    }
}
