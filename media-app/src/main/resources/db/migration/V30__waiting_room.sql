-- The waiting room: who was not in the meeting before knocks, and enters when the host admits them.
alter table meeting add column waiting_room boolean not null default false;

-- When the host admitted the person from the waiting room; null where nobody had to, as in rejoining.
alter table participant add column admitted_at timestamptz;

-- Somebody who waits for the host's answer, or has got it a short time ago.
create table knock (
    id           uuid        primary key,
    meeting_id   uuid        not null references meeting on delete cascade,
    -- The account or the guest who knocks: one of them is null.
    account_id   uuid        references account on delete cascade,
    guest_id     uuid        references guest on delete cascade,
    display_name text        not null check (length(display_name) between 1 and 80),
    knocked_at   timestamptz not null default now(),
    -- Both are null while there is no answer.
    answer       text        check (answer in ('ADMITTED', 'DENIED', 'MEETING_ENDED')),
    answered_at  timestamptz,
    -- The page asks again and again for the answer, which moves this time. Afterwards the knock does not count.
    expires_at   timestamptz not null,
    person_id    uuid        not null generated always as (coalesce(account_id, guest_id)) stored,
    check ((account_id is null) <> (guest_id is null)),
    check ((answer is null) = (answered_at is null)),
    unique (meeting_id, person_id)
);
create index knock_account on knock (account_id) where account_id is not null;
create index knock_guest on knock (guest_id) where guest_id is not null;

-- Instances tell the pages of the host. The word lets those of older versions ignore it.
create function notify_knock() returns trigger language plpgsql as $$
begin
    perform pg_notify('chattycat_room',
        coalesce(new.meeting_id, old.meeting_id) || ' ' || coalesce(new.id, old.id) || ' KNOCK');
    return null;
end $$;
create trigger knock_changed after insert or delete or update of answer on knock
    for each row execute function notify_knock();

-- Subscribers learn this setting too.
drop trigger meeting_settings_changed on meeting;
create trigger meeting_settings_changed after update of locked, guests_allowed, waiting_room on meeting
    for each row when (old.locked is distinct from new.locked or old.guests_allowed is distinct from new.guests_allowed
                       or old.waiting_room is distinct from new.waiting_room)
    execute function notify_settings();
