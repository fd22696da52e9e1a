-- Flag 32: its shop said first that an order is confirmed, and nobody here made the first contact. History (flag 8) counts
-- in no figure of contacts; 3 is `confirm` in the journal.
update orders set flags = flags | 32
where confirmed_at is not null and flags & 8 = 0
  and exists (select 1 from order_sources s where s.order_id = orders.id)
  and not exists (
    select 1 from journal j where j.order_id = orders.id and j.kind = 3 and j.undone_by is null);
