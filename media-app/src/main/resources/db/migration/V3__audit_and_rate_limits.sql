create table audit_event (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    kind text not null,
    -- Not a foreign key: events outlive the account until their retention period ends.
    account_id uuid,
    address text,
    browser text,
    detail text,
    -- Events that strangers can cause at will are counted, with one row per bucket and period.
    times bigint not null default 1,
    -- When it happened last; null while it happened once.
    last_at timestamptz,
    -- What is counted together, and the start of its period. Null in rows of earlier releases and of deleted accounts.
    bucket text unique
);
create index audit_event_at on audit_event (at);
create index audit_event_account_id on audit_event (account_id, at);

-- One row per limited action: the time at which its allowance is complete again (GCRA's theoretical arrival time).
create table rate_limit (
    bucket text primary key,
    whole_at timestamptz not null
);
create index rate_limit_whole_at on rate_limit (whole_at);
