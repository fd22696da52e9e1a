-- What open orders ask for of each product, the oldest first, so that goods promised to older orders are flagged before the
-- call (R11) without a look at every order. share: 1 there is enough, 2 what there is is promised, 3 there is less.
create table demand (
  product_id     integer not null references products (id),
  created_at     integer not null,
  order_id       integer not null references orders (id),
  quantity_milli integer not null,
  share          integer not null default 1,
  primary key (product_id, created_at, order_id)
) strict;
create index demand_order on demand (order_id);

insert into demand (product_id, created_at, order_id, quantity_milli)
select g.product_id, o.created_at, o.id, sum(l.quantity_milli)
from orders o join order_lines l on l.order_id = o.id join goods g on g.id = l.goods_id
where o.live = 1 and o.stage in (1, 2, 3) and g.product_id is not null
group by g.product_id, o.created_at, o.id;

update demand set share = s.share from (
  select d.product_id as product_id, d.order_id as order_id, case
      when p.stock_milli is null then 1
      when p.stock_milli < d.quantity_milli then 3
      when p.stock_milli < sum(d.quantity_milli) over (partition by d.product_id order by d.created_at, d.order_id) then 2
      else 1 end as share
  from demand d join products p on p.id = d.product_id
) s where s.product_id = demand.product_id and s.order_id = demand.order_id;
update orders set marks = (marks & ~16)
  | case when exists (select 1 from demand d where d.order_id = orders.id and d.share = 3) then 16 else 0 end
  | case when exists (select 1 from demand d where d.order_id = orders.id and d.share = 2) then 1024 else 0 end
where live = 1 and stage in (1, 2, 3) and (marks & 16 <> 0 or id in (select order_id from demand where share > 1));
