package org.chattycat.app.identity.passkey;

import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.database.ExpiringData;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Challenges, each for one session and one ceremony, and for one answer: taking one is a single {@code DELETE …
 * RETURNING}. Attributes of the HTTP session would not do, since two requests at the same time may both still see one.
 */
@Component
@EnableConfigurationProperties(PasskeyProperties.class)
public class PasskeyChallenges implements ExpiringData {
    private final DatabaseClient database;
    private final Blocking blocking;
    private final Clock clock;
    private final PasskeyProperties properties;

    PasskeyChallenges(DatabaseClient database, Blocking blocking, Clock clock, PasskeyProperties properties) {
        this.database = database;
        this.blocking = blocking;
        this.clock = clock;
        this.properties = properties;
    }

    /** A new challenge in place of an earlier one. Makes a short-lived session where there is none. */
    Challenge issue(Ceremony ceremony, HttpServletRequest request) {
        HttpSession session = request.getSession();
        if (session.isNew()) {
            // Every visitor's page asks for a challenge: those who do not sign in leave nothing behind for long.
            session.setMaxInactiveInterval((int) properties.challengeLifetime().toSeconds());
        }
        Challenge challenge = new DefaultChallenge();
        blocking.one(database.sql("""
                        insert into passkey_challenge (session_id, ceremony, challenge, expires_at)
                        values (:session, :ceremony, :challenge, :expires)
                        on conflict (session_id, ceremony) do update
                        set challenge = excluded.challenge, expires_at = excluded.expires_at
                        """)
                .bind("session", session.getId())
                .bind("ceremony", ceremony.name())
                .bind("challenge", challenge.getValue())
                .bind("expires", utc(clock.instant().plus(properties.challengeLifetime())))
                .fetch()
                .rowsUpdated());
        return challenge;
    }

    /** The challenge that this session was given and did not answer yet; it is gone afterwards. */
    Optional<Challenge> take(Ceremony ceremony, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(blocking.one(database.sql("""
                        delete from passkey_challenge where session_id = :session and ceremony = :ceremony
                        returning challenge, expires_at > :now as fresh
                        """)
                .bind("session", session.getId())
                .bind("ceremony", ceremony.name())
                .bind("now", utc(clock.instant()))
                .map(row -> Boolean.TRUE.equals(row.get("fresh", Boolean.class))
                        ? Optional.<Challenge>of(new DefaultChallenge(bytes(row.get("challenge", ByteBuffer.class))))
                        : Optional.<Challenge>empty())
                .one()
                .flatMap(Mono::justOrEmpty)));
    }

    /** Forgets challenges that nobody answered. */
    @Override
    public Mono<Long> deleteExpired() {
        return database.sql("delete from passkey_challenge where expires_at < :now")
                .bind("now", utc(clock.instant()))
                .fetch()
                .rowsUpdated();
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
