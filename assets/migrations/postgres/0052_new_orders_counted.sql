-- New orders are added to the totals with their write's end. Until then one of them may leave a tab that does not count it yet.
create or replace function keep_order_totals() returns trigger language plpgsql as $$
declare
  was boolean := old.voided_by is null;
  is_now boolean := tg_op <> 'DELETE' and new.voided_by is null;
begin
  if tg_op = 'UPDATE' and was = is_now and old.stage = new.stage and old.currency = new.currency
    and old.total = new.total and (old.contacted_at is null) = (new.contacted_at is null) then
    return null;
  end if;
  if was then
    insert into order_totals as kept (tab, currency, orders, total)
      values (case when old.stage = 1 and old.contacted_at is not null then 0 else old.stage end, old.currency, -1, -old.total)
      on conflict (tab, currency) do update set orders = kept.orders - 1, total = kept.total + excluded.total;
  end if;
  if is_now then
    insert into order_totals as kept (tab, currency, orders, total)
      values (case when new.stage = 1 and new.contacted_at is not null then 0 else new.stage end, new.currency, 1, new.total)
      on conflict (tab, currency) do update set orders = kept.orders + 1, total = kept.total + excluded.total;
  end if;
  return null;
end
$$;
drop trigger order_totals_keep on orders;
create trigger order_totals_keep after delete or update of stage, contacted_at, currency, total, voided_by on orders
  for each row execute function keep_order_totals();
