package org.chattycat.app.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.platform.limits.RateLimit;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What a token costs that is not valid, and how often tokens may be used. */
class TokenLoginTest {
    private static final int ALLOWED = 3;
    private static final String TOKEN = "Bearer chattycat_" + "A".repeat(43);
    private static final Client EVE = new Client("203.0.113.7", "a program");
    private static final Client ADA = new Client("203.0.113.8", "a program");

    private final AccessTokenRepository table = mock(AccessTokenRepository.class);
    private final AuditLog audit = mock(AuditLog.class);
    private final RateLimit limit = new RateLimit(ALLOWED, Duration.ofHours(1));
    private final TokenProperties properties = new TokenProperties(20, 365, Duration.ofDays(30), limit, limit, limit);
    private final TokenLogin login =
            new TokenLogin(new AccessTokens(table, properties, Clock.systemUTC()), audit, properties);

    @BeforeEach
    void storeNothing() {
        when(table.use(any(), any(), any())).thenReturn(Mono.empty());
        when(audit.note(any(), any(), any(), any())).thenReturn(Mono.empty());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Basic YTpi", "Bearer x", "Bearerchattycat_", "Bearer chattycat_A A"})
    void whatCannotBeATokenIsNotLookedUp(String authorization) {
        assertThatThrownBy(() -> login.authenticate(authorization, EVE).block())
                .isInstanceOf(InvalidTokenException.class);
        verify(table, never()).use(any(), any(), any());
    }

    @Test
    void aClientMayTryAFewUnknownTokens() {
        for (int i = 0; i < ALLOWED; i++) {
            assertThatThrownBy(() -> login.authenticate(TOKEN, EVE).block()).isInstanceOf(InvalidTokenException.class);
        }
        assertThatThrownBy(() -> login.authenticate(TOKEN, EVE).block()).isInstanceOf(RateLimitedException.class);
        verify(table, times(ALLOWED)).use(any(), any(), any());

        store();
        assertThat(login.authenticate(TOKEN, ADA).block().getName()).startsWith("tokens of ");
    }

    @Test
    void theTokensOfAnAccountMayBeUsedSoOften() {
        store();
        for (int i = 0; i < ALLOWED; i++) {
            login.authenticate("bearer  " + TOKEN.substring(7), ADA).block();
        }
        assertThatThrownBy(() -> login.authenticate(TOKEN, ADA).block()).isInstanceOf(RateLimitedException.class);
    }

    private void store() {
        Instant now = Instant.now();
        AccessToken token = new AccessToken(
                UUID.randomUUID(), UUID.randomUUID(), "a program", TokenAccess.READ, null, now, now, null);
        when(table.use(any(), any(), any())).thenReturn(Mono.just(token));
    }
}
