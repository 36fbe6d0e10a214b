-- Links with which anybody may read the history of a meeting, or one comparison, without an account.
create table shared_link (
    id         uuid        primary key,
    -- Who made it. It shows no more than this account may see.
    account_id uuid        not null references account on delete cascade,
    -- The meeting whose history it shows, or on whose history page the comparison was shared.
    meeting_id uuid        not null references meeting on delete cascade,
    -- SHA-256 of the token, which is shown once.
    token_hash bytea       not null unique check (octet_length(token_hash) = 32),
    -- Whether it shows the comparison of its spans, and not a history.
    comparison boolean     not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    -- When it was last used, to about a minute.
    used_at    timestamptz
);
create index shared_link_account on shared_link (account_id);
create index shared_link_meeting on shared_link (meeting_id);
create index shared_link_expires_at on shared_link (expires_at);

-- The spans that are compared, in their order.
create table shared_span (
    link_id        uuid        not null references shared_link on delete cascade,
    number         integer     not null,
    meeting_id     uuid        not null references meeting on delete cascade,
    participant_id uuid        not null,
    source         text        not null,
    from_at        timestamptz not null,
    to_at          timestamptz not null check (to_at > from_at),
    primary key (link_id, number)
);
create index shared_span_meeting on shared_span (meeting_id);

-- A comparison ends with each of its meetings.
create function shared_span_deleted() returns trigger language plpgsql as $$
begin
    delete from shared_link where id = old.link_id;
    return null;
end $$;
create trigger shared_span_deleted after delete on shared_span for each row execute function shared_span_deleted();
