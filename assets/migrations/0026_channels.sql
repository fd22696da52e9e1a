-- What waits is found by its channel, so that a channel that rests keeps no other waiting. Why a channel rests, and how far
-- its mailbox was read, is known to every process; a message names the channel that took it, and when its gateway is asked
-- next whether it has arrived.
create index messages_due on messages (channel, not_before, id) where state = 1;
alter table messages add column via text;
alter table messages add column ask_at integer;
alter table messages add column delivered_at integer;
create index messages_asked on messages (ask_at, id) where ask_at is not null;
create table channels (
  name         text primary key,
  rests_since  integer,
  rests_why    text,
  uid_validity integer,
  uid_next     integer
) strict;
