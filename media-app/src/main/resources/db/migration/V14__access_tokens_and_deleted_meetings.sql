-- Personal access tokens, with which programs act for an account.
create table access_token (
    id         uuid        primary key,
    account_id uuid        not null references account on delete cascade,
    name       text        not null check (char_length(name) between 1 and 60),
    -- SHA-256 of the token, which is shown once.
    token_hash bytea       not null unique check (octet_length(token_hash) = 32),
    access     text        not null check (access in ('READ', 'READ_WRITE')),
    -- The only meeting that it gives access to; null for all that the account may see.
    meeting_id uuid        references meeting on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    -- When it was last used, to about a minute.
    used_at    timestamptz
);
create index access_token_account on access_token (account_id, created_at);
create index access_token_meeting on access_token (meeting_id) where meeting_id is not null;
create index access_token_expires_at on access_token (expires_at);

-- Meetings that were deleted, while their measurements are still being deleted: measurements do not reference meetings,
-- and workers may write some after the deletion.
create table deleted_meeting (
    id         uuid        primary key,
    deleted_at timestamptz not null default now()
);

create function meeting_deleted() returns trigger language plpgsql as $$
begin
    insert into deleted_meeting (id) values (old.id);
    return null;
end $$;
create trigger meeting_deleted after delete on meeting for each row execute function meeting_deleted();
