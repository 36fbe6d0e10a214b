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
 * Replaces the account that is stored in the session by the current one, so that a new name is used at once in every browser.
 * Deleted accounts and guests who are no longer admitted become anonymous.
 */
final class CurrentPrincipalFilter extends OncePerRequestFilter {
    private final Accounts accounts;
    private final Guests guests;
    private final Blocking blocking;

    CurrentPrincipalFilter(Accounts accounts, Guests guests, Blocking blocking) {
        this.accounts = accounts;
        this.guests = guests;
        this.blocking = blocking;
    }

    /** Skips pages and assets, which are the same for everybody. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return !path.startsWith("/api/") && !path.startsWith("/graphql") && !path.startsWith("/call");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication stored = SecurityContextHolder.getContext().getAuthentication();
        if (stored != null && stored.getPrincipal() instanceof AccountPrincipal principal) {
            Account account = blocking.one(accounts.find(principal.accountId()));
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            if (account != null) {
                context.setAuthentication(authentication(account.principal(), stored.getDetails()));
            }
            SecurityContextHolder.setContext(context);
        } else if (stored != null
                && stored.getPrincipal() instanceof GuestPrincipal guest
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
