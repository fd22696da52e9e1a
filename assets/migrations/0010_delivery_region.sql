-- The region an order goes to, as its shop names it: the customer's clock follows his newest order, not his first.
alter table order_texts add column region text not null default '';

update order_texts set region = coalesce(s.shop ->> '$.region', '')
from order_sources s
where s.order_id = order_texts.order_id and s.shop is not null and json_valid(s.shop);
