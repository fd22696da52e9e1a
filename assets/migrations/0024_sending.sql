-- Messages leave now. What nobody knows the end of is held until somebody says, and stands in the outbox as what failed
-- does; a text written by hand is kept as it is, and what leaves only after a look says who looked.
alter table messages add column edited integer not null default 0;
alter table messages add column released_by text;
drop index messages_open;
create index messages_open on messages (state, not_before, id) where state in (1, 4, 6, 8);
