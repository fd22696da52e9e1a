-- Whether an order goes to a parcel locker (R21), and whether its customer has received more than one (R23), follow from its
-- texts and from their orders: marks now, of which the first was one of the order's flags and did not know every name.
update orders set marks = marks | 4096
where live = 1 and (flags & 64 <> 0 or id in (select order_id from order_texts
  where lower(delivery_title || ' ' || address) like '%packstation%'));
update orders set flags = flags & ~64 where live = 1 and flags & 64 <> 0;
update orders set marks = marks | 2048
where live = 1 and customer_id in (select id from customers where received_count > 1);
