package org.chattycat.app.identity.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.audit.Browser;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where an account is signed in. */
@Component
@EnableConfigurationProperties(SessionProperties.class)
public class AccountSessions {
    private static final String BROWSER = "chattycat.browser";
    private static final String ADDRESS = "chattycat.address";
    private static final String SIGNED_IN_AT = "chattycat.signedInAt";
    private static final int ID_BYTES = 16;

    private final FindByIndexNameSessionRepository<? extends Session> repository;
    private final DatabaseClient database;
    private final Clock clock;
    private final SessionProperties properties;
    private final Duration idleTimeout;

    AccountSessions(
            FindByIndexNameSessionRepository<? extends Session> repository,
            DatabaseClient database,
            Clock clock,
            SessionProperties properties,
            @Value("${spring.session.timeout}") Duration idleTimeout) {
        this.repository = repository;
        this.database = database;
        this.clock = clock;
        this.properties = properties;
        this.idleTimeout = idleTimeout;
    }

    /** Notes where a session that has just been signed in comes from. */
    public void signedIn(HttpServletRequest request) {
        HttpSession session = request.getSession();
        session.setMaxInactiveInterval((int) idleTimeout.toSeconds());
        session.setAttribute(BROWSER, Browser.of(request));
        session.setAttribute(ADDRESS, request.getRemoteAddr());
        session.setAttribute(SIGNED_IN_AT, clock.millis());
    }

    /** When the person of a session signed in last; long ago where that is not known. */
    static Instant signedInAt(HttpSession session) {
        return session.getAttribute(SIGNED_IN_AT) instanceof Long millis ? Instant.ofEpochMilli(millis) : Instant.EPOCH;
    }

    /** Last seen first. */
    public List<SignedInSession> of(UUID accountId, String currentSessionId) {
        return sessions(accountId).values().stream()
                .map(session -> view(session, currentSessionId))
                .sorted(Comparator.comparing(SignedInSession::lastSeenAt).reversed())
                .toList();
    }

    /** @return whether the account has such a session */
    public boolean end(UUID accountId, String id) {
        for (String sessionId : sessions(accountId).keySet()) {
            if (publicId(sessionId).equals(id)) {
                repository.deleteById(sessionId);
                return true;
            }
        }
        return false;
    }

    /** Ends all sessions of an account but one; {@code keptSessionId} may be null. */
    public int endOthers(UUID accountId, String keptSessionId) {
        int ended = 0;
        for (String sessionId : sessions(accountId).keySet()) {
            if (!sessionId.equals(keptSessionId)) {
                repository.deleteById(sessionId);
                ended++;
            }
        }
        return ended;
    }

    /** Keeps sessions from idling out while sockets of theirs are open; they are named by {@link SessionKey}. */
    public Mono<Long> touch(Collection<String> keys) {
        if (keys.isEmpty()) {
            return Mono.just(0L);
        }
        return database.sql("""
                        update spring_session
                        set last_access_time = :now, expiry_time = :now + max_inactive_interval * 1000::bigint
                        where primary_id = any(:keys)
                        """)
                .bind("now", clock.millis())
                .bind("keys", keys.toArray(String[]::new))
                .fetch()
                .rowsUpdated();
    }

    /** Ends sessions that are too old, and forgets endings that everybody has heard of. */
    public Mono<Long> sweep() {
        Mono<Long> aged = database.sql("delete from spring_session where creation_time < :before")
                .bind("before", clock.instant().minus(properties.maxAge()).toEpochMilli())
                .fetch()
                .rowsUpdated();
        Mono<Long> heard = database.sql("delete from ended_session where at < :before")
                .bind(
                        "before",
                        OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                                .minusDays(1))
                .fetch()
                .rowsUpdated();
        return aged.flatMap(ended -> heard.thenReturn(ended));
    }

    private Map<String, ? extends Session> sessions(UUID accountId) {
        return repository.findByPrincipalName(accountId.toString());
    }

    private static SignedInSession view(Session session, String currentSessionId) {
        String browser = session.getAttributeOrDefault(BROWSER, "Unknown browser");
        String address = session.getAttributeOrDefault(ADDRESS, "");
        long signedInAt = session.getAttributeOrDefault(
                SIGNED_IN_AT, session.getCreationTime().toEpochMilli());
        return new SignedInSession(
                publicId(session.getId()),
                browser,
                address,
                Instant.ofEpochMilli(signedInAt),
                session.getLastAccessedTime(),
                session.getId().equals(currentSessionId));
    }

    private static String publicId(String sessionId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(sessionId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
