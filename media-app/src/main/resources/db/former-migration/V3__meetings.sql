-- Meetings, who is in them and what they publish. Nothing that beats like a heart lives here: an application instance
-- holds a lease, and participants belong to an instance.

-- Names this database among all that may share a media server; media objects are tagged with it.
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
    -- The account that created it; null once that account is deleted.
    created_by  uuid references account on delete set null,
    created_at  timestamptz not null default now(),
    -- Where the media of the room lives while somebody is in it.
    kurento_uri text check (length(kurento_uri) <= 500),
    pipeline_id text check (length(pipeline_id) <= 500),
    check ((kurento_uri is null) = (pipeline_id is null))
);

create index meeting_created_by on meeting (created_by, created_at);
create index meeting_placed on meeting (kurento_uri) where kurento_uri is not null;

-- Who may see a meeting: its creator and everybody who joined it, unless removed.
create table meeting_member (
    meeting_id uuid        not null references meeting on delete cascade,
    account_id uuid        not null references account on delete cascade,
    since      timestamptz not null default now(),
    removed_at timestamptz,
    primary key (meeting_id, account_id)
);

create index meeting_member_account on meeting_member (account_id);

-- One stay: a page that is, or was, open in the room.
create table participant (
    id                uuid        primary key,
    meeting_id        uuid        not null references meeting on delete cascade,
    account_id        uuid references account on delete set null,
    display_name      text        not null check (length(display_name) between 1 and 80),
    -- SHA-256 of the token with which the same page takes up its stay again on a new socket.
    resume_token_hash bytea       not null unique,
    joined_at         timestamptz not null default now(),
    left_at           timestamptz,
    -- The instance that holds the page's socket; null between instances.
    instance_id       uuid,
    -- Set while the page is not heard: until then it may resume, after that the stay ends.
    resume_until      timestamptz
);

create index participant_account on participant (account_id);
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
    -- The receiving endpoint on the meeting's pipeline; null while the page has to negotiate again.
    endpoint_id    text check (length(endpoint_id) <= 500),
    started_at     timestamptz not null default now(),
    ended_at       timestamptz
);

create unique index publication_live on publication (participant_id, kind) where ended_at is null;
create index publication_meeting on publication (meeting_id) where ended_at is null;

-- Instances listen: something in this room changed. Listeners look at the tables, so a notification that is lost or
-- comes twice does no harm.
create function notify_room() returns trigger language plpgsql as $$
begin
    perform pg_notify('chattycat_room', coalesce(new.meeting_id, old.meeting_id)::text);
    return null;
end $$;

create trigger participant_changed after insert or update or delete on participant
    for each row execute function notify_room();
create trigger publication_changed after insert or update or delete on publication
    for each row execute function notify_room();
