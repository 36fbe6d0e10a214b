package org.chattycat.app.identity.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.audit.Browser;
import org.chattycat.app.platform.database.ExpiringData;
import org.chattycat.app.platform.text.Sha256;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The sessions in which an account is signed in. */
@Component
@EnableConfigurationProperties(SessionProperties.class)
public class AccountSessions implements ExpiringData {
    private static final String BROWSER = "chattycat.browser";
    private static final String ADDRESS = "chattycat.address";
    private static final String SIGNED_IN_AT = "chattycat.signedInAt";
    private static final int ID_BYTES = 16;

    private final FindByIndexNameSessionRepository<? extends Session> repository;
    private final StoredSessionRepository storedSessions;
    private final Clock clock;
    private final SessionProperties properties;
    private final Duration idleTimeout;

    AccountSessions(
            FindByIndexNameSessionRepository<? extends Session> repository,
            StoredSessionRepository storedSessions,
            Clock clock,
            SessionProperties properties,
            @Value("${spring.session.timeout}") Duration idleTimeout) {
        this.repository = repository;
        this.storedSessions = storedSessions;
        this.clock = clock;
        this.properties = properties;
        this.idleTimeout = idleTimeout;
    }

    /** Stores in a new session when and from where the account signed in. */
    public void signedIn(HttpServletRequest request) {
        HttpSession session = request.getSession();
        session.setMaxInactiveInterval((int) idleTimeout.toSeconds());
        session.setAttribute(BROWSER, Browser.of(request));
        session.setAttribute(ADDRESS, request.getRemoteAddr());
        session.setAttribute(SIGNED_IN_AT, clock.millis());
    }

    /** When the last sign-in in a session was; {@link Instant#EPOCH} when that is unknown. */
    static Instant signedInAt(HttpSession session) {
        return session.getAttribute(SIGNED_IN_AT) instanceof Long millis ? Instant.ofEpochMilli(millis) : Instant.EPOCH;
    }

    /** The sessions of an account, the most recently used one first. */
    public List<SignedInSession> of(UUID accountId, String currentSessionId) {
        return sessions(accountId).values().stream()
                .map(session -> view(session, currentSessionId))
                .sorted(Comparator.comparing(SignedInSession::lastSeenAt).reversed())
                .toList();
    }

    /**
     * Ends one session of an account.
     *
     * @param id as in {@link SignedInSession#id}
     * @return false when the account has no such session
     */
    public boolean end(UUID accountId, String id) {
        for (String sessionId : sessions(accountId).keySet()) {
            if (publicId(sessionId).equals(id)) {
                repository.deleteById(sessionId);
                return true;
            }
        }
        return false;
    }

    /**
     * Ends all sessions of an account except one.
     *
     * @param keptSessionId may be null
     * @return how many sessions have ended
     */
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

    /**
     * Sets the time of the last access to now, so that sessions with open sockets do not expire.
     *
     * @param keys of the sessions, see {@link SessionKey}
     * @return how many of them exist
     */
    Mono<Integer> touch(Collection<String> keys) {
        return keys.isEmpty() ? Mono.just(0) : storedSessions.touch(keys.toArray(String[]::new), clock.millis());
    }

    /** Ends sessions that have reached their maximum age. */
    @Override
    public Mono<Long> deleteExpired() {
        return storedSessions.deleteByCreationTimeLessThan(
                clock.instant().minus(properties.maxAge()).toEpochMilli());
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
        return HexFormat.of().formatHex(Sha256.of(sessionId), 0, ID_BYTES);
    }
}
