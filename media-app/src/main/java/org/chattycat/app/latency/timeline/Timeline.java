package org.chattycat.app.latency.timeline;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.latency.history.TimeRange;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.platform.query.KeysetPage;
import org.chattycat.app.platform.query.KeysetPosition;
import org.springframework.data.domain.Window;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads the events of a meeting. One statement over several tables is the point here, so this uses DatabaseClient. */
@Repository
class Timeline {
    /** No account has this id. */
    private static final UUID NOBODY = new UUID(0, 0);

    /** Minutes that are marked as changed are computed from their samples, as in the figures over time. */
    private static final String EVENTS =
            """
            with changed as materialized (
                select distinct starts_at from measured_minute
                where meeting_id = :meeting and starts_at >= :wholeFrom and starts_at < :wholeTo
                  and starts_at >= coalesce(
                      (select before from dropped_measurements where table_name = 'latency_sample'), '-infinity')
            ), faulty_minute as (
                select participant_id, source, starts_at, clock_faults from latency_minute as rolled_up
                where meeting_id = :meeting and starts_at >= :wholeFrom and starts_at < :wholeTo and clock_faults > 0
                  and not exists (select from changed where changed.starts_at = rolled_up.starts_at)
                union all
                select summary.participant_id, summary.source, summary.starts_at, summary.clock_faults
                from changed cross join lateral summarise_latency(
                    :meeting, changed.starts_at, changed.starts_at + interval '1 minute', interval '1 minute') as summary
                where summary.clock_faults > 0
            ), fault as (
                select participant_id, source, min(starts_at) as starts_at,
                       max(starts_at) + interval '1 minute' as ends_at, sum(clock_faults)::bigint as samples
                from (
                    select *, starts_at - interval '1 minute'
                           * dense_rank() over (partition by participant_id, source order by starts_at) as run
                    from faulty_minute
                ) as numbered
                group by participant_id, source, run
            ), event\
            """ + StoredEvent.COLUMNS + """
             as (
                select 'STAY', id, joined_at, left_at, id, display_name, null, null::boolean, null, null::bigint,
                       null::double precision, null::integer, null::double precision
                from participant
                where meeting_id = :meeting and joined_at < :to and coalesce(left_at, 'infinity') > :from
                union all
                select 'ADMISSION', md5('ADMISSION ' || id)::uuid, admitted_at, null, id, display_name, null, null, null, null,
                       null, null, null
                from participant
                where meeting_id = :meeting and admitted_at >= :from and admitted_at < :to
                union all
            """ + StoredEvent.SCREEN_SHARE.rows() + """
                where e.meeting_id = :meeting and started_at < :to
                  and coalesce(ended_at, 'infinity') > :from
                union all
            """ + StoredEvent.ANNOTATION.rows()
                    + """
                where e.meeting_id = :meeting and starts_at < :to
                  and (starts_at >= :from or ends_at > :from)
                union all
                select 'CLOCK_FAULT', md5(concat_ws(' ', participant_id, source, starts_at))::uuid, starts_at, ends_at,
                       participant_id, null, null, null, source, samples, null, null, null
                from fault
                union all
            """ + StoredEvent.MEDIA_SERVER_OUTAGE.rows() + """
                where e.meeting_id = :meeting and began_at < :to and coalesce(ended_at, 'infinity') > :from
                union all
            """ + StoredEvent.HOST_ACTION.rows() + """
                where e.meeting_id = :meeting and acted_at >= :from and acted_at < :to and not :byLink
                union all
            """
                    + StoredEvent.GESTURE.rows() + """
                where e.meeting_id = :meeting and shown_at < :to and not :byLink
                  and (shown_at >= :from or e.kind = 'HAND' and coalesce(lowered_at, who.left_at, 'infinity') > :from)
                union all
            """
                    + StoredEvent.ALERT.rows() + """
                where e.meeting_id = :meeting and began_at < :to and coalesce(ended_at, 'infinity') > :from
            )
            select * from event
            where cast(:afterAt as timestamptz) is null or (starts_at, id) > (:afterAt, :afterId)
            order by starts_at, id
            limit :limit
            """;

    private final DatabaseClient database;

    Timeline(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A page of the events that touch a range, in the order in which they begin.
     *
     * @param grant who asks; readers of a shared link may delete nothing, and see neither what hosts did nor hands and reactions
     */
    Mono<Window<TimelineEvent>> find(Meeting meeting, TimeRange range, Grant grant, KeysetPage page) {
        TimeRange whole = range.wholeMinutes();
        GenericExecuteSpec query = database.sql(EVENTS)
                .bind("meeting", meeting.id())
                .bind("account", grant.byLink() ? NOBODY : grant.accountId())
                .bind("byLink", grant.byLink())
                .bind("from", range.from())
                .bind("to", range.to())
                .bind("wholeFrom", whole.from())
                .bind("wholeTo", whole.to())
                .bind("limit", page.limit());
        KeysetPosition after = page.start();
        query = after == null
                ? query.bindNull("afterAt", Instant.class).bindNull("afterId", UUID.class)
                : query.bind("afterAt", after.at()).bind("afterId", after.id());
        return query.map(Timeline::read)
                .all()
                .collectList()
                .map(found -> page.window(found, TimelineEvent::at, TimelineEvent::id));
    }

    static TimelineEvent read(Readable row) {
        UUID id = row.get("id", UUID.class);
        Instant at = row.get("starts_at", Instant.class);
        Instant until = row.get("ends_at", Instant.class);
        UUID participant = row.get("participant_id", UUID.class);
        String name = row.get("name", String.class);
        String kind = row.get("kind", String.class);
        return switch (kind) {
            case "STAY" -> new TimelineEvent.Stay(id, at, until, participant, name);
            case "ADMISSION" -> new TimelineEvent.Admission(id, at, until, participant, name);
            case "SCREEN_SHARE" -> new TimelineEvent.ScreenShare(id, at, until, participant);
            case "ANNOTATION" ->
                new TimelineEvent.Annotation(
                        id, at, until, row.get("text", String.class), name, row.get("deletable", Boolean.class));
            case "CLOCK_FAULT" ->
                new TimelineEvent.ClockFault(
                        id,
                        at,
                        until,
                        participant,
                        ClockSource.valueOf(row.get("source", String.class)),
                        row.get("samples", Long.class));
            case "MEDIA_SERVER_OUTAGE" -> new TimelineEvent.MediaServerOutage(id, at, until);
            case "HOST_ACTION" ->
                new TimelineEvent.HostAction(id, at, until, row.get("text", String.class), name, participant);
            case "RAISED_HAND" -> new TimelineEvent.RaisedHand(id, at, until, participant, name);
            case "REACTION" ->
                new TimelineEvent.Reaction(id, at, until, participant, name, row.get("text", String.class));
            case "ALERT" ->
                new TimelineEvent.Alert(
                        id,
                        at,
                        until,
                        participant,
                        row.get("text", String.class),
                        row.get("threshold", Double.class),
                        row.get("seconds", Integer.class),
                        row.get("value", Double.class));
            default -> throw new IllegalStateException("Unknown event: " + kind);
        };
    }
}
