-- What people of a meeting showed besides their video, for its timeline. It is kept as long as the meeting.
create table gesture (
    id             uuid        primary key,
    meeting_id     uuid        not null references meeting on delete cascade,
    participant_id uuid        not null references participant on delete cascade,
    kind           text        not null check (kind in (
        'HAND', 'THUMBS_UP', 'CLAP', 'HEART', 'LAUGH', 'SURPRISE', 'PARTY')),
    shown_at       timestamptz not null default clock_timestamp(),
    -- When a hand was lowered; null while it is up, where its participant left with it, and for everything else.
    lowered_at     timestamptz
);
create index gesture_meeting on gesture (meeting_id, shown_at);
create index gesture_participant on gesture (participant_id);

alter table host_action drop constraint host_action_kind_check;
alter table host_action add constraint host_action_kind_check check (kind in (
    'GUESTS_ALLOWED', 'GUESTS_REFUSED', 'LOCKED', 'UNLOCKED', 'WAITING_ROOM_OPENED', 'WAITING_ROOM_CLOSED', 'RENAMED',
    'MUTED', 'EVERYBODY_MUTED', 'UNMUTE_REQUESTED', 'HAND_LOWERED', 'HANDS_LOWERED', 'SHARE_STOPPED', 'REMOVED',
    'CO_HOST_MADE', 'CO_HOST_REMOVED', 'STAMPS_REQUESTED', 'STAMPS_REQUEST_WITHDRAWN', 'MOVED', 'KNOCK_DENIED', 'ENDED'));
