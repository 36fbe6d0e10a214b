-- What people say and show in a meeting besides their voices: chat, raised hands, and the meeting's title.

-- Chosen by the host. Null for none.
alter table meeting add column title text check (length(title) between 1 and 120);
-- The number of chat messages ever sent, which is the number of the latest one.
alter table meeting add column chat_messages integer not null default 0;

-- Hands count in the order in which they were raised. Null while it is down.
alter table participant add column hand_raised_at timestamptz;

-- Kept and deleted with the meeting, and with the account of its author.
create table chat_message (
    id             uuid        primary key,
    meeting_id     uuid        not null references meeting on delete cascade,
    -- From 1 in the order in which messages were sent. Deleted messages leave gaps.
    number         integer     not null,
    participant_id uuid        not null references participant on delete cascade,
    sent_at        timestamptz not null,
    text           text        not null check (length(text) between 1 and 2000),
    unique (meeting_id, number)
);
create index chat_message_sent on chat_message (meeting_id, sent_at, id);
create index chat_message_participant on chat_message (participant_id);

-- Instances listen, as for participants and publications.
create trigger chat_message_sent after insert on chat_message
    for each row execute function notify_room();
create trigger meeting_renamed after update of title on meeting
    for each row when (old.title is distinct from new.title) execute function notify_meeting();
