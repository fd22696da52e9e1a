-- Goods that come back after receipt (R12): what was agreed, its parcel, when the shop had the goods again, and the order of
-- what was sent instead. How much of a line came back stands on the line, what that is worth and what is awaited on the
-- order: figures and rules read those.
create table returns (
  id             integer primary key,
  order_id       integer not null references orders (id),
  made_at        integer not null,
  operator       text not null,
  reason         integer not null,
  condition      integer,
  instead        integer not null,
  contents       text not null,
  amount         integer not null,
  carrier        integer,
  tracking_number text,
  number_at      integer,
  back_at        integer,
  exchange_order integer references orders (id),
  voided_by      integer
) strict;
create index returns_of on returns (order_id);
create index returns_made on returns (made_at);
create index returns_followed on returns (tracking_number) where tracking_number is not null;
create index returns_awaited on returns (number_at) where back_at is null and voided_by is null;
create index returns_exchange on returns (exchange_order) where exchange_order is not null;
alter table order_lines add column returned_milli integer not null default 0;
alter table orders add column sent_back integer not null default 0;
alter table orders add column sent_back_at integer;
alter table orders add column return_since integer;
drop index orders_live;
create index orders_live on orders (
  stage, customer_id, id, channel, currency, total, created_at, seen_at, terms, flags, promised_from, promised_until,
  confirmed_at, carrier, number_at, dispatch_by, estimate_at, handed_at, arrived_at, free_until, hold_until,
  received_at, returned_at, cancelled_at, reason, closed_at, quality_done_at, courtesy_done_at, late_told_at,
  reopened_at, put_off_until, shop_changed_at, shop_cancelled_at, duplicate_of, zone, manager, marks, paid,
  last_paid_at, full_paid_at, ready_at, attempts, first_attempt_at, last_attempt_at, tried_at, talks, contacted_at,
  last_talk_at, last_note_at, earlier_attempt_at, owed_changed_at, agreed_changed_at, refunded, requisites_at,
  apologies, parcel_refused_at, claims_paid_at, shop, sent_back, sent_back_at, return_since
) where live = 1;
