create table account (
    id uuid primary key default gen_random_uuid(),
    email text not null unique check (email = lower(email) and char_length(email) between 3 and 254),
    display_name text not null check (char_length(display_name) between 1 and 80),
    -- What authenticators keep in place of a name: random, so that it says nothing about the person.
    user_handle bytea not null unique check (octet_length(user_handle) = 32),
    created_at timestamptz not null,
    signed_in_at timestamptz,
    -- When the offer of a passkey was put off last.
    passkey_offer_skipped_at timestamptz
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

-- Sessions that are over, for whoever did not listen at the moment. Swept after a day.
create table ended_session (
    session_id char(36) not null,
    at timestamptz not null default now()
);
create index ended_session_at on ended_session (at);

-- Whoever listens closes the sockets of a session that was ended, signed out of or swept away.
create function session_ended() returns trigger language plpgsql as $$
begin
    insert into ended_session (session_id) values (old.session_id);
    perform pg_notify('session_ended', old.session_id);
    return null;
end
$$;
create trigger session_ended after delete on spring_session for each row execute function session_ended();

-- One row per limited thing: the time at which its allowance is whole again (GCRA's theoretical arrival time).
create table rate_limit (
    bucket text primary key,
    whole_at timestamptz not null
);
create index rate_limit_whole_at on rate_limit (whole_at);

create table audit_event (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    kind text not null,
    -- No reference: what happened outlives the account, for as long as events are kept.
    account_id uuid,
    address text,
    browser text,
    detail text
);
create index audit_event_at on audit_event (at);
create index audit_event_account_id on audit_event (account_id, at);

create table passkey (
    credential_id bytea primary key check (octet_length(credential_id) between 1 and 1023),
    id uuid not null unique default gen_random_uuid(),
    account_id uuid not null references account (id) on delete cascade,
    name text not null check (char_length(name) between 1 and 60),
    -- Authenticator, credential id and public key as the authenticator sent them.
    attested_credential_data bytea not null,
    counter bigint not null,
    user_verified boolean not null,
    backup_eligible boolean not null,
    backed_up boolean not null,
    transports text[] not null,
    created_at timestamptz not null,
    used_at timestamptz
);
create index passkey_account_id on passkey (account_id);

create table email_change (
    account_id uuid primary key references account (id) on delete cascade,
    token_hash bytea not null unique check (octet_length(token_hash) = 32),
    email text not null,
    expires_at timestamptz not null
);

-- A challenge may be answered once, by the session that asked, for the ceremony it asked for.
create table passkey_challenge (
    session_id text not null,
    ceremony text not null check (ceremony in ('REGISTRATION', 'SIGN_IN')),
    challenge bytea not null,
    expires_at timestamptz not null,
    primary key (session_id, ceremony)
);
create index passkey_challenge_expires_at on passkey_challenge (expires_at);
