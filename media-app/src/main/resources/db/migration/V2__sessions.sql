-- Spring Session JDBC's own tables, as it requires them.
create table spring_session (
    primary_id char(36) not null primary key,
    session_id char(36) not null,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36) not null references spring_session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    primary key (session_primary_id, attribute_name)
);

-- Sessions that have ended, for instances that missed the notification. Deleted after a day. A session id changes at
-- each sign-in and the primary id never does, so sockets belong to the primary id.
create table ended_session (
    primary_id char(36) not null,
    at timestamptz not null default now()
);
create index ended_session_at on ended_session (at);

-- Instances listen and close the sockets of a session that was ended, signed out or expired.
create function session_ended() returns trigger language plpgsql as $$
begin
    insert into ended_session (primary_id) values (old.primary_id);
    perform pg_notify('session_ended', old.primary_id);
    return null;
end
$$;
create trigger session_ended after delete on spring_session for each row execute function session_ended();
