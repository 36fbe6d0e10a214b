-- A live meeting writes many batches a minute. One mark is enough for all of them.

-- Marks minutes, but not the present one again. Only a mark of the present minute can be relied upon: an older one may be
-- taken by a roll-up that does not see the rows of this transaction.
create function mark_minutes(meetings uuid[], minutes timestamptz[]) returns void language sql as $$
    insert into measured_minute
    select * from unnest(meetings, minutes) as changed (meeting_id, starts_at)
    where starts_at < date_trunc('minute', now(), 'UTC')
       or not exists (
            select from measured_minute known
            where known.meeting_id = changed.meeting_id and known.starts_at = changed.starts_at)
$$;

create or replace function mark_minutes_of_samples() returns trigger language plpgsql as $$
begin
    perform mark_minutes(array_agg(meeting_id), array_agg(starts_at))
    from (select distinct meeting_id, date_trunc('minute', arrived_at, 'UTC') as starts_at from changed) as minutes;
    return null;
end $$;

create or replace function mark_minutes_of_windows() returns trigger language plpgsql as $$
begin
    perform mark_minutes(array_agg(meeting_id), array_agg(starts_at))
    from (select distinct meeting_id, date_trunc('minute', starts_at, 'UTC') as starts_at from changed) as minutes;
    return null;
end $$;

-- Writes the roll-ups of minutes that are marked and began more than 75 s ago, at most this many: until then, minutes go on,
-- and transactions rely upon their marks. Rows are replaced and never deleted: where the measurements were dropped, the
-- roll-ups are all that is left. Returns how many minutes it wrote; 0 also while another instance is at it.
drop function roll_up_measurements(timestamptz, integer);
create function roll_up_measurements(max_minutes integer) returns integer language plpgsql as $$
declare
    meetings uuid[];
    minutes timestamptz[];
begin
    if not pg_try_advisory_xact_lock(hashtext('roll_up_measurements')) then
        return 0;
    end if;
    select array_agg(meeting_id), array_agg(starts_at) into meetings, minutes
    from (
        select distinct starts_at, meeting_id from measured_minute
        where starts_at < now() - interval '75 seconds' order by starts_at, meeting_id limit max_minutes
    ) as oldest;
    if meetings is null then
        return 0;
    end if;
    delete from measured_minute using unnest(meetings, minutes) as taken (meeting_id, starts_at)
    where measured_minute.meeting_id = taken.meeting_id and measured_minute.starts_at = taken.starts_at;

    insert into latency_minute
    select summary.* from unnest(meetings, minutes) as taken (meeting_id, starts_at)
    cross join lateral
        summarise_latency(taken.meeting_id, taken.starts_at, taken.starts_at + interval '1 minute', interval '1 minute') summary
    on conflict (meeting_id, starts_at, participant_id, source, clock_id, clock_number) do update set
        samples = excluded.samples, implausible = excluded.implausible, clock_faults = excluded.clock_faults,
        sum_ms = excluded.sum_ms, sum_of_squares = excluded.sum_of_squares,
        min_ms = excluded.min_ms, max_ms = excluded.max_ms,
        sum_of_lower_ms = excluded.sum_of_lower_ms, sum_of_upper_ms = excluded.sum_of_upper_ms,
        lower_ms = excluded.lower_ms, upper_ms = excluded.upper_ms,
        buckets = excluded.buckets, counts = excluded.counts;

    insert into video_quality_minute
    select summary.* from unnest(meetings, minutes) as taken (meeting_id, starts_at)
    cross join lateral
        summarise_video_quality(taken.meeting_id, taken.starts_at, taken.starts_at + interval '1 minute', interval '1 minute') summary
    on conflict (meeting_id, starts_at, participant_id) do update set
        seconds = excluded.seconds, packets_received = excluded.packets_received, packets_lost = excluded.packets_lost,
        bytes_received = excluded.bytes_received, sum_of_jitter_ms = excluded.sum_of_jitter_ms,
        max_jitter_ms = excluded.max_jitter_ms, frames_received = excluded.frames_received,
        frames_decoded = excluded.frames_decoded, frames_dropped = excluded.frames_dropped, freezes = excluded.freezes,
        frozen_ms = excluded.frozen_ms, sum_of_brightness = excluded.sum_of_brightness,
        brightness_seconds = excluded.brightness_seconds, sum_of_sharpness = excluded.sum_of_sharpness,
        sharpness_seconds = excluded.sharpness_seconds, sum_of_media_server_ms = excluded.sum_of_media_server_ms,
        media_server_seconds = excluded.media_server_seconds, clocks_seen = excluded.clocks_seen,
        clocks_refused = excluded.clocks_refused;
    return cardinality(meetings);
end $$;
