-- Meetings, who is in them and what they publish. Keep-alives are not written here: an application instance holds a
-- lease, and participants belong to an instance.

-- Identifies this database among all that may share a media server. Media objects are tagged with it.
create table deployment (
    id     uuid    primary key default gen_random_uuid(),
    single boolean not null default true unique check (single)
);
insert into deployment default values;

create table app_instance (
    id          uuid        primary key,
    started_at  timestamptz not null default now(),
    renewed_at  timestamptz not null default now(),
    lease_until timestamptz not null
);

create table meeting (
    id          uuid        primary key,
    -- The account that created it; null after that account was deleted.
    created_by  uuid references account on delete set null,
    created_at  timestamptz not null default now(),
    -- Where the room's media is while somebody is in it.
    kurento_uri text check (length(kurento_uri) <= 500),
    pipeline_id text check (length(pipeline_id) <= 500),
    -- Whether people without an account may join with the link and a name. The host decides.
    guests_allowed boolean not null default false,
    -- Whether only people who were in the meeting before may join. The host decides, and is always let in.
    locked      boolean     not null default false,
    check ((kurento_uri is null) = (pipeline_id is null))
);
create index meeting_created_by on meeting (created_by, created_at);
create index meeting_placed on meeting (kurento_uri) where kurento_uri is not null;

-- Who may see a meeting: its creator and every account that joined it, unless removed.
create table meeting_member (
    meeting_id uuid        not null references meeting on delete cascade,
    account_id uuid        not null references account on delete cascade,
    since      timestamptz not null default now(),
    removed_at timestamptz,
    primary key (meeting_id, account_id)
);
create index meeting_member_account on meeting_member (account_id);

-- Instances listen: an account may no longer see this meeting. Listeners read the table, and do so from time to time
-- anyway, so a lost notification does little harm.
create function notify_access() returns trigger language plpgsql as $$
begin
    perform pg_notify('chattycat_access', old.meeting_id::text);
    return null;
end $$;
create trigger meeting_member_revoked after delete or update of removed_at on meeting_member
    for each row execute function notify_access();

-- A person without an account who was let into one meeting. Each request checks that the row still exists.
create table guest (
    id           uuid        primary key,
    meeting_id   uuid        not null references meeting on delete cascade,
    display_name text        not null check (length(display_name) between 1 and 80),
    created_at   timestamptz not null,
    expires_at   timestamptz not null
);
create index guest_meeting on guest (meeting_id);
create index guest_expires_at on guest (expires_at);

-- One participant session: a page that is, or was, in the room.
create table participant (
    id                uuid        primary key,
    meeting_id        uuid        not null references meeting on delete cascade,
    account_id        uuid references account on delete set null,
    display_name      text        not null check (length(display_name) between 1 and 80),
    -- SHA-256 of the token with which the same page resumes its session on a new socket.
    resume_token_hash bytea       not null unique,
    joined_at         timestamptz not null default now(),
    left_at           timestamptz,
    -- The instance that holds the page's socket; null while no instance does.
    instance_id       uuid,
    -- Set while the page is silent: it may resume until then, and is removed after that.
    resume_until      timestamptz,
    -- The guest, where it is not an account. Not a foreign key: sessions outlive the guest.
    guest_id          uuid,
    -- When the host removed the participant.
    removed_at        timestamptz,
    check (account_id is null or guest_id is null)
);
create index participant_account on participant (account_id);
create index participant_guest on participant (guest_id) where guest_id is not null;
create index participant_meeting on participant (meeting_id, joined_at, id);
create index participant_in_room on participant (meeting_id) where left_at is null;
create index participant_unheard on participant (resume_until) where left_at is null and resume_until is not null;

create table publication (
    id             uuid        primary key,
    meeting_id     uuid        not null references meeting on delete cascade,
    participant_id uuid        not null references participant on delete cascade,
    kind           text        not null check (kind in ('camera', 'screen')),
    audio_muted    boolean     not null default false,
    video_muted    boolean     not null default false,
    -- The receiving endpoint in the meeting's pipeline; null while the page must negotiate again.
    endpoint_id    text check (length(endpoint_id) <= 500),
    started_at     timestamptz not null default now(),
    ended_at       timestamptz
);
create unique index publication_live on publication (participant_id, kind) where ended_at is null;
create index publication_meeting on publication (meeting_id) where ended_at is null;

-- Instances listen: something in this room changed. Listeners read the tables, so a lost or repeated notification does
-- no harm.
create function notify_room() returns trigger language plpgsql as $$
begin
    perform pg_notify('chattycat_room', coalesce(new.meeting_id, old.meeting_id)::text);
    return null;
end $$;
create trigger participant_changed after insert or update or delete on participant
    for each row execute function notify_room();
create trigger publication_changed after insert or update or delete on publication
    for each row execute function notify_room();
