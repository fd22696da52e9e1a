-- When the mailbox of a channel was read last, since when and why it cannot be, and how many letters came that want no offers
-- and name no letter of ours. When a message turned out not to have arrived stands beside when one did.
alter table channels add column mailbox_read_at integer;
alter table channels add column mailbox_failed_since integer;
alter table channels add column mailbox_failed_why text;
alter table channels add column mailbox_strangers integer not null default 0;
alter table messages add column failed_at integer;
