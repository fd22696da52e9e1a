-- The page of all orders says how many stand at each stage and what they cost, at a million orders too: kept, not counted.
-- Tab 0 is a new order somebody has talked about already, else the tab is the stage.
create table order_totals (
  tab      integer not null,
  currency text not null,
  orders   integer not null,
  total    integer not null,
  primary key (tab, currency)
) strict;
insert into order_totals (tab, currency, orders, total)
  select case when stage = 1 and contacted_at is not null then 0 else stage end, currency, count(*), sum(total)
  from orders where voided_by is null
  group by case when stage = 1 and contacted_at is not null then 0 else stage end, currency;
create trigger order_totals_add after insert on orders when new.voided_by is null begin
  insert into order_totals (tab, currency, orders, total)
    values (case when new.stage = 1 and new.contacted_at is not null then 0 else new.stage end, new.currency, 1, new.total)
    on conflict (tab, currency) do update set orders = orders + 1, total = total + excluded.total;
end;
create trigger order_totals_leave after update of stage, contacted_at, currency, total, voided_by on orders
  when old.voided_by is null and (new.voided_by is not null or old.stage <> new.stage or old.currency <> new.currency
    or old.total <> new.total or (old.contacted_at is null) <> (new.contacted_at is null)) begin
  update order_totals set orders = orders - 1, total = total - old.total
    where tab = case when old.stage = 1 and old.contacted_at is not null then 0 else old.stage end
      and currency = old.currency;
end;
create trigger order_totals_come after update of stage, contacted_at, currency, total, voided_by on orders
  when new.voided_by is null and (old.voided_by is not null or old.stage <> new.stage or old.currency <> new.currency
    or old.total <> new.total or (old.contacted_at is null) <> (new.contacted_at is null)) begin
  insert into order_totals (tab, currency, orders, total)
    values (case when new.stage = 1 and new.contacted_at is not null then 0 else new.stage end, new.currency, 1, new.total)
    on conflict (tab, currency) do update set orders = orders + 1, total = total + excluded.total;
end;
create trigger order_totals_delete after delete on orders when old.voided_by is null begin
  update order_totals set orders = orders - 1, total = total - old.total
    where tab = case when old.stage = 1 and old.contacted_at is not null then 0 else old.stage end
      and currency = old.currency;
end;
create index orders_stage on orders (stage, created_at, total) where voided_by is null;
