-- A session's id changes at each sign-in, its primary id never does: sockets are held and closed by that.
truncate ended_session;
alter table ended_session rename column session_id to primary_id;

create or replace function session_ended() returns trigger language plpgsql as $$
begin
    insert into ended_session (primary_id) values (old.primary_id);
    perform pg_notify('session_ended', old.primary_id);
    return null;
end
$$;
