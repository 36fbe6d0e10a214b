-- Whether the meeting lets in only people who were in it before. The creator decides, and always gets in.
alter table meeting add column locked boolean not null default false;
