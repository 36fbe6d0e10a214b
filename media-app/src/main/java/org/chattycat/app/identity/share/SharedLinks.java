package org.chattycat.app.identity.share;

import io.r2dbc.spi.Readable;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.NodeKind;
import org.chattycat.app.identity.account.PersonalData;
import org.chattycat.app.identity.account.SharedLinkPrincipal;
import org.chattycat.app.identity.signin.Secrets;
import org.chattycat.app.identity.token.BearerStore;
import org.chattycat.app.platform.database.ExpiringData;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.chattycat.app.platform.text.Sha256;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The links that accounts made. They are deleted with their account and their meetings: the tables say so. The statements are the
 * point here, so this uses DatabaseClient.
 */
@Component
@EnableConfigurationProperties(SharedLinkProperties.class)
public class SharedLinks implements BearerStore, PersonalData, ExpiringData, NodeKind {
    /** By which programs that search for published secrets recognise a link. */
    private static final String PREFIX = "chattyshare_";

    private static final Pattern TOKEN = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    /** So that frequent requests do not write to the database. */
    private static final Duration USE_PRECISION = Duration.ofMinutes(1);

    /** The access and the number are checked by the statement that inserts, so nothing changes between them. */
    private static final String INSERT = """
            with made as (
                insert into shared_link (id, account_id, meeting_id, token_hash, comparison, created_at, expires_at)
                select :id, :account, :meeting, :hash, cardinality(:meetings) > 0, :now, :expiresAt
                from meeting_member
                where meeting_id = :meeting and account_id = :account and removed_at is null
                  and (select count(*) from shared_link where account_id = :account and expires_at > :now) < :most
                returning *
            ), spans as (
                insert into shared_span (link_id, number, meeting_id, participant_id, source, from_at, to_at)
                select made.id, number, span_meeting, participant, source, timestamptz 'epoch' + from_micros * interval '1 microsecond',
                    timestamptz 'epoch' + to_micros * interval '1 microsecond'
                from made, unnest(:meetings, :participants, :sources, :froms, :tos) with ordinality
                    as span (span_meeting, participant, source, from_micros, to_micros, number)
            )
            select made.*, display_name from made join account on account.id = account_id
            """;

    /** It shows no more than its account may see: a host who removes the account ends its links. */
    private static final String VALID = """
            from shared_link l
            join meeting_member me on me.meeting_id = l.meeting_id and me.account_id = l.account_id and me.removed_at is null
            where expires_at > :now
            """;

    private static final String USE = "with found as materialized (select l.* " + VALID + """
                and token_hash = :hash
            ), used as (
                update shared_link set used_at = :now
                where id = (select id from found where used_at is null or used_at < :usedBefore)
            )
            select * from found
            """;

    private static final String OWN_OR_HOSTED = """
            from shared_link l join account on account.id = l.account_id
            where (l.account_id = :account or exists (
                select from meeting_host h where h.meeting_id = l.meeting_id and h.account_id = :account))
            """;

    private final DatabaseClient database;
    private final SharedLinkProperties properties;
    private final Clock clock;
    private final LocalRateLimits creations;

    SharedLinks(DatabaseClient database, SharedLinkProperties properties, Clock clock) {
        this.database = database;
        this.properties = properties;
        this.clock = clock;
        this.creations = new LocalRateLimits(properties.creationsPerAccount(), System::nanoTime);
    }

    /**
     * A new link.
     *
     * @param token what readers send; it cannot be read again
     */
    public record Created(String token, SharedLink link) {}

    /**
     * Creates a link to the history of a meeting, or to the comparison of spans. Fails with INVALID_ARGUMENT for the days,
     * NOT_FOUND for a meeting that the account may not see, or TOO_MANY_LINKS.
     *
     * @param spans which the account may see; empty for the history
     */
    public Mono<Created> create(UUID accountId, UUID meetingId, List<SharedSpan> spans, int days) {
        if (days < 1 || days > properties.maxDays()) {
            return Mono.error(
                    new InvalidArgumentException("'days' must be between 1 and %d.".formatted(properties.maxDays())));
        }
        String token = PREFIX + Secrets.random();
        Instant now = now();
        return Mono.fromRunnable(() -> takeOne(accountId))
                .then(database.sql(INSERT)
                        .bind("id", UUID.randomUUID())
                        .bind("account", accountId)
                        .bind("meeting", meetingId)
                        .bind("hash", Sha256.of(token))
                        .bind("now", now)
                        .bind("expiresAt", now.plus(Duration.ofDays(days)))
                        .bind("most", properties.maxPerAccount())
                        .bind("meetings", column(spans, SharedSpan::meetingId, UUID[]::new))
                        .bind("participants", column(spans, SharedSpan::participantId, UUID[]::new))
                        .bind("sources", column(spans, SharedSpan::source, String[]::new))
                        .bind("froms", column(spans, span -> micros(span.from()), Long[]::new))
                        .bind("tos", column(spans, span -> micros(span.to()), Long[]::new))
                        .map(SharedLinks::link)
                        .one())
                .map(link -> new Created(token, link))
                .switchIfEmpty(Mono.defer(() -> refuse(accountId, meetingId)));
    }

    private void takeOne(UUID accountId) {
        try {
            creations.take(accountId.toString(), 1);
        } catch (RateLimitedException e) {
            throw new InvalidArgumentException("TOO_MANY_LINKS", e.sentence());
        }
    }

    /** Says why nothing was inserted. */
    private Mono<Created> refuse(UUID accountId, UUID meetingId) {
        return database.sql("""
                        select exists (select from meeting_member
                            where meeting_id = :meeting and account_id = :account and removed_at is null)
                        """)
                .bind("meeting", meetingId)
                .bind("account", accountId)
                .map(row -> row.get(0, Boolean.class))
                .one()
                .flatMap(visible -> Mono.error(
                        visible
                                ? new InvalidArgumentException(
                                        "TOO_MANY_LINKS",
                                        "You have shared %d links. Revoke one that nobody needs."
                                                .formatted(properties.maxPerAccount()))
                                : new InvalidArgumentException(
                                        "NOT_FOUND", "There is no such meeting, or you may not see it.")));
    }

    private static <T> T[] column(List<SharedSpan> spans, Function<SharedSpan, T> value, IntFunction<T[]> array) {
        return spans.stream().map(value).toArray(array);
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static SharedLink link(Readable row) {
        return new SharedLink(
                row.get("id", UUID.class),
                row.get("meeting_id", UUID.class),
                row.get("display_name", String.class),
                row.get("comparison", Boolean.class),
                row.get("created_at", Instant.class),
                row.get("expires_at", Instant.class),
                row.get("used_at", Instant.class));
    }

    /** The links that have not expired, of this account, and in meetings that it created also those of others; newest first. */
    public Flux<SharedLink> list(Collection<UUID> meetingIds, UUID accountId) {
        return database.sql("select l.*, display_name " + OWN_OR_HOSTED + """
                         and l.meeting_id = any(:meetings) and expires_at > :now order by l.created_at desc, l.id
                        """)
                .bind("account", accountId)
                .bind("meetings", meetingIds.toArray(UUID[]::new))
                .bind("now", now())
                .map(SharedLinks::link)
                .all();
    }

    @Override
    public String table() {
        return "shared_link";
    }

    /** As in {@link #list}, for the link of a meeting that the request may see. */
    @Override
    public Mono<SharedLink> find(UUID id, Principal principal) {
        Grant grant = Grant.of(principal);
        return database.sql("select l.*, display_name " + OWN_OR_HOSTED + """
                         and l.id = :id and expires_at > :now and exists (
                            select from meeting_member me where me.meeting_id = l.meeting_id
                              and me.account_id = :account and me.removed_at is null)
                        """)
                .bind("account", grant.accountId())
                .bind("id", id)
                .bind("now", now())
                .map(SharedLinks::link)
                .one()
                .filter(link -> grant.covers(link.meetingId()));
    }

    /** Deletes a link of this account, or of a meeting that it created. Empty when there is no such link. */
    public Mono<SharedLink> revoke(UUID id, UUID accountId) {
        return database.sql("with chosen as (select l.*, display_name " + OWN_OR_HOSTED + """
                         and l.id = :id
                        ), gone as (delete from shared_link using chosen where shared_link.id = chosen.id)
                        select * from chosen
                        """)
                .bind("account", accountId)
                .bind("id", id)
                .map(SharedLinks::link)
                .one();
    }

    /** Whether a text has the form of a link's token. Others need no look-up. */
    static boolean isWellFormed(String token) {
        return TOKEN.matcher(token).matches();
    }

    /**
     * Who reads by this link; empty when it is unknown or has expired. The use is recorded.
     *
     * @param reader the network of the client
     */
    Mono<SharedLinkPrincipal> use(String token, String reader) {
        Instant now = now();
        return database.sql(USE)
                .bind("hash", Sha256.of(token))
                .bind("now", now)
                .bind("usedBefore", now.minus(USE_PRECISION))
                .map(row -> new SharedLinkPrincipal(
                        row.get("id", UUID.class),
                        reader,
                        row.get("account_id", UUID.class),
                        row.get("meeting_id", UUID.class),
                        row.get("comparison", Boolean.class),
                        row.get("expires_at", Instant.class)))
                .one();
    }

    @Override
    public Flux<UUID> valid(Collection<UUID> ids) {
        return database.sql("select l.id " + VALID + " and l.id = any(:ids)")
                .bind("now", now())
                .bind("ids", ids.toArray(UUID[]::new))
                .map(row -> row.get("id", UUID.class))
                .all();
    }

    /** The spans that a link compares, in their order. */
    public Flux<SharedSpan> spans(UUID linkId) {
        return database.sql("select * from shared_span where link_id = :link order by number")
                .bind("link", linkId)
                .map(row -> new SharedSpan(
                        row.get("meeting_id", UUID.class),
                        row.get("participant_id", UUID.class),
                        row.get("source", String.class),
                        row.get("from_at", Instant.class),
                        row.get("to_at", Instant.class)))
                .all();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public String name() {
        return "sharedLinks";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        GenericExecuteSpec rows = database.sql("""
                select l.meeting_id as "meetingId", comparison, created_at as "createdAt", expires_at as "expiresAt",
                    used_at as "lastUsedAt",
                    (select jsonb_agg(jsonb_build_object('meetingId', s.meeting_id, 'participantId', s.participant_id,
                        'source', s.source, 'from', s.from_at, 'to', s.to_at) order by number)::text
                     from shared_span s where s.link_id = l.id) as spans
                from shared_link l where account_id = :account order by created_at
                """);
        return rows.bind("account", accountId).fetch().all().map(row -> {
            row.values().removeIf(Objects::isNull);
            return row;
        });
    }

    @Override
    public Mono<Long> deleteExpired() {
        return database.sql("delete from shared_link where expires_at <= :now")
                .bind("now", now())
                .fetch()
                .rowsUpdated();
    }
}
