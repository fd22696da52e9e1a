-- An order shows the phone it came with, whoever's card it hangs on: a card may be another person's of the same family or firm.
alter table order_texts add column customer_phone text not null default '';
-- Two versions of an order with one time of change are told apart by what was read before: the shop's word does not flip.
alter table order_sources add column replaced text;
