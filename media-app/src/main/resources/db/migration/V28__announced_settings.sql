-- Subscribers learn who may join a meeting. Rooms do not show that, so the words after the meeting's id say that nothing else of the
-- room changed.
create function notify_settings() returns trigger language plpgsql as $$
begin
    perform pg_notify('chattycat_room', new.id || ' ' || new.id || ' SETTINGS');
    return null;
end $$;
create trigger meeting_settings_changed after update of locked, guests_allowed on meeting
    for each row when (old.locked is distinct from new.locked or old.guests_allowed is distinct from new.guests_allowed)
    execute function notify_settings();
