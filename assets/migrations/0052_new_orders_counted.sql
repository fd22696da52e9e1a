-- New orders are added to the totals with their write's end: a trigger made SQLite keep a copy of every page an order's row
-- touched. Until then one of them may leave a tab that does not count it yet.
drop trigger order_totals_add;
drop trigger order_totals_leave;
drop trigger order_totals_delete;
create trigger order_totals_leave after update of stage, contacted_at, currency, total, voided_by on orders
  when old.voided_by is null and (new.voided_by is not null or old.stage <> new.stage or old.currency <> new.currency
    or old.total <> new.total or (old.contacted_at is null) <> (new.contacted_at is null)) begin
  insert into order_totals (tab, currency, orders, total)
    values (case when old.stage = 1 and old.contacted_at is not null then 0 else old.stage end, old.currency, -1, -old.total)
    on conflict (tab, currency) do update set orders = orders - 1, total = total + excluded.total;
end;
create trigger order_totals_delete after delete on orders when old.voided_by is null begin
  insert into order_totals (tab, currency, orders, total)
    values (case when old.stage = 1 and old.contacted_at is not null then 0 else old.stage end, old.currency, -1, -old.total)
    on conflict (tab, currency) do update set orders = orders - 1, total = total + excluded.total;
end;
