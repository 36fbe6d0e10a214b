-- What all instances and workers have to know about a media server that they do not learn from the server itself.
create table media_server (
    kurento_uri text primary key check (length(kurento_uri) <= 500),
    -- When it last refused something because it was full. Whoever was refused writes this.
    full_at timestamptz not null
);
