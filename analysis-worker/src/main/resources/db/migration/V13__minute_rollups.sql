-- Roll-ups: one row for each minute of what was measured. They stay when the measurements are dropped.

-- A minute of a meeting whose measurements were written or changed since its roll-ups were. The mark is written in the
-- transaction of the measurements and taken in that of the roll-ups, so a late row is never missed. The table has no key:
-- writers of the same minute must not wait for each other.
create table measured_minute (
    meeting_id uuid        not null,
    starts_at  timestamptz not null
);
create index measured_minute_meeting on measured_minute (meeting_id, starts_at);
create index measured_minute_starts_at on measured_minute (starts_at);

-- The instant before which measurements were dropped, for each table of which some were.
create table dropped_measurements (
    table_name text        primary key,
    before     timestamptz not null
);

-- The bucket of a latency in a sketch. A bucket i > 0 holds the values in (g^(i-1), g^i] ms with g = 1.01 / 0.99, so that
-- 2 g^i / (g + 1) is within 1 % of each of them; -i holds their negatives, and 0 all values within ±1 ms. (DDSketch: Masson,
-- Rim, Lee, VLDB 2019, with fixed buckets.) Sketches are merged by adding the counts of equal buckets.
create function latency_bucket(ms double precision) returns smallint
language sql immutable strict parallel safe as $$
    select case
        when abs(ms) <= 1 then 0
        else sign(ms) * least(ceil(ln(abs(ms)) / ln(1.01 / 0.99)), 32767)
    end::smallint
$$;

-- What one clock showed within one minute of one participant's video.
create table latency_minute (
    meeting_id       uuid             not null,
    participant_id   uuid             not null,
    starts_at        timestamptz      not null,
    source           text             not null,
    -- The digits after oTI; empty for a clock without an id.
    clock_id         text             not null,
    clock_number     integer          not null,
    -- Samples that count in statistics (VALID), and those that do not.
    samples          bigint           not null,
    implausible      bigint           not null,
    clock_faults     bigint           not null,
    -- Of the estimates of the samples that count, in ms: sum, sum of squares, least and greatest. Null without such samples.
    sum_ms           double precision,
    sum_of_squares   double precision,
    min_ms           double precision,
    max_ms           double precision,
    -- Of their lower and upper bounds: sums, and the outermost ones.
    sum_of_lower_ms  double precision,
    sum_of_upper_ms  double precision,
    lower_ms         double precision,
    upper_ms         double precision,
    -- The sketch of the estimates: buckets in ascending order, and how many estimates each holds.
    buckets          smallint[]       not null,
    counts           integer[]        not null,
    primary key (meeting_id, starts_at, participant_id, source, clock_id, clock_number)
);

-- The video of one participant within one minute: sums over its windows of one second, unless the name says otherwise.
create table video_quality_minute (
    meeting_id           uuid             not null,
    participant_id       uuid             not null,
    starts_at            timestamptz      not null,
    seconds              bigint           not null,
    packets_received     bigint           not null,
    packets_lost         bigint           not null,
    bytes_received       bigint           not null,
    sum_of_jitter_ms     double precision not null,
    max_jitter_ms        double precision not null,
    frames_received      bigint           not null,
    frames_decoded       bigint           not null,
    frames_dropped       bigint           not null,
    freezes              bigint           not null,
    frozen_ms            double precision not null,
    -- Sums, and over how many seconds; other seconds did not know the value.
    sum_of_brightness    double precision,
    brightness_seconds   bigint           not null,
    sum_of_sharpness     double precision,
    sharpness_seconds    bigint           not null,
    sum_of_media_server_ms double precision,
    media_server_seconds bigint           not null,
    clocks_seen          bigint           not null,
    -- Texts that were not a usable clock, by reason.
    clocks_refused       jsonb            not null,
    primary key (meeting_id, starts_at, participant_id)
);

-- Rows of latency_minute, computed from samples. starts_at is that of a span of this width, counted from 1970-01-01T00:00Z.
create function summarise_latency(meeting uuid, from_at timestamptz, to_at timestamptz, bucket_width interval)
returns setof latency_minute language sql stable parallel safe as $$
    select meeting, participant_id, starts_at, source, clock_id, clock_number,
        coalesce(sum(n) filter (where validity = 'VALID'), 0)::bigint,
        coalesce(sum(n) filter (where validity = 'IMPLAUSIBLE'), 0)::bigint,
        coalesce(sum(n) filter (where validity = 'CLOCK_FAULT'), 0)::bigint,
        sum(sum_ms) filter (where validity = 'VALID'),
        sum(sum_of_squares) filter (where validity = 'VALID'),
        min(min_ms) filter (where validity = 'VALID'),
        max(max_ms) filter (where validity = 'VALID'),
        sum(sum_of_lower_ms) filter (where validity = 'VALID'),
        sum(sum_of_upper_ms) filter (where validity = 'VALID'),
        min(lower_ms) filter (where validity = 'VALID'),
        max(upper_ms) filter (where validity = 'VALID'),
        coalesce(array_agg(bucket order by bucket) filter (where validity = 'VALID'), '{}'),
        coalesce(array_agg(n::integer order by bucket) filter (where validity = 'VALID'), '{}')
    from (
        select participant_id, date_bin(bucket_width, arrived_at, timestamptz '1970-01-01 00:00:00+00') as starts_at,
            source, coalesce(clock_id, '') as clock_id, clock_number, validity, latency_bucket(estimate_ms) as bucket,
            count(*) as n, sum(estimate_ms) as sum_ms, sum(estimate_ms * estimate_ms) as sum_of_squares,
            min(estimate_ms) as min_ms, max(estimate_ms) as max_ms, sum(estimate_lower_ms) as sum_of_lower_ms,
            sum(estimate_upper_ms) as sum_of_upper_ms, min(estimate_lower_ms) as lower_ms, max(estimate_upper_ms) as upper_ms
        from latency_sample
        where meeting_id = meeting and arrived_at >= from_at and arrived_at < to_at
        group by 1, 2, 3, 4, 5, 6, 7
    ) as bucketed
    group by participant_id, starts_at, source, clock_id, clock_number
$$;

-- The sums of equal reasons: {"FAST_PAGE": 3} and {"FAST_PAGE": 2} are {"FAST_PAGE": 5}.
create function sum_of_refusals(refusals jsonb[]) returns jsonb language sql immutable parallel safe as $$
    select coalesce(jsonb_object_agg(reason, n), '{}')
    from (
        select reason, sum(n::bigint) as n
        from unnest(refusals) as one, jsonb_each_text(one) as counted (reason, n)
        group by reason
    ) as summed
$$;

-- Rows of video_quality_minute, computed from windows of a second. starts_at is as for summarise_latency.
create function summarise_video_quality(meeting uuid, from_at timestamptz, to_at timestamptz, bucket_width interval)
returns setof video_quality_minute language sql stable parallel safe as $$
    select meeting, participant_id, date_bin(bucket_width, starts_at, timestamptz '1970-01-01 00:00:00+00') as starts_at,
        count(*), sum(packets_received), sum(packets_lost), sum(bytes_received)::bigint, sum(jitter_ms), max(jitter_ms),
        sum(frames_received), sum(frames_decoded), sum(frames_dropped), sum(freezes), sum(frozen_ms),
        sum(brightness), count(brightness), sum(sharpness), count(sharpness), sum(media_server_ms), count(media_server_ms),
        sum(clocks_seen), sum_of_refusals(array_agg(clocks_refused) filter (where clocks_refused <> '{}'))
    from video_quality_window
    where meeting_id = meeting and starts_at >= from_at and starts_at < to_at
    group by participant_id, date_bin(bucket_width, starts_at, timestamptz '1970-01-01 00:00:00+00')
$$;

-- Writes the roll-ups of minutes that are marked and began more than 75 s ago, at most this many: until then, minutes go on,
-- and transactions rely upon their marks. Rows are replaced and never deleted: where the measurements were dropped, the
-- roll-ups are all that is left. Returns how many minutes it wrote; 0 also while another instance is at it.
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

-- Marks every minute of which measurements exist, so that its roll-ups are written again. Returns the number of minutes.
create function mark_all_measured_minutes() returns bigint language sql as $$
    with marked as (
        insert into measured_minute
        select meeting_id, date_trunc('minute', arrived_at, 'UTC') from latency_sample
        union
        select meeting_id, date_trunc('minute', starts_at, 'UTC') from video_quality_window
        returning 1
    )
    select count(*) from marked
$$;

-- Marks minutes, but not the present one again: a live meeting writes many batches a minute. Only a mark of the present minute
-- can be relied upon: an older one may be taken by a roll-up that does not see the rows of this transaction.
create function mark_minutes(meetings uuid[], minutes timestamptz[]) returns void language sql as $$
    insert into measured_minute
    select * from unnest(meetings, minutes) as changed (meeting_id, starts_at)
    where starts_at < date_trunc('minute', now(), 'UTC')
       or not exists (
            select from measured_minute known
            where known.meeting_id = changed.meeting_id and known.starts_at = changed.starts_at)
$$;

-- Every statement that writes or changes measurements marks their minutes.
create function mark_minutes_of_samples() returns trigger language plpgsql as $$
begin
    perform mark_minutes(array_agg(meeting_id), array_agg(starts_at))
    from (select distinct meeting_id, date_trunc('minute', arrived_at, 'UTC') as starts_at from changed) as minutes;
    return null;
end $$;
create trigger latency_sample_inserted after insert on latency_sample
    referencing new table as changed for each statement execute function mark_minutes_of_samples();
create trigger latency_sample_updated after update on latency_sample
    referencing new table as changed for each statement execute function mark_minutes_of_samples();

create function mark_minutes_of_windows() returns trigger language plpgsql as $$
begin
    perform mark_minutes(array_agg(meeting_id), array_agg(starts_at))
    from (select distinct meeting_id, date_trunc('minute', starts_at, 'UTC') as starts_at from changed) as minutes;
    return null;
end $$;
create trigger video_quality_window_inserted after insert on video_quality_window
    referencing new table as changed for each statement execute function mark_minutes_of_windows();

-- Drops the partitions of one table for days before the given one. One that is being read is left for the next run, so that
-- writers do not wait behind the reader, and so is a day of which roll-ups are still to be written.
create function drop_old_partitions(parent text, key_column text, keep_days integer) returns void language plpgsql as $$
declare
    oldest date := (now() at time zone 'UTC')::date - keep_days;
    oldest_at timestamptz := oldest::timestamp at time zone 'UTC';
    old record;
begin
    if keep_days < 1 then
        raise exception 'measurements are kept for at least a day';
    end if;
    for old in
        select inhrelid::regclass as partition, to_date(right(child.relname, 8), 'YYYYMMDD') as day
        from pg_inherits join pg_class child on child.oid = inhrelid
        where inhparent = parent::regclass
          and child.relname ~ ('^' || parent || '_[0-9]{8}$')
          and right(child.relname, 8) < to_char(oldest, 'YYYYMMDD')
    loop
        continue when exists (
            select from measured_minute
            where starts_at >= old.day::timestamp at time zone 'UTC' and starts_at < (old.day + 1)::timestamp at time zone 'UTC');
        begin
            execute format('drop table %s', old.partition);
        exception when lock_not_available then
            raise notice '% is in use and dropped another time', old.partition;
        end;
    end loop;
    execute format(
        'delete from %1$I as old where %2$I < $1 and not exists (select from measured_minute m
            where m.meeting_id = old.meeting_id and m.starts_at = date_trunc(''minute'', old.%2$I, ''UTC''))',
        parent || '_default', key_column) using oldest_at;
    insert into dropped_measurements as known values (parent, oldest_at)
    on conflict (table_name) do update set before = greatest(known.before, excluded.before);
end $$;

-- Drops samples and windows that are older than these numbers of whole UTC days. Workers call it at start and twice a day;
-- it is idempotent.
drop function drop_measurement_partitions(integer);
create function drop_measurement_partitions(keep_sample_days integer, keep_window_days integer) returns void
language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtext('create_measurement_partitions'));
    perform set_config('lock_timeout', '1s', true);
    perform drop_old_partitions('latency_sample', 'arrived_at', keep_sample_days);
    perform drop_old_partitions('latency_window', 'starts_at', keep_window_days);
    perform drop_old_partitions('video_quality_window', 'starts_at', keep_window_days);
    if to_regclass('viewer_quality_window') is not null then
        perform drop_old_partitions('viewer_quality_window', 'starts_at', keep_window_days);
    end if;
end $$;

select mark_all_measured_minutes();
