-- How good the connection is over which a page sends a publication, as that page judges it. Others see it on the tile.
alter table publication
    add column uplink text not null default 'good' check (uplink in ('good', 'fair', 'poor', 'lost'));
