-- Since when operators take a media server out of service; null for one in service. New meetings begin elsewhere.
alter table media_server
    add column draining_since timestamptz,
    alter column full_at drop not null;
