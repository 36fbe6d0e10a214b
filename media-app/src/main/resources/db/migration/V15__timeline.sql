-- What happened in a meeting besides its measurements. Stays and screen shares are in participant and publication, and clock
-- faults in the samples and their roll-ups.

-- A note that an account made about an instant or a span. It is deleted with its account and with its meeting.
create table annotation (
    id         uuid        primary key,
    meeting_id uuid        not null references meeting on delete cascade,
    account_id uuid        not null references account on delete cascade,
    starts_at  timestamptz not null,
    -- Null for an instant.
    ends_at    timestamptz check (ends_at > starts_at),
    text       text        not null check (length(text) between 1 and 200),
    created_at timestamptz not null default now()
);
create index annotation_meeting on annotation (meeting_id, starts_at, id);
create index annotation_account on annotation (account_id);

-- A time in which the media server of a meeting with people in it did not answer.
create table media_server_outage (
    id         uuid        primary key,
    meeting_id uuid        not null references meeting on delete cascade,
    began_at   timestamptz not null,
    -- Null while it goes on.
    ended_at   timestamptz check (ended_at >= began_at)
);
-- All instances that serve a meeting notice the same outage.
create unique index media_server_outage_open on media_server_outage (meeting_id) where ended_at is null;
create index media_server_outage_meeting on media_server_outage (meeting_id, began_at);
create index media_server_outage_began_at on media_server_outage (began_at);

create index publication_shares on publication (meeting_id, started_at) where kind = 'screen';
