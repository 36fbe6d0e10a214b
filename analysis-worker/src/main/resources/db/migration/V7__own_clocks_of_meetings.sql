-- A clock of the product belongs to a participant, and is believed only in that participant's meeting.

-- Nothing writes this table before this version.
delete from own_clock;

alter table own_clock
    add column meeting_id     uuid not null,
    add column participant_id uuid not null,
    -- SHA-256 of the link that opened the clock; null for a stamp, which needs none.
    add column link_hash      bytea,
    -- Set when the clock was cut off because its reports were wrong: from this instant on it is not believed.
    add column wrong_since    timestamptz;
create index own_clock_participant on own_clock (participant_id);
create index own_clock_meeting on own_clock (meeting_id);
