-- Emails, from the transaction that causes one until it was sent or given up. They are written to the database so that neither a
-- mail server that is down nor the end of an instance loses one.
create table outgoing_email (
    id              uuid        primary key,
    recipient       text        not null check (length(recipient) <= 320),
    -- Whose account it is about; null when it belongs to none, such as a sign-in link.
    account_id      uuid        references account on delete cascade,
    -- The meeting that the text is about, with which it is deleted.
    meeting_id      uuid        references meeting on delete cascade,
    subject         text        not null check (length(subject) <= 500),
    -- May contain a secret link, so they are deleted as soon as the email was sent or given up.
    text            text        check (length(text) <= 20000),
    html            text        check (length(html) <= 40000),
    status          text        not null default 'WAITING' check (status in ('WAITING', 'SENT', 'REFUSED', 'GIVEN_UP')),
    -- Attempts that failed.
    attempts        integer     not null default 0,
    -- The mail server's last reply (RFC 5321, section 4.2); null when it did not answer.
    reply           integer,
    created_at      timestamptz not null default now(),
    -- While an instance sends it, this is when others may try again if that instance has ended.
    next_attempt_at timestamptz not null default now(),
    -- The attempt that began last. What an earlier one reports late is ignored.
    attempt         uuid,
    -- When the link in it expires, or when a message without a link is no longer worth sending.
    give_up_at      timestamptz not null,
    -- Only for the embedded mailbox, which is in the memory of one process: that process, and a hash of the secret of the
    -- browser that may read it there.
    mailbox         uuid,
    browser_hash    text,
    check ((status = 'WAITING') = (text is not null) and (text is null) = (html is null))
);
create index outgoing_email_due on outgoing_email (next_attempt_at) where status = 'WAITING';
create index outgoing_email_recipient on outgoing_email (recipient, created_at);
create index outgoing_email_account on outgoing_email (account_id) where account_id is not null;
create index outgoing_email_meeting on outgoing_email (meeting_id) where meeting_id is not null;
create index outgoing_email_created_at on outgoing_email (created_at);

-- Wakes the instances that send, when the transaction is committed.
create function notify_outgoing_email() returns trigger language plpgsql as $$
begin
    perform pg_notify('chattycat_email', '');
    return null;
end $$;
create trigger outgoing_email_added after insert on outgoing_email
    for each statement execute function notify_outgoing_email();
