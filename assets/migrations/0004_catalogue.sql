-- The shop's catalogue, so that a line out of stock or risen in price is seen before the call (R11, R16), and what was
-- bought can be asked for by goods (R24 to R26). Keys are folded by the program, so goods meet their product there.

create table products (
  id          integer primary key autoincrement,
  sku         text not null default '',
  sku_key     text not null default '',
  name        text not null,
  fold        text not null,
  price       integer,
  currency    text not null,
  stock_milli integer,
  offered     integer not null default 1,
  life_days   integer,
  seen_at     integer not null
) strict;
create unique index products_sku on products (sku_key) where sku_key <> '';
create index products_fold on products (fold);
create index products_offered on products (stock_milli) where offered = 1;

-- Every thing that was ever ordered, once: lines name it by a number, so that a million of them are found by goods.
create table goods (
  id         integer primary key,
  sku        text not null,
  name       text not null,
  product_id integer references products (id),
  unique (sku, name)
) strict;
create index goods_product on goods (product_id) where product_id is not null;

insert into goods (sku, name) select distinct sku, name from order_lines;
alter table order_lines add column goods_id integer references goods (id);
update order_lines set goods_id = (select g.id from goods g where g.sku = order_lines.sku and g.name = order_lines.name);
create index order_lines_goods on order_lines (goods_id, order_id);
