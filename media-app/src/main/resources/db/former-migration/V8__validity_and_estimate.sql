-- Whether a sample counts in statistics (VALID), is more than the connection and the camera can take (IMPLAUSIBLE), or
-- comes from a clock that is proven wrong (CLOCK_FAULT); and what several samples together say of the latency.
alter table latency_sample
    add column validity text not null default 'VALID' check (validity in ('VALID', 'IMPLAUSIBLE', 'CLOCK_FAULT')),
    -- The value that is shown, in ms, and bounds of the latency from light to worker.
    add column estimate_ms double precision,
    add column estimate_lower_ms double precision,
    add column estimate_upper_ms double precision;

-- Only a negative value proves a wrong clock. What was judged wrong for another reason is implausible.
update latency_sample
set validity = case when not clock_fault then 'VALID' when latency_ms < 0 then 'CLOCK_FAULT' else 'IMPLAUSIBLE' end,
    estimate_ms = latency_ms,
    estimate_lower_ms = lower_ms,
    estimate_upper_ms = upper_ms;

alter table latency_sample
    alter column validity drop default,
    alter column estimate_ms set not null,
    alter column estimate_lower_ms set not null,
    alter column estimate_upper_ms set not null,
    drop column clock_fault;

alter table latency_window
    add column validity text not null default 'VALID' check (validity in ('VALID', 'IMPLAUSIBLE', 'CLOCK_FAULT'));
update latency_window set validity = case when p50_ms < 0 then 'CLOCK_FAULT' else 'IMPLAUSIBLE' end where clock_fault;
alter table latency_window
    alter column validity drop default,
    drop constraint latency_window_pkey,
    drop column clock_fault,
    add primary key (publication_id, starts_at, source, validity, fencing);
