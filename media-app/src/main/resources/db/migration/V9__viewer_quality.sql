-- What viewers saw, in one partition per UTC day like the other measurements. One row for each second, viewer and
-- publication. Null means that the page does not know a value; it never means 0. Delays are means over the second in ms.
create table viewer_quality_window (
    id                        uuid             not null,
    meeting_id                uuid             not null,
    publication_id            uuid             not null,
    -- Who publishes, and the participant whose page reported.
    participant_id            uuid             not null,
    viewer_id                 uuid             not null,
    -- The second, by the server's clock, in which the report arrived.
    starts_at                 timestamptz      not null,
    -- Bound of the error of the page's clock against the server's.
    clock_error_ms            double precision,
    -- What the page reported: round trip to the media server, interarrival jitter (RFC 3550), time from the arrival of a
    -- frame's first packet to the end of decoding (contains the jitter buffer), from its first to its last packet, and from
    -- its last packet to the instant when the browser expects the frame on the screen.
    rtt_ms                    double precision,
    network_jitter_ms         double precision,
    processing_ms             double precision,
    assembly_ms               double precision,
    display_ms                double precision,
    packets_received          integer,
    packets_lost              integer,
    frames_decoded            integer,
    frames_dropped            integer,
    frames_per_second         double precision,
    freezes                   integer,
    frozen_ms                 double precision,
    width                     integer,
    height                    integer,
    -- The stages from camera to screen, and their sum with bounds: an estimate, null if a stage is unknown.
    camera_to_server_ms       double precision,
    camera_to_server_lower_ms double precision,
    camera_to_server_upper_ms double precision,
    camera_source             text,
    downlink_ms               double precision,
    jitter_buffer_ms          double precision,
    decode_ms                 double precision,
    render_ms                 double precision,
    glass_to_glass_ms         double precision,
    glass_to_glass_lower_ms   double precision,
    glass_to_glass_upper_ms   double precision,
    -- The same, read from codes in frames that the page showed, with bounds and the number of readings.
    direct_ms                 double precision,
    direct_lower_ms           double precision,
    direct_upper_ms           double precision,
    direct_readings           integer,
    primary key (meeting_id, starts_at, id),
    unique (publication_id, viewer_id, starts_at)
) partition by range (starts_at);
create index viewer_quality_window_viewer on viewer_quality_window (viewer_id, starts_at);

create table viewer_quality_window_default partition of viewer_quality_window default;

-- As before, with the new table.
create or replace function create_measurement_partitions() returns void language plpgsql as $$
declare
    today date := (now() at time zone 'UTC')::date;
begin
    perform pg_advisory_xact_lock(hashtext('create_measurement_partitions'));
    for ahead in -1 .. 7 loop
        perform create_measurement_partition('latency_sample', 'arrived_at', today + ahead);
        perform create_measurement_partition('latency_window', 'starts_at', today + ahead);
        perform create_measurement_partition('video_quality_window', 'starts_at', today + ahead);
        perform create_measurement_partition('viewer_quality_window', 'starts_at', today + ahead);
    end loop;
end $$;

create or replace function drop_measurement_partitions(keep_days integer) returns void language plpgsql as $$
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
        where parent.oid in ('latency_sample'::regclass, 'latency_window'::regclass, 'video_quality_window'::regclass,
                             'viewer_quality_window'::regclass)
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
    delete from viewer_quality_window_default where starts_at < oldest::timestamp at time zone 'UTC';
end $$;

select create_measurement_partitions();
