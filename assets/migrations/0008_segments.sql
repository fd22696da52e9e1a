-- What a segment asks of a customer stands on his row, so that one walk over the customers answers it (R24, R25):
-- `sex_guess` is what his name tells, the others are what he received and kept. All four are projections.
alter table customers add column sex_guess integer;
alter table customers add column bought_total integer not null default 0;
alter table customers add column bought_currency text;
alter table customers add column last_bought_at integer;

update customers set (bought_total, bought_currency, last_bought_at) = (
  select coalesce(sum(o.total), 0), min(o.currency), max(o.received_at) from orders o
  where o.customer_id = customers.id and o.received_at is not null and o.returned_at is null and o.voided_by is null
) where received_count > 0;
