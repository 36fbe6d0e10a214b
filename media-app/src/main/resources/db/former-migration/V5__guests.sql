-- Whether people without an account may join with the link and a name. The creator decides.
alter table meeting add column guests_allowed boolean not null default false;

-- Somebody without an account, let into one meeting. Whoever is not in here any more is no guest: each request looks.
create table guest (
    id           uuid        primary key,
    meeting_id   uuid        not null references meeting on delete cascade,
    display_name text        not null check (length(display_name) between 1 and 80),
    created_at   timestamptz not null,
    expires_at   timestamptz not null
);

create index guest_meeting on guest (meeting_id);
create index guest_expires_at on guest (expires_at);

alter table participant
    -- Whose stay it is where it is no account's. No reference: stays outlive the guest.
    add column guest_id uuid,
    -- When the meeting's creator put an end to the stay.
    add column removed_at timestamptz,
    add check (account_id is null or guest_id is null);

create index participant_guest on participant (guest_id) where guest_id is not null;
