-- A time in which a meeting is recorded: from when a host starts that until it ends. It is kept as long as its files.
create table recording_span (
    id            uuid        primary key,
    meeting_id    uuid        not null references meeting on delete cascade,
    -- Who started it; null once that account is deleted.
    account_id    uuid        references account on delete set null,
    started_at    timestamptz not null default clock_timestamp(),
    ended_at      timestamptz,
    ended_because text        check (ended_because in (
        'HOST', 'EVERYBODY_LEFT', 'TIME_LIMIT', 'SIZE_LIMIT', 'DISK_FULL')),
    check ((ended_at is null) = (ended_because is null))
);
create unique index recording_span_open on recording_span (meeting_id) where ended_at is null;
create index recording_span_meeting on recording_span (meeting_id, started_at);
create index recording_span_account on recording_span (account_id) where account_id is not null;

-- The answers of people to one recording. Whoever has not answered is not recorded.
create table recording_consent (
    span_id        uuid        not null references recording_span on delete cascade,
    participant_id uuid        not null references participant on delete cascade,
    meeting_id     uuid        not null references meeting on delete cascade,
    agrees         boolean     not null,
    answered_at    timestamptz not null default clock_timestamp(),
    primary key (span_id, participant_id)
);
create index recording_consent_participant on recording_consent (participant_id);
create index recording_consent_meeting on recording_consent (meeting_id);

-- One WebM file of what one person published. The file itself is in a directory that all instances share.
create table recording (
    id             uuid        primary key,
    meeting_id     uuid        not null references meeting on delete cascade,
    span_id        uuid        not null references recording_span on delete cascade,
    participant_id uuid        not null references participant on delete cascade,
    publication_id uuid        not null,
    kind           text        not null check (kind in ('camera', 'screen')),
    -- The instance that has the media server record.
    instance_id    uuid        not null,
    -- SHA-256 of the token with which the media server uploads the file; null once it has been used.
    upload_hash    bytea       unique,
    state          text        not null default 'RECORDING' check (state in (
        'RECORDING', 'COMPLETE', 'CUT_OFF', 'FAILED')),
    -- Why it is cut off or failed, as a sentence.
    reason         text        check (length(reason) <= 300),
    bytes          bigint      not null default 0,
    started_at     timestamptz not null default clock_timestamp(),
    -- When the upload was last heard of; null before it began and after it ended.
    heard_at       timestamptz,
    ended_at       timestamptz,
    check ((state = 'RECORDING') = (ended_at is null))
);
create index recording_meeting on recording (meeting_id, started_at);
create index recording_span_files on recording (span_id);
create index recording_participant on recording (participant_id);
create index recording_live on recording (publication_id) where state = 'RECORDING';
create index recording_ended on recording (ended_at) where ended_at is not null;

-- Rooms read their state again. Progress does not change the state, so it notifies nobody.
create trigger recording_span_changed after insert or update or delete on recording_span
    for each row execute function notify_room();
create trigger recording_consent_changed after insert or update on recording_consent
    for each row execute function notify_room();
create trigger recording_changed after insert or delete or update of state on recording
    for each row execute function notify_room();

alter table host_action drop constraint host_action_kind_check;
alter table host_action add constraint host_action_kind_check check (kind in (
    'GUESTS_ALLOWED', 'GUESTS_REFUSED', 'LOCKED', 'UNLOCKED', 'WAITING_ROOM_OPENED', 'WAITING_ROOM_CLOSED', 'RENAMED',
    'MUTED', 'EVERYBODY_MUTED', 'UNMUTE_REQUESTED', 'HAND_LOWERED', 'HANDS_LOWERED', 'SHARE_STOPPED', 'REMOVED',
    'CO_HOST_MADE', 'CO_HOST_REMOVED', 'STAMPS_REQUESTED', 'STAMPS_REQUEST_WITHDRAWN', 'MOVED', 'KNOCK_DENIED', 'ENDED',
    'RECORDING_STARTED', 'RECORDING_STOPPED', 'RECORDING_DELETED'));
