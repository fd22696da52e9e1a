-- Since when the desk knows a product, so that what the shop has lately can be offered. 0: it was known before this was kept.
alter table products add column first_seen_at integer not null default 0;
create index products_first_seen on products (first_seen_at);
