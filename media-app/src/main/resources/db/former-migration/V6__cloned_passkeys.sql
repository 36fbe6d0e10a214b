-- When a passkey's counter went backwards: somebody has a copy. It signs nobody in any more.
alter table passkey add column cloned_at timestamptz;
