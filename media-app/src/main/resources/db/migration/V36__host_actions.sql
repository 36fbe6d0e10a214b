-- What hosts did in a meeting, for its timeline. It is kept as long as the meeting.
create table host_action (
    id             uuid        primary key,
    meeting_id     uuid        not null references meeting on delete cascade,
    -- Who did it; null once that account is deleted.
    account_id     uuid        references account on delete set null,
    -- To whom; null for everybody in the room, and for the meeting itself.
    participant_id uuid        references participant on delete cascade,
    kind           text        not null check (kind in (
        'GUESTS_ALLOWED', 'GUESTS_REFUSED', 'LOCKED', 'UNLOCKED', 'WAITING_ROOM_OPENED', 'WAITING_ROOM_CLOSED', 'RENAMED',
        'MUTED', 'EVERYBODY_MUTED', 'SHARE_STOPPED', 'REMOVED', 'CO_HOST_MADE', 'CO_HOST_REMOVED', 'ENDED')),
    -- Actions of one transaction keep their order.
    acted_at       timestamptz not null default clock_timestamp()
);
create index host_action_meeting on host_action (meeting_id, acted_at);
create index host_action_account on host_action (account_id) where account_id is not null;
create index host_action_participant on host_action (participant_id) where participant_id is not null;
