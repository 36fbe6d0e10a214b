-- Alerts: rules about what is measured in meetings, when they were broken, and whom that is reported to.

-- Where an account wants its alerts to be posted.
create table webhook (
    id         uuid        primary key,
    account_id uuid        not null references account on delete cascade,
    url        text        not null check (length(url) between 1 and 2000),
    -- Signs what is posted, so it cannot be a hash. Its owner sees it once.
    secret     text        not null,
    created_at timestamptz not null default now(),
    -- While one instance posts to it, no other does.
    busy_until timestamptz not null default '-infinity'
);
create index webhook_account on webhook (account_id, created_at);

create table alert_rule (
    id           uuid             primary key,
    account_id   uuid             not null references account on delete cascade,
    -- Null for all meetings that the account created.
    meeting_id   uuid             references meeting on delete cascade,
    kind         text             not null check (kind in ('LATENCY', 'NO_READING', 'LOSS')),
    -- In ms or percent; null where there is nothing to compare with.
    threshold    double precision check ((threshold is null) = (kind = 'NO_READING')),
    -- For how long.
    seconds      integer          not null check (seconds between 5 and 300),
    by_email     boolean          not null default false,
    webhook_id   uuid             references webhook on delete set null,
    created_at   timestamptz      not null default now(),
    -- When the last email about it was sent.
    emailed_at   timestamptz
);
create index alert_rule_account on alert_rule (account_id, created_at);
create index alert_rule_meeting on alert_rule (meeting_id) where meeting_id is not null;
create index alert_rule_webhook on alert_rule (webhook_id) where webhook_id is not null;

-- One breach of a rule by one publication. It stays when the rule is deleted.
create table alert (
    id             uuid             primary key,
    rule_id        uuid             references alert_rule on delete set null,
    meeting_id     uuid             not null references meeting on delete cascade,
    participant_id uuid             not null references participant on delete cascade,
    publication_id uuid             not null,
    kind           text             not null,
    threshold      double precision,
    seconds        integer          not null,
    -- The kind of clock, for latency.
    source         text,
    -- What was measured when it began, in ms or percent; null for no reading.
    value          double precision,
    began_at       timestamptz      not null,
    -- Null while it goes on.
    ended_at       timestamptz      check (ended_at >= began_at),
    -- Whether an email reported that it began, so that another one reports its end.
    emailed        boolean          not null default false
);
-- A rule fires once for each breach, whichever instance finds it.
create unique index alert_open on alert (rule_id, publication_id) where ended_at is null;
create index alert_going_on on alert (meeting_id) where ended_at is null;
create index alert_meeting on alert (meeting_id, began_at, id);
create index alert_participant on alert (participant_id);
create index alert_began_at on alert (began_at);

-- What is, was or will be posted to a webhook.
create table webhook_delivery (
    id              uuid        primary key,
    webhook_id      uuid        not null references webhook on delete cascade,
    -- The meeting that the body is about; null for a test.
    meeting_id      uuid        references meeting on delete cascade,
    event           text        not null check (event in ('alert.began', 'alert.ended', 'test')),
    body            text        not null check (length(body) <= 10000),
    created_at      timestamptz not null default now(),
    status          text        not null default 'WAITING' check (status in ('WAITING', 'DELIVERED', 'FAILED')),
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null default now(),
    last_attempt_at timestamptz,
    -- The status of the last answer; null when there was none.
    http_status     integer,
    -- Why the last attempt failed.
    problem         text check (length(problem) <= 300)
);
create index webhook_delivery_waiting on webhook_delivery (webhook_id, next_attempt_at) where status = 'WAITING';
create index webhook_delivery_webhook on webhook_delivery (webhook_id, created_at desc);
create index webhook_delivery_meeting on webhook_delivery (meeting_id) where meeting_id is not null;
create index webhook_delivery_created_at on webhook_delivery (created_at);

-- Rooms show alerts. The words after the meeting's id say that nothing else of the room changed.
create function notify_alert() returns trigger language plpgsql as $$
begin
    perform pg_notify('chattycat_room', new.meeting_id || ' ' || new.id || ' ALERT');
    return null;
end $$;
create trigger alert_changed after insert or update of ended_at on alert
    for each row execute function notify_alert();
