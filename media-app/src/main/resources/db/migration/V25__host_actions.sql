-- What the host of a meeting does to people in the room.

-- While the host has muted somebody, the media server sends nobody that participant's microphone. Null once the person has
-- pressed Unmute.
alter table participant add column muted_by_host_at timestamptz;

-- Whether the participant ended because the host ended the meeting for everybody. It may be joined again.
alter table participant add column meeting_ended boolean not null default false;
