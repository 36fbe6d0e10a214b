-- One index instead of two makes inserting a third cheaper, and nothing looks for a sample by its id alone.
alter table latency_sample drop constraint latency_sample_pkey;
drop index latency_sample_meeting;
alter table latency_sample add primary key (meeting_id, arrived_at, id);

-- Drops measurements older than so many whole days, UTC. Workers call it at start and twice a day; safe to call at any
-- time. A partition that is being read is left for the next time rather than have all writers wait behind the reader.
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
