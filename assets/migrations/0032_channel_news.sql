-- What the page of channels tells: the last error of each and what was heard last of a message it took; what left today is
-- counted by its channel.
alter table channels add column failed_at integer;
alter table channels add column failed_why text;
alter table channels add column heard_at integer;
alter table channels add column heard integer;
create index messages_via on messages (via, state, sent_at) where via is not null;
