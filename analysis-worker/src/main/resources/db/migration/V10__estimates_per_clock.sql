-- Clocks are told apart by id and place, and each estimate has a 95 % interval.

alter table latency_sample
    -- The true latency lies within ± this of estimate_ms in 95 % of all cases; null in older rows.
    add column plus_minus_ms double precision,
    -- 1 for the first clock with this clock_id (or without one) in the picture, 2 for the second.
    add column clock_number integer not null default 1,
    drop constraint latency_sample_source_check,
    -- PAIR: two codes of one clock in one picture. clock_at is what the delayed one shows, and latency_ms is the difference
    -- of the two.
    add constraint latency_sample_source_check check (source in ('GOPRO', 'OWN', 'STAMP', 'PAIR'));

alter table latency_window
    -- The digits after oTI; empty for a clock without an id.
    add column clock_id text not null default '',
    add column clock_number integer not null default 1,
    drop constraint latency_window_source_check,
    add constraint latency_window_source_check check (source in ('GOPRO', 'OWN', 'STAMP', 'PAIR')),
    drop constraint latency_window_pkey,
    add primary key (publication_id, starts_at, source, clock_id, clock_number, validity, fencing);
