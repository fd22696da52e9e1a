-- As 0049 of a file.
alter table products add column feed text collate "C" not null default '';
create table product_keys (
  feed       text collate "C" not null,
  key        text collate "C" not null,
  product_id bigint not null references products (id),
  primary key (feed, key)
);
create index product_keys_product on product_keys (product_id);
