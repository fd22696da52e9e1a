-- The shop an order is of, as a label, beside what else the rules read: a shop of its own hours promises and is served by
-- those.
alter table orders add column shop integer references labels (id);
insert into labels (kind, text) select distinct 4, source from order_sources;
update orders set shop = (
  select l.id from labels l where l.kind = 4
    and l.text = (select min(s.source) from order_sources s where s.order_id = orders.id))
where id in (select order_id from order_sources);
drop index orders_live;
create index orders_live on orders (
  stage, customer_id, id, channel, currency, total, created_at, seen_at, terms, flags, promised_from, promised_until,
  confirmed_at, carrier, number_at, dispatch_by, estimate_at, handed_at, arrived_at, free_until, hold_until,
  received_at, returned_at, cancelled_at, reason, closed_at, quality_done_at, courtesy_done_at, late_told_at,
  reopened_at, put_off_until, shop_changed_at, shop_cancelled_at, duplicate_of, zone, manager, marks, paid,
  last_paid_at, full_paid_at, ready_at, attempts, first_attempt_at, last_attempt_at, tried_at, talks, contacted_at,
  last_talk_at, last_note_at, earlier_attempt_at, owed_changed_at, agreed_changed_at, refunded, requisites_at,
  apologies, parcel_refused_at, claims_paid_at, shop
) where live = 1;
