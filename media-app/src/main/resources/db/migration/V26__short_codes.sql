-- A code that people can say: three words and two digits. It is given when it is first shown; null before.
alter table meeting add column short_code text unique
    check (short_code ~ '^[a-z]{3,8}-[a-z]{3,8}-[a-z]{3,8}-[1-9][0-9]$');
