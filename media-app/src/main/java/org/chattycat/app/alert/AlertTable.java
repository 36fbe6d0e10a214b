package org.chattycat.app.alert;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Compares rules with the windows of the last seconds. A rule is broken when the whole time breaks it, and at least half of the
 * seconds were measured. It is kept again when the whole time is at least a tenth below the threshold (hysteresis). Statements
 * over several tables are the point here, so this uses DatabaseClient.
 */
@Repository
class AlertTable {
    /** The end of the last second that was measured completely, and then stored. */
    private static final String CLOCK = """
            with clock as materialized (
                select date_trunc('second', now() - :settle * interval '1 millisecond') as until
            )
            """;

    private static final String BEGIN = CLOCK + """
            , applying as (
                select r.id as rule_id, r.kind, r.threshold, r.seconds, u.id as publication_id, u.participant_id, u.meeting_id,
                       u.started_at, clock.until, clock.until - make_interval(secs => r.seconds) as since
                from clock cross join publication u
                join meeting m on m.id = u.meeting_id
                join alert_rule r on r.account_id = m.created_by and (r.meeting_id is null or r.meeting_id = m.id)
                where u.ended_at is null and not u.video_muted
                  and not exists (
                      select from alert o where o.rule_id = r.id and o.publication_id = u.id and o.ended_at is null)
            ), breach as (
                select a.*, found.source, found.value
                from applying a cross join lateral (
                    select source, avg(p95_ms) as value
                    from (
                        select source, clock_id, clock_number, starts_at, max(p95_ms) as p95_ms
                        from latency_window w
                        where w.publication_id = a.publication_id and w.starts_at >= a.since and w.starts_at < a.until
                          and w.validity = 'VALID'
                        group by source, clock_id, clock_number, starts_at
                    ) as measured
                    group by source, clock_id, clock_number
                    having count(*) * 2 >= a.seconds and min(p95_ms) > a.threshold
                    order by value desc limit 1
                ) as found
                where a.kind = 'LATENCY'
                union all
                select a.*, null, found.value
                from applying a cross join lateral (
                    select count(distinct starts_at) as seconds,
                           100.0::double precision * sum(packets_lost) / nullif(sum(packets_received + packets_lost), 0) as value
                    from video_quality_window q
                    where q.publication_id = a.publication_id and q.starts_at >= a.since and q.starts_at < a.until
                ) as found
                where a.kind = 'LOSS' and found.seconds * 2 >= a.seconds and found.value > a.threshold
                union all
                select a.*, null, null
                from applying a
                where a.kind = 'NO_READING' and a.started_at < a.since
                  and exists (
                      select from latency_window w
                      where w.publication_id = a.publication_id and w.validity = 'VALID'
                        and w.starts_at >= a.started_at - interval '1 minute')
                  and not exists (
                      select from latency_window w
                      where w.publication_id = a.publication_id and w.validity = 'VALID' and w.starts_at >= a.since)
            ), began as (
                insert into alert (id, rule_id, meeting_id, participant_id, publication_id, kind, threshold, seconds, source,
                                   value, began_at)
                select gen_random_uuid(), rule_id, meeting_id, participant_id, publication_id, kind, threshold, seconds, source,
                       value, until
                from breach
                on conflict (rule_id, publication_id) where ended_at is null do nothing
                returning *
            )
            select began.*, m.title, p.display_name, r.account_id, r.webhook_id,
                   case when r.by_email and coalesce(r.emailed_at <= now() - :pause * interval '1 millisecond', true)
                             and (
                                 select count(*) from alert sent join alert_rule same on same.id = sent.rule_id
                                 where same.account_id = r.account_id and sent.emailed
                                   and sent.began_at > now() - interval '1 hour'
                             ) < :emails
                        then owner.email end as email
            from began
            join meeting m on m.id = began.meeting_id
            join participant p on p.id = began.participant_id
            join alert_rule r on r.id = began.rule_id
            join account owner on owner.id = r.account_id
            order by began.id
            """;

    private static final String END = CLOCK + """
            , ended as (
                update alert o set ended_at = greatest(o.began_at, clock.until)
                from clock
                where o.ended_at is null and (
                    o.rule_id is null
                    or not exists (select from publication u where u.id = o.publication_id and u.ended_at is null)
                    or o.kind = 'LATENCY' and not exists (
                        select from latency_window w
                        where w.publication_id = o.publication_id and w.source = o.source and w.validity = 'VALID'
                          and w.starts_at >= clock.until - make_interval(secs => o.seconds) and w.starts_at < clock.until
                          and w.p95_ms > 0.9 * o.threshold)
                    or o.kind = 'LOSS' and coalesce((
                        select 100.0 * sum(packets_lost) / nullif(sum(packets_received + packets_lost), 0)
                        from video_quality_window q
                        where q.publication_id = o.publication_id
                          and q.starts_at >= clock.until - make_interval(secs => o.seconds) and q.starts_at < clock.until
                    ), 0) <= 0.9 * o.threshold
                    or o.kind = 'NO_READING' and 2 * (
                        select count(distinct w.starts_at) from latency_window w
                        where w.publication_id = o.publication_id and w.validity = 'VALID'
                          and w.starts_at >= clock.until - make_interval(secs => least(o.seconds, 10))
                          and w.starts_at < clock.until
                    ) >= least(o.seconds, 10))
                returning o.*
            )
            select ended.*, m.title, p.display_name, r.account_id, r.webhook_id, case when ended.emailed then owner.email end as email
            from ended
            join meeting m on m.id = ended.meeting_id
            join participant p on p.id = ended.participant_id
            left join alert_rule r on r.id = ended.rule_id
            left join account owner on owner.id = r.account_id
            order by ended.id
            """;

    private final DatabaseClient database;
    private final AlertProperties properties;

    AlertTable(DatabaseClient database, AlertProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /** Whether this transaction is the only one that evaluates rules. */
    Mono<Boolean> takeTurn() {
        return database.sql("select pg_try_advisory_xact_lock(hashtext('evaluate_alerts'))")
                .map(row -> row.get(0, Boolean.class))
                .one();
    }

    /** Stores the alerts that begin now. */
    Flux<AlertChange> begin() {
        return database.sql(BEGIN)
                .bind("settle", properties.settle().toMillis())
                .bind("pause", properties.emailPause().toMillis())
                .bind("emails", properties.emailsPerAccount())
                .map(AlertChange::read)
                .all();
    }

    /** Ends the alerts that are over. */
    Flux<AlertChange> end() {
        return database.sql(END)
                .bind("settle", properties.settle().toMillis())
                .map(AlertChange::read)
                .all();
    }

    /** Remembers that an email about the beginning of an alert is sent. */
    Mono<Void> emailed(AlertChange change) {
        return database.sql("""
                        with sent as (update alert set emailed = true where id = :alert)
                        update alert_rule set emailed_at = now() where id = :rule
                        """)
                .bind("alert", change.id())
                .bind("rule", change.ruleId())
                .then();
    }
}
