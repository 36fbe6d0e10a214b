-- What an analysis worker needs and what it leaves behind. All instants are UTC. No foreign keys lead out of here:
-- measurements outlive the meetings' own rows, and a worker must be able to write while those change.

-- One row per worker process; workers share taps by counting each other here.
create table worker (
    id               uuid primary key,
    host             text        not null,
    started_at       timestamptz not null default now(),
    last_seen_at     timestamptz not null default now(),
    taps             integer     not null default 0,
    -- Database clock less worker clock in ms, and half the round trip of the best measurement of it.
    clock_offset_ms  double precision,
    clock_error_ms   double precision
);

-- Every new holder of a tap gets a greater number, over all taps, so that what an older holder still has in its
-- hands can be told from what the present one writes.
create sequence tap_fencing;

-- A publication whose video flows and waits to be analysed. The media application inserts the row when media flows
-- in and deletes it when the publication ends; workers lease it.
create table tap (
    publication_id  uuid primary key,
    meeting_id      uuid        not null,
    participant_id  uuid        not null,
    -- Where the media lives: WebSocket address of the media server, ids of the pipeline and of the receiving endpoint.
    kurento_uri     text        not null check (length(kurento_uri) <= 500),
    pipeline_id     text        not null check (length(pipeline_id) <= 500),
    endpoint_id     text        not null check (length(endpoint_id) <= 500),
    created_at      timestamptz not null default now(),
    -- The lease: nobody may hold it (null), or one worker until lease_until, by the clock of this database.
    worker_id       uuid,
    lease_until     timestamptz,
    fencing         bigint      not null default 0,
    taken_at        timestamptz,
    -- After a failure no worker tries again before this instant; problem says what the last failure was.
    retry_at        timestamptz,
    problem         text check (length(problem) <= 500),
    check ((worker_id is null) = (lease_until is null))
);

create index tap_worker on tap (worker_id);

-- Workers listen: a tap came, went, or was handed back. The payload is empty because listeners look at the table.
create function notify_tap() returns trigger language plpgsql as $$
begin
    perform pg_notify('chattycat_tap', '');
    return null;
end $$;

create trigger tap_changed after insert or delete on tap
    for each statement execute function notify_tap();
create trigger tap_handed_back after update of worker_id on tap
    for each row when (old.worker_id is not null and new.worker_id is null) execute function notify_tap();

-- Clocks of the product itself: the application writes a row for each id that it hands out and keeps it alive for as
-- long as that clock's socket is. A worker believes an id only while the row is live.
create table own_clock (
    -- Digits as they stand in the code after oTI, leading zeros included.
    clock_id    text primary key check (clock_id ~ '^[0-9]{1,5}$'),
    kind        text             not null check (kind in ('OWN', 'STAMP')),
    -- Bound of that clock's error against the server in ms, as the page measured it.
    error_ms    double precision not null check (error_ms >= 0),
    alive_until timestamptz      not null
);

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
    -- Bounds of the latency from light to worker, and what makes them: how long the code may have been in sight
    -- before, exposure, the phone's delay from drawing to lighting, error bounds of the clock (null: uncalibrated)
    -- and of the worker's clock.
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
    clock_fault           boolean          not null,
    -- Where in the picture the code was (pixels of the frame), and how it was found.
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
    primary key (id, arrived_at)
) partition by range (arrived_at);

create index latency_sample_meeting on latency_sample (meeting_id, arrived_at, id);

-- Each second of each publication and source: every first sighting counts, also those that were not stored.
create table latency_window (
    publication_id  uuid             not null,
    meeting_id      uuid             not null,
    participant_id  uuid             not null,
    fencing         bigint           not null,
    starts_at       timestamptz      not null,
    source          text             not null check (source in ('GOPRO', 'OWN', 'STAMP')),
    clock_fault     boolean          not null,
    measurements    integer          not null check (measurements > 0),
    min_ms          double precision not null,
    p50_ms          double precision not null,
    p95_ms          double precision not null,
    max_ms          double precision not null,
    primary key (publication_id, starts_at, source, clock_fault, fencing)
) partition by range (starts_at);

create index latency_window_meeting on latency_window (meeting_id, starts_at);

-- Each second of each publication: what came in, what became of it, and what the picture was like.
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
    -- Not decoded because a packet was missing, or waiting for a keyframe after that.
    frames_dropped      integer          not null,
    frames_scanned      integer          not null,
    -- Due for a scan that did not happen because the worker was busy.
    frames_shed         integer          not null,
    keyframe_requests   integer          not null,
    width               integer,
    height              integer,
    -- Times without a new picture for longer than 200 ms (and than three times the usual interval), and their sum.
    freezes             integer          not null,
    frozen_ms           double precision not null,
    -- Mean luma 0 to 255, and variance of the Laplacian of the luma; null when no frame was looked at.
    brightness          double precision,
    sharpness           double precision,
    clocks_seen         integer          not null,
    -- Texts that were no usable clock, by reason: {"FAST_PAGE": 3}.
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

-- Makes the partition of one UTC day of one table, with whatever the default partition holds of that day.
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

-- Makes the partitions of yesterday to seven days ahead. Workers call it at start and daily; safe to call at any time.
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

select create_measurement_partitions();
