-- The outbox: when a message was made, who took it out by hand (what he recalled is not made again), and which told
-- message it corrects. What waits or failed is found without a look at all that was ever sent.
alter table messages add column made_at integer not null default 0;
alter table messages add column recalled_by text;
alter table messages add column corrects integer references messages (id);
create index messages_open on messages (state, not_before, id) where state in (1, 4, 6);
