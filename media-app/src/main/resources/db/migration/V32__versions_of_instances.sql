-- What operators see of each instance: the version that it runs, which differs during an upgrade, and how many WebSockets it
-- has open. Both are null for an instance of an earlier release.
alter table app_instance
    add column version text check (length(version) <= 100),
    add column sockets integer;
