-- What is written back to a shop: for each order one row of its status, its payment and its waybills, which holds what stands
-- now, and one for each note. `tried` is what was sent last, `word` the status the shop answered with then and `paid_at` its
-- date of payment: what comes back so is no news. `base` is the shop's own word before ours, and `base_stage` where the order
-- stood then; of waybills `base` is every number that was ever sent.
create table shop_writes (
  id          integer primary key,
  order_id    integer not null references orders (id),
  feed        text not null,
  external_id text not null,
  part        integer not null,
  ref         integer not null default 0,
  value       text not null,
  base        text,
  base_stage  integer,
  tried       text,
  word        text,
  paid_at     integer,
  state       integer not null,
  made_at     integer not null,
  not_before  integer not null,
  tries       integer not null default 0,
  lease_by    text,
  lease_until integer,
  sent_at     integer,
  why         integer,
  said        text,
  unique (order_id, part, ref)
) strict;

create index shop_writes_open on shop_writes (state, not_before, id) where state in (1, 4, 6, 8);
create index shop_writes_feed on shop_writes (feed, not_before, part desc, id) where state in (1, 4);
