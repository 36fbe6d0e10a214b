package org.chattycat.app.identity.token;

import java.util.List;
import org.chattycat.app.identity.account.TokenPrincipal;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A request that is identified by an access token. Its only role is {@code TOKEN}, so that paths must allow it by name. */
public final class TokenAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient TokenPrincipal principal;

    TokenAuthentication(TokenPrincipal principal) {
        super(List.of(new SimpleGrantedAuthority("ROLE_TOKEN")));
        this.principal = principal;
        setAuthenticated(true);
    }

    @Override
    public TokenPrincipal getPrincipal() {
        return principal;
    }

    /** Always null: the secret is not kept. */
    @Override
    public Object getCredentials() {
        return null;
    }
}
