-- Instances listen: somebody may not see this meeting any more. Listeners look at the table, and do so from time to time
-- anyway, so a notification that is lost does little harm.
create function notify_access() returns trigger language plpgsql as $$
begin
    perform pg_notify('chattycat_access', old.meeting_id::text);
    return null;
end $$;

create trigger meeting_member_revoked after delete or update of removed_at on meeting_member
    for each row execute function notify_access();
