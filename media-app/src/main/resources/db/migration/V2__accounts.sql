create table account (
    id uuid primary key default gen_random_uuid(),
    email text not null unique check (email = lower(email) and char_length(email) between 3 and 254),
    display_name text not null check (char_length(display_name) between 1 and 80),
    -- What authenticators keep in place of a name: random, so that it says nothing about the person.
    user_handle bytea not null unique check (octet_length(user_handle) = 32),
    created_at timestamptz not null,
    signed_in_at timestamptz
);

create table sign_in_token (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    email text not null,
    -- Hash of a cookie of the browser that asked; another browser has to be told the code.
    browser_hash bytea not null,
    code text not null,
    wrong_codes integer not null default 0,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index sign_in_token_expires_at on sign_in_token (expires_at);

-- Spring Session JDBC's own tables, as it wants them.
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
