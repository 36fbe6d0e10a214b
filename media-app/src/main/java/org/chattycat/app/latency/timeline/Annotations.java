package org.chattycat.app.latency.timeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.PersonalData;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.meeting.Meetings;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Notes that accounts make in meetings that they may see. They are deleted with their account: the table says so. A row is no
 * record of this package, and the download has other columns, so this uses DatabaseClient.
 */
@Component
@EnableConfigurationProperties(TimelineProperties.class)
class Annotations implements PersonalData {
    /** The clock of a page may be ahead of the server's. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    /** The access and the number are checked by the statement that inserts, so nothing changes between them. */
    private static final String INSERT = """
            with inserted as (
                insert into annotation (id, meeting_id, account_id, starts_at, ends_at, text)
                select :id, :meeting, :account, :at, :until, :text
                from meeting_member
                where meeting_id = :meeting and account_id = :account and removed_at is null
                  and (select count(*) from annotation where meeting_id = :meeting) < :most
                returning account_id
            )
            select author.display_name from inserted join account author on author.id = account_id
            """;

    private static final String DELETE = """
            delete from annotation as note using meeting_member me
            where note.id = :id and (note.account_id = :account or exists (
                  select from meeting_host h where h.meeting_id = note.meeting_id and h.account_id = :account))
              and me.meeting_id = note.meeting_id and me.account_id = :account and me.removed_at is null
              and (cast(:only as uuid) is null or note.meeting_id = :only)
            """;

    private final DatabaseClient database;
    private final Meetings meetings;
    private final TimelineProperties properties;
    private final Clock clock;
    private final LocalRateLimits perAccount;

    Annotations(DatabaseClient database, Meetings meetings, TimelineProperties properties, Clock clock) {
        this.database = database;
        this.meetings = meetings;
        this.properties = properties;
        this.clock = clock;
        this.perAccount = new LocalRateLimits(properties.annotationsPerAccount(), System::nanoTime);
    }

    /**
     * Stores an annotation. Fails with NOT_FOUND for a meeting that the account may not see, RANGE_REVERSED,
     * OUTSIDE_MEETING, or LIMIT_REACHED.
     *
     * @param at null for now
     * @param until null for an instant
     */
    Mono<TimelineEvent.Annotation> add(UUID meetingId, Grant grant, AnnotationText text, Instant at, Instant until) {
        UUID accountId = grant.accountId();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant from = at == null ? now : at;
        return meetings.findVisible(meetingId, grant)
                .switchIfEmpty(Mono.error(() -> notFound("There is no such meeting, or you may not see it.")))
                .doOnNext(meeting -> {
                    check(meeting, from, until, now);
                    takeOne(accountId);
                })
                .flatMap(meeting -> insert(UUID.randomUUID(), meetingId, accountId, text, from, until));
    }

    private static void check(Meeting meeting, Instant from, Instant until, Instant now) {
        if (until != null && !from.isBefore(until)) {
            throw new InvalidArgumentException("RANGE_REVERSED", "'at' must be before 'until'.");
        }
        Instant end = (meeting.endedAt() == null ? now : meeting.endedAt()).plus(TOLERANCE);
        Instant last = until == null ? from : until;
        if (from.isBefore(meeting.createdAt()) || last.isAfter(end)) {
            throw new InvalidArgumentException("OUTSIDE_MEETING", "An annotation must be within the meeting.");
        }
    }

    private void takeOne(UUID accountId) {
        try {
            perAccount.take(accountId.toString(), 1);
        } catch (RateLimitedException e) {
            throw limit("You have annotated too often. Try again in a minute.");
        }
    }

    private Mono<TimelineEvent.Annotation> insert(
            UUID id, UUID meetingId, UUID accountId, AnnotationText text, Instant from, Instant until) {
        var statement = database.sql(INSERT)
                .bind("id", id)
                .bind("meeting", meetingId)
                .bind("account", accountId)
                .bind("at", from)
                .bind("text", text.value())
                .bind("most", properties.maxAnnotations());
        return (until == null ? statement.bindNull("until", Instant.class) : statement.bind("until", until))
                .map(row -> row.get(0, String.class))
                .one()
                .map(author -> new TimelineEvent.Annotation(id, from, until, text.value(), author, true))
                .switchIfEmpty(Mono.error(() ->
                        limit("A meeting can have at most %d annotations.".formatted(properties.maxAnnotations()))));
    }

    /** Deletes an annotation of this account, or of a meeting of which it is a host; fails with NOT_FOUND for any other. */
    Mono<UUID> delete(UUID id, Grant grant) {
        var statement = database.sql(DELETE).bind("id", id).bind("account", grant.accountId());
        return (grant.onlyMeeting() == null
                        ? statement.bindNull("only", UUID.class)
                        : statement.bind("only", grant.onlyMeeting()))
                .fetch()
                .rowsUpdated()
                .flatMap(deleted -> deleted > 0
                        ? Mono.just(id)
                        : Mono.error(notFound("There is no such annotation, or you may not delete it.")));
    }

    private static InvalidArgumentException notFound(String message) {
        return new InvalidArgumentException("NOT_FOUND", message);
    }

    private static InvalidArgumentException limit(String message) {
        return new InvalidArgumentException("LIMIT_REACHED", message);
    }

    @Override
    public String name() {
        return "annotations";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return database.sql("""
                        select meeting_id as "meetingId", starts_at as at, ends_at as until, text, created_at as "createdAt"
                        from annotation where account_id = :account order by starts_at
                        """).bind("account", accountId).fetch().all().map(row -> {
            row.values().removeIf(Objects::isNull);
            return row;
        });
    }
}
