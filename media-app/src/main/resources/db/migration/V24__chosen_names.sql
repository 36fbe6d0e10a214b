-- The page asks for a name at the first sign-in. Until then, an account has one that is taken from its email address.
-- People who have an account already are not asked.
alter table account add column name_chosen boolean not null default true;
alter table account alter column name_chosen set default false;
