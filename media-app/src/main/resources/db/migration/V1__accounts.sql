-- People who signed up, and the ways in which they prove that an account is theirs.

create table account (
    id uuid primary key default gen_random_uuid(),
    email text not null unique check (email = lower(email) and char_length(email) between 3 and 254),
    display_name text not null check (char_length(display_name) between 1 and 80),
    -- The WebAuthn user handle: random, so that it reveals nothing about the person.
    user_handle bytea not null unique check (octet_length(user_handle) = 32),
    created_at timestamptz not null,
    signed_in_at timestamptz,
    -- When the person last chose to add a passkey later.
    passkey_offer_skipped_at timestamptz
);

create table sign_in_token (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    email text not null,
    -- Hash of a cookie of the browser that requested the link. Any other browser must enter the code.
    browser_hash bytea not null,
    code text not null,
    wrong_codes integer not null default 0,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index sign_in_token_expires_at on sign_in_token (expires_at);

create table email_change (
    account_id uuid primary key references account (id) on delete cascade,
    token_hash bytea not null unique check (octet_length(token_hash) = 32),
    email text not null,
    expires_at timestamptz not null
);

-- Browsers in which an account was signed in. They may request sign-in links when strangers have requested too many.
create table known_browser (
    account_id  uuid not null references account (id) on delete cascade,
    -- The email address of the account at that time. After a change of the address the row has no effect.
    email       text not null,
    -- SHA-256 of the browser's cookie.
    secret_hash bytea not null check (octet_length(secret_hash) = 32),
    signed_in_at timestamptz not null,
    primary key (account_id, secret_hash)
);
create index known_browser_secret_hash on known_browser (secret_hash);
create index known_browser_signed_in_at on known_browser (signed_in_at);

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
    used_at timestamptz,
    -- When the counter went backwards, which means that a copy exists. The passkey no longer signs anybody in.
    cloned_at timestamptz
);
create index passkey_account_id on passkey (account_id);

-- A challenge is answered at most once, by the session that requested it, for the ceremony it was requested for.
create table passkey_challenge (
    session_id text not null,
    ceremony text not null check (ceremony in ('REGISTRATION', 'SIGN_IN')),
    challenge bytea not null,
    expires_at timestamptz not null,
    primary key (session_id, ceremony)
);
create index passkey_challenge_expires_at on passkey_challenge (expires_at);
