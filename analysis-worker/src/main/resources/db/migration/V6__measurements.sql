-- What workers measure, in one partition per UTC day.

-- One row per measurement: the first frame in which a clock's text was seen.
create table latency_sample (
    id                    uuid             not null,
    meeting_id            uuid             not null,
    participant_id        uuid             not null,
    publication_id        uuid             not null,
    fencing               bigint           not null,
    -- Arrival of the frame's first and last packet at the worker, and the instant that the code shows.
    arrived_at            timestamptz      not null,
    last_packet_at        timestamptz      not null,
    clock_at              timestamptz      not null,
    -- arrived_at - clock_at as measured, signed; nothing is subtracted.
    latency_ms            double precision not null,
    -- Bounds of the latency from light to worker, and their parts: how long the code may have been visible before,
    -- exposure, the phone's delay from drawing to display, error bounds of the clock (null: not calibrated) and of the
    -- worker's clock.
    lower_ms              double precision not null,
    upper_ms              double precision not null,
    code_age_ms           double precision not null,
    exposure_ms           double precision not null,
    display_lag_ms        double precision not null,
    clock_error_ms        double precision,
    worker_clock_offset_ms double precision,
    worker_clock_error_ms double precision not null,
    -- The worker's wall clock was stepped shortly before: the value is suspect.
    worker_clock_stepped  boolean          not null,
    source                text             not null check (source in ('GOPRO', 'OWN', 'STAMP')),
    zone                  text             not null check (zone in ('ZONED', 'INFERRED')),
    clock_id              text,
    -- Where in the frame the code was (pixels), and how it was found.
    frame_width           integer          not null,
    frame_height          integer          not null,
    code_x                integer          not null,
    code_y                integer          not null,
    code_width            integer          not null,
    code_height           integer          not null,
    scan_stage            text             not null,
    decode_micros         integer          not null,
    scan_micros           integer          not null,
    -- From the arrival to the moment when the value was known.
    processing_ms         double precision not null,
    -- Whether the sample counts in statistics (VALID), is greater than the connection and the camera can explain
    -- (IMPLAUSIBLE), or comes from a clock that is proven wrong (CLOCK_FAULT).
    validity              text             not null check (validity in ('VALID', 'IMPLAUSIBLE', 'CLOCK_FAULT')),
    -- The value that is shown, in ms, combined from several samples, and its bounds of the latency from light to worker.
    estimate_ms           double precision not null,
    estimate_lower_ms     double precision not null,
    estimate_upper_ms     double precision not null,
    primary key (meeting_id, arrived_at, id)
) partition by range (arrived_at);

-- Each second of each publication and source. Every first sighting counts, including those that were not stored.
create table latency_window (
    publication_id  uuid             not null,
    meeting_id      uuid             not null,
    participant_id  uuid             not null,
    fencing         bigint           not null,
    starts_at       timestamptz      not null,
    source          text             not null check (source in ('GOPRO', 'OWN', 'STAMP')),
    measurements    integer          not null check (measurements > 0),
    min_ms          double precision not null,
    p50_ms          double precision not null,
    p95_ms          double precision not null,
    max_ms          double precision not null,
    validity        text             not null check (validity in ('VALID', 'IMPLAUSIBLE', 'CLOCK_FAULT')),
    primary key (publication_id, starts_at, source, validity, fencing)
) partition by range (starts_at);
create index latency_window_meeting on latency_window (meeting_id, starts_at);

-- Each second of each publication: what was received, what became of it, and the quality of the frames.
create table video_quality_window (
    publication_id      uuid             not null,
    meeting_id          uuid             not null,
    participant_id      uuid             not null,
    fencing             bigint           not null,
    starts_at           timestamptz      not null,
    packets_received    integer          not null,
    packets_lost        integer          not null,
    bytes_received      bigint           not null,
    -- Interarrival jitter (RFC 3550 section 6.4.1) at the end of the second.
    jitter_ms           double precision not null,
    frames_received     integer          not null,
    frames_decoded      integer          not null,
    -- Not decoded because a packet was missing, or while waiting for a keyframe after that.
    frames_dropped      integer          not null,
    frames_scanned      integer          not null,
    -- Due for a scan that was skipped because the worker was busy.
    frames_shed         integer          not null,
    keyframe_requests   integer          not null,
    width               integer,
    height              integer,
    -- Times without a new frame for longer than 200 ms (and than three times the usual interval), and their sum.
    freezes             integer          not null,
    frozen_ms           double precision not null,
    -- Mean luma 0 to 255, and variance of the Laplacian of the luma; null when no frame was analysed.
    brightness          double precision,
    sharpness           double precision,
    clocks_seen         integer          not null,
    -- Texts that were not a usable clock, by reason: {"FAST_PAGE": 3}.
    clocks_refused      jsonb            not null default '{}',
    -- Mean time inside the media server as it reports it, null while unknown.
    media_server_ms     double precision,
    primary key (publication_id, starts_at, fencing)
) partition by range (starts_at);
create index video_quality_window_meeting on video_quality_window (meeting_id, starts_at);

-- Rows outside of every day's partition; normally empty.
create table latency_sample_default partition of latency_sample default;
create table latency_window_default partition of latency_window default;
create table video_quality_window_default partition of video_quality_window default;

-- Creates the partition of one UTC day of one table, and moves the day's rows of the default partition into it.
create function create_measurement_partition(parent text, key_column text, day date) returns void
language plpgsql as $$
declare
    partition text := parent || '_' || to_char(day, 'YYYYMMDD');
    from_at timestamptz := day::timestamp at time zone 'UTC';
    to_at timestamptz := (day + 1)::timestamp at time zone 'UTC';
begin
    if to_regclass(partition) is not null then
        return;
    end if;
    execute format('create table %I (like %I including defaults including constraints)', partition, parent);
    execute format(
        'with moved as (delete from %I where %I >= %L and %I < %L returning *) insert into %I select * from moved',
        parent || '_default', key_column, from_at, key_column, to_at, partition);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, partition, from_at, to_at);
end $$;

-- Creates the partitions of yesterday to seven days ahead. Workers call it at start and daily; it is idempotent.
create function create_measurement_partitions() returns void language plpgsql as $$
declare
    today date := (now() at time zone 'UTC')::date;
begin
    perform pg_advisory_xact_lock(hashtext('create_measurement_partitions'));
    for ahead in -1 .. 7 loop
        perform create_measurement_partition('latency_sample', 'arrived_at', today + ahead);
        perform create_measurement_partition('latency_window', 'starts_at', today + ahead);
        perform create_measurement_partition('video_quality_window', 'starts_at', today + ahead);
    end loop;
end $$;

-- Drops measurements older than the given number of whole UTC days. Workers call it at start and twice a day; it is
-- idempotent. A partition that is being read is left for the next run, so that writers do not wait behind the reader.
create function drop_measurement_partitions(keep_days integer) returns void language plpgsql as $$
declare
    oldest date := (now() at time zone 'UTC')::date - keep_days;
    old record;
begin
    if keep_days < 1 then
        raise exception 'measurements are kept for at least a day';
    end if;
    perform pg_advisory_xact_lock(hashtext('create_measurement_partitions'));
    perform set_config('lock_timeout', '1s', true);
    for old in
        select child.oid::regclass as partition
        from pg_inherits
        join pg_class child on child.oid = inhrelid
        join pg_class parent on parent.oid = inhparent
        where parent.oid in ('latency_sample'::regclass, 'latency_window'::regclass, 'video_quality_window'::regclass)
          and child.relname ~ ('^' || parent.relname || '_[0-9]{8}$')
          and right(child.relname, 8) < to_char(oldest, 'YYYYMMDD')
    loop
        begin
            execute format('drop table %s', old.partition);
        exception when lock_not_available then
            raise notice '% is in use and dropped another time', old.partition;
        end;
    end loop;
    delete from latency_sample_default where arrived_at < oldest::timestamp at time zone 'UTC';
    delete from latency_window_default where starts_at < oldest::timestamp at time zone 'UTC';
    delete from video_quality_window_default where starts_at < oldest::timestamp at time zone 'UTC';
end $$;

select create_measurement_partitions();
