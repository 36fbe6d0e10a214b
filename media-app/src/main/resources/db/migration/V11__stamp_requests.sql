-- The host may ask everybody in a meeting to switch the stamp clock on. It stands until the host withdraws it, so people
-- who join later are asked too. Each person's answer stays in the browser.
alter table meeting add column stamps_requested boolean not null default false;

-- Instances listen, as for participants and publications.
create function notify_meeting() returns trigger language plpgsql as $$
begin
    perform pg_notify('chattycat_room', new.id::text);
    return null;
end $$;
create trigger meeting_stamps_requested after update of stamps_requested on meeting
    for each row when (old.stamps_requested is distinct from new.stamps_requested) execute function notify_meeting();
