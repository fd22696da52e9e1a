-- Nobody is apologised to for a broken promise without end (R5); a parcel may be refused (R21); what a customer says to
-- have paid is a claim until the money is there (R30).
alter table orders add column apologies integer not null default 0;
alter table orders add column parcel_refused_at integer;
alter table orders add column claims_paid_at integer;
-- The 64th column: an index covers no query of one behind the 63rd, so that the rules read none of those.
alter table orders add column claims_paid integer;

update orders set apologies = (select count(*) from messages m where m.order_id = orders.id
  and m.kind = 'promise_broken' and m.state in (1, 4, 5))
where live = 1 and stage = 1 and promised_from is not null;
-- Goes to a parcel locker.
update orders set flags = flags | 64
where live = 1 and id in (select order_id from order_texts where delivery_title || ' ' || address like '%очтомат%'
  or delivery_title || ' ' || address like '%оштомат%' or delivery_title || ' ' || address like '%остамат%'
  or delivery_title || ' ' || address like '%locker%');

drop index orders_live;
create index orders_live on orders (
  stage, customer_id, id, channel, currency, total, created_at, seen_at, terms, flags, promised_from, promised_until,
  confirmed_at, carrier, number_at, dispatch_by, estimate_at, handed_at, arrived_at, free_until, hold_until,
  received_at, returned_at, cancelled_at, reason, closed_at, quality_done_at, courtesy_done_at, late_told_at,
  reopened_at, put_off_until, shop_changed_at, shop_cancelled_at, duplicate_of, zone, manager, marks, paid,
  last_paid_at, full_paid_at, ready_at, attempts, first_attempt_at, last_attempt_at, tried_at, talks, contacted_at,
  last_talk_at, last_note_at, earlier_attempt_at, owed_changed_at, agreed_changed_at, refunded, requisites_at,
  apologies, parcel_refused_at, claims_paid_at
) where live = 1;
