package org.chattycat.app.identity.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.identity.account.SharedLinkPrincipal;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.identity.token.BearerLogin;
import org.chattycat.app.identity.token.InvalidTokenException;
import org.chattycat.app.platform.limits.RateLimit;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** How often a link may be used, and whom that limits. */
class SharedLinkLoginTest {
    private static final int ALLOWED = 3;
    private static final String SECRET = "chattyshare_" + "A".repeat(43);
    private static final String TOKEN = "Bearer " + SECRET;
    private static final Client EVE = new Client("203.0.113.7", "a browser");
    private static final Client BEN = new Client("2001:db8::1", "a browser");

    private final SharedLinks links = mock(SharedLinks.class);
    private final AuditLog audit = mock(AuditLog.class);
    private final RateLimit limit = new RateLimit(ALLOWED, Duration.ofHours(1));
    private final BearerLogin login = new SharedLinkLogin(
                    links, audit, new SharedLinkProperties(50, 365, limit, limit, limit))
            .or((authorization, client) -> Mono.error(new InvalidTokenException("access token")));

    @Test
    void readersAtDifferentAddressesDoNotShareLimits() {
        store();
        String eves = nameOf(EVE);
        assertThat(nameOf(EVE)).isEqualTo(eves);
        assertThat(nameOf(BEN)).isNotEqualTo(eves);
        assertThatThrownBy(() -> login.authenticate(TOKEN, BEN).block())
                .as("all requests with the link")
                .isInstanceOf(RateLimitedException.class);
    }

    @Test
    void aClientMayTryAFewUnknownLinks() {
        when(links.use(any(), any())).thenReturn(Mono.empty());
        when(audit.note(any(), any(), any(), any())).thenReturn(Mono.empty());
        for (int i = 0; i < ALLOWED; i++) {
            assertThatThrownBy(() -> login.authenticate(TOKEN, EVE).block()).isInstanceOf(InvalidTokenException.class);
        }
        assertThatThrownBy(() -> login.authenticate(TOKEN, EVE).block()).isInstanceOf(RateLimitedException.class);
        store();
        assertThat(nameOf(BEN)).startsWith("shared link ");
    }

    private String nameOf(Client client) {
        return login.authenticate(TOKEN, client).block().getName();
    }

    private void store() {
        UUID id = UUID.randomUUID();
        when(links.use(eq(SECRET), any()))
                .thenAnswer(call -> Mono.just(new SharedLinkPrincipal(
                        id, call.getArgument(1), id, id, false, Instant.now().plusSeconds(60))));
    }
}
