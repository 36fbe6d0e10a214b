-- What workers share. All instants are UTC. There are no foreign keys to meetings: a worker must be able to write while
-- the rows of meetings change, and measurements outlive them.

-- One row per worker process. Workers divide the taps by counting each other here.
create table worker (
    id               uuid primary key,
    host             text        not null,
    started_at       timestamptz not null default now(),
    last_seen_at     timestamptz not null default now(),
    taps             integer     not null default 0,
    -- Database clock minus worker clock in ms, and half the round trip of the best measurement of it.
    clock_offset_ms  double precision,
    clock_error_ms   double precision
);

-- Fencing numbers: every new holder of a tap gets a greater number, over all taps, so that late writes of an earlier
-- holder can be told from those of the present one.
create sequence tap_fencing;

-- A publication whose video flows and is to be analysed. The media application inserts the row when media flows and
-- deletes it when the publication ends; workers lease it.
create table tap (
    publication_id  uuid primary key,
    meeting_id      uuid        not null,
    participant_id  uuid        not null,
    -- Where the media is: WebSocket address of the media server, ids of the pipeline and of the receiving endpoint.
    kurento_uri     text        not null check (length(kurento_uri) <= 500),
    pipeline_id     text        not null check (length(pipeline_id) <= 500),
    endpoint_id     text        not null check (length(endpoint_id) <= 500),
    created_at      timestamptz not null default now(),
    -- The lease: held by nobody (null), or by one worker until lease_until, by the clock of this database.
    worker_id       uuid,
    lease_until     timestamptz,
    fencing         bigint      not null default 0,
    taken_at        timestamptz,
    -- After a failure no worker tries again before this instant. The problem is the last failure.
    retry_at        timestamptz,
    problem         text check (length(problem) <= 500),
    check ((worker_id is null) = (lease_until is null))
);
create index tap_worker on tap (worker_id);

-- Workers listen: a tap was added, deleted or released. The payload is empty because listeners read the table.
create function notify_tap() returns trigger language plpgsql as $$
begin
    perform pg_notify('chattycat_tap', '');
    return null;
end $$;
create trigger tap_changed after insert or delete on tap
    for each statement execute function notify_tap();
create trigger tap_handed_back after update of worker_id on tap
    for each row when (old.worker_id is not null and new.worker_id is null) execute function notify_tap();

-- Clocks of the product itself. The application writes a row for each id that it leases and keeps it alive as long as
-- that clock's socket is open. A worker believes an id only while the row is alive.
create table own_clock (
    -- The digits after oTI in the code, leading zeros included.
    clock_id    text primary key check (clock_id ~ '^[0-9]{1,5}$'),
    kind        text             not null check (kind in ('OWN', 'STAMP')),
    -- Bound of that clock's error against the server in ms, as the page measured it.
    error_ms    double precision not null check (error_ms >= 0),
    alive_until timestamptz      not null
);
