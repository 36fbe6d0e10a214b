-- What strangers can cause at will is counted: one row per bucket and period.
alter table audit_event
    add column times bigint not null default 1,
    -- When it happened last; null while it happened once.
    add column last_at timestamptz,
    -- What is counted together, with the start of its period. Null in rows of earlier releases and of deleted accounts.
    add column bucket text unique;

-- Browsers in which an account was signed in: they may ask for its sign-in links when strangers have asked too often.
create table known_browser (
    account_id  uuid not null references account (id) on delete cascade,
    -- The account's address at that time: after a change of the address the row counts for nothing.
    email       text not null,
    -- SHA-256 of the browser's cookie.
    secret_hash bytea not null check (octet_length(secret_hash) = 32),
    signed_in_at timestamptz not null,
    primary key (account_id, secret_hash)
);
create index known_browser_secret_hash on known_browser (secret_hash);
create index known_browser_signed_in_at on known_browser (signed_in_at);
