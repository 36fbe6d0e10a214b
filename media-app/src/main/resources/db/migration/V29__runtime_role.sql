-- The application connects as a role that changes rows and no tables. It creates and drops the partitions of measurements by two
-- functions, with the rights of the owner. SchemaMigration grants it these rights, because its name is a setting.
do $$
begin
    execute format('alter function create_measurement_partitions() security definer set search_path = %I, pg_temp',
                   current_schema());
    execute format('alter function drop_measurement_partitions(integer, integer) security definer set search_path = %I, pg_temp',
                   current_schema());
end $$;

revoke execute on function create_measurement_partitions() from public;
revoke execute on function create_measurement_partition(text, text, date) from public;
revoke execute on function drop_measurement_partitions(integer, integer) from public;
revoke execute on function drop_old_partitions(text, text, integer) from public;
