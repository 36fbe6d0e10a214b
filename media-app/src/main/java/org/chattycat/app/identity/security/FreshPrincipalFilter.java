package org.chattycat.app.identity.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chattycat.app.identity.account.Account;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.Accounts;
import org.chattycat.app.identity.guest.GuestPrincipal;
import org.chattycat.app.identity.guest.Guests;
import org.chattycat.app.platform.database.Blocking;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the account as it is now in place of the one that the session remembers: a new name holds at once in every browser,
 * and a deleted account is nobody. A guest who may not be in their meeting any more is nobody either.
 */
final class FreshPrincipalFilter extends OncePerRequestFilter {
    private final Accounts accounts;
    private final Guests guests;
    private final Blocking blocking;

    FreshPrincipalFilter(Accounts accounts, Guests guests, Blocking blocking) {
        this.accounts = accounts;
        this.guests = guests;
        this.blocking = blocking;
    }

    /** Pages and assets are the same for everybody. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return !path.startsWith("/api/") && !path.startsWith("/graphql") && !path.startsWith("/call");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication remembered = SecurityContextHolder.getContext().getAuthentication();
        if (remembered != null && remembered.getPrincipal() instanceof AccountPrincipal principal) {
            Account account = blocking.one(accounts.find(principal.accountId()));
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            if (account != null) {
                context.setAuthentication(authentication(account.principal(), remembered.getDetails()));
            }
            SecurityContextHolder.setContext(context);
        } else if (remembered != null
                && remembered.getPrincipal() instanceof GuestPrincipal guest
                && !blocking.one(guests.isAdmitted(guest))) {
            SecurityContextHolder.setContext(SecurityContextHolder.createEmptyContext());
        }
        chain.doFilter(request, response);
    }

    private static Authentication authentication(AccountPrincipal principal, Object details) {
        PreAuthenticatedAuthenticationToken token =
                new PreAuthenticatedAuthenticationToken(principal, null, principal.getAuthorities());
        token.setDetails(details);
        return token;
    }
}
