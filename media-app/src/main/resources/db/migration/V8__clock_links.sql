-- Links to the clock page. Who has one may show a clock for this participant, without an account.
create table clock_link (
    -- SHA-256 of the token in the link.
    token_hash     bytea       primary key,
    meeting_id     uuid        not null references meeting on delete cascade,
    participant_id uuid        not null references participant on delete cascade,
    created_at     timestamptz not null default now(),
    -- Moved on while a clock uses the link.
    expires_at     timestamptz not null
);
create index clock_link_participant on clock_link (participant_id);
create index clock_link_meeting on clock_link (meeting_id);
create index clock_link_expires_at on clock_link (expires_at);
