-- Co-hosts: accounts that may do in a meeting what its host may. A row ends with the membership, and when the host ends it.
create table co_host (
    meeting_id uuid        not null,
    account_id uuid        not null,
    since      timestamptz not null default now(),
    primary key (meeting_id, account_id),
    foreign key (meeting_id, account_id) references meeting_member on delete cascade
);
create index co_host_account on co_host (account_id);

-- Rooms read their state again.
create trigger co_host_changed after insert or delete on co_host
    for each row execute function notify_room();

-- Who may act as the host of a meeting: the account that created it, and its co-hosts. Every check reads this.
create view meeting_host as
    select id as meeting_id, created_by as account_id, false as co_host from meeting where created_by is not null
    union all
    select meeting_id, account_id, true from co_host;
