-- What a confirmed order owes counts from its last change (R13), what was agreed is told when it changes (R30), and money
-- that went back is owed no more unless it is said to be paid again.
alter table payments add column due_again integer not null default 0;
alter table orders add column owed_changed_at integer;
alter table orders add column agreed_changed_at integer;
-- projection
alter table orders add column refunded integer not null default 0;
-- When the last requisites about what is owed left (R14).
alter table orders add column requisites_at integer;

update orders set refunded = -r.amount
from (select order_id, sum(amount) as amount from payments
  where amount < 0 and collected_only = 0 and voided_by is null group by order_id) r
where r.order_id = orders.id;
-- What was paid in full and partly given back is paid.
update orders set full_paid_at = last_paid_at where full_paid_at is null and paid > 0 and total - paid <= refunded;
update orders set ready_at = max(confirmed_at, full_paid_at), stage = 3
where stage = 2 and full_paid_at is not null and confirmed_at is not null and refunded > 0;

drop index orders_live;
create index orders_live on orders (
  stage, customer_id, id, channel, currency, total, created_at, seen_at, terms, flags, promised_from, promised_until,
  confirmed_at, carrier, number_at, dispatch_by, estimate_at, handed_at, arrived_at, free_until, hold_until,
  received_at, returned_at, cancelled_at, reason, closed_at, quality_done_at, courtesy_done_at, late_told_at,
  reopened_at, put_off_until, shop_changed_at, shop_cancelled_at, duplicate_of, zone, manager, marks, paid,
  last_paid_at, full_paid_at, ready_at, attempts, first_attempt_at, last_attempt_at, tried_at, talks, contacted_at,
  last_talk_at, last_note_at, earlier_attempt_at, owed_changed_at, agreed_changed_at, refunded, requisites_at
) where live = 1;
