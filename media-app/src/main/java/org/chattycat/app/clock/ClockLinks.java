package org.chattycat.app.clock;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.database.ExpiringData;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.text.Sha256;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Links with which a phone opens the clock page for a participant, without an account. The token is in the link's fragment, which
 * browsers do not send. The table stores only its hash, so every instance of the application accepts it.
 */
@Service
public class ClockLinks implements ExpiringData {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 24;
    /** For this long after its end, a link is called expired and not unknown. */
    private static final int KEPT_HOURS = 1;

    private final DatabaseClient database;
    private final Blocking blocking;
    private final ClockProperties properties;
    private final LocalRateLimits limits;

    ClockLinks(DatabaseClient database, Blocking blocking, ClockProperties properties) {
        this.database = database;
        this.blocking = blocking;
        this.properties = properties;
        this.limits = new LocalRateLimits(properties.linksPerParticipant(), System::nanoTime);
    }

    /** A new link. The token is a secret. */
    public record Link(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Link[expiresAt=" + expiresAt + "]";
        }
    }

    /**
     * The participant that a link belongs to.
     *
     * @param hash of the link's token
     */
    record Linked(byte[] hash, UUID meetingId, UUID participantId, String displayName) {}

    private record Row(UUID meetingId, UUID participantId, String displayName, boolean expired, boolean over) {}

    /**
     * Creates a link for a participant. Blocks.
     *
     * @throws ClockException with RATE_LIMITED
     */
    public Link create(UUID meetingId, UUID participantId) {
        try {
            limits.take(participantId.toString(), 1);
        } catch (RateLimitedException e) {
            throw new ClockException(
                    ClockErrorCode.RATE_LIMITED, "You asked for too many links to the clock page. Wait a minute.");
        }
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant expiresAt = blocking.one(database.sql("""
                        insert into clock_link (token_hash, meeting_id, participant_id, expires_at)
                        values (:hash, :meeting, :participant, now() + :lifetime * interval '1 millisecond')
                        returning expires_at
                        """)
                .bind("hash", Sha256.of(token))
                .bind("meeting", meetingId)
                .bind("participant", participantId)
                .bind("lifetime", properties.linkLifetime().toMillis())
                .map(row -> row.get(0, Instant.class))
                .one());
        return new Link(token, expiresAt);
    }

    /**
     * Finds the participant of a link, and extends the link. Blocks.
     *
     * @throws ClockException with LINK_UNKNOWN, LINK_EXPIRED or MEETING_OVER
     */
    Linked use(String token) {
        byte[] hash = Sha256.of(token);
        Row row = blocking.one(find(hash));
        if (row == null) {
            throw new ClockException(
                    ClockErrorCode.LINK_UNKNOWN, "This link is not valid. Scan the code in the Measure panel again.");
        }
        if (row.over()) {
            throw ClockException.meetingOver();
        }
        if (row.expired()) {
            throw new ClockException(
                    ClockErrorCode.LINK_EXPIRED, "This link has expired. Scan the code in the Measure panel again.");
        }
        blocking.one(database.sql("""
                        update clock_link set expires_at = now() + :lifetime * interval '1 millisecond'
                        where token_hash = :hash
                        """)
                .bind("lifetime", properties.linkLifetime().toMillis())
                .bind("hash", hash)
                .then());
        return new Linked(hash, row.meetingId(), row.participantId(), row.displayName());
    }

    private Mono<Row> find(byte[] hash) {
        return database.sql("""
                        select l.meeting_id, l.participant_id, p.display_name, l.expires_at <= now() as expired,
                               p.left_at is not null as over
                        from clock_link l join participant p on p.id = l.participant_id
                        where l.token_hash = :hash
                        """)
                .bind("hash", hash)
                .map(row -> new Row(
                        row.get("meeting_id", UUID.class),
                        row.get("participant_id", UUID.class),
                        row.get("display_name", String.class),
                        row.get("expired", Boolean.class),
                        row.get("over", Boolean.class)))
                .one();
    }

    @Override
    public Mono<Long> deleteExpired() {
        return database.sql("delete from clock_link where expires_at < now() - :kept * interval '1 hour'")
                .bind("kept", KEPT_HOURS)
                .fetch()
                .rowsUpdated();
    }
}
