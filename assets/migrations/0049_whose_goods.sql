-- Which feed named a product last (R11): two shops have a catalogue each, and what one of them leaves out is not for the other
-- to take off sale. Empty where somebody brought it in by hand.
alter table products add column feed text not null default '';
-- What each feed knows a product by: a 1C tells prices and stock by ids alone.
create table product_keys (
  feed       text not null,
  key        text not null,
  product_id integer not null references products (id),
  primary key (feed, key)
) strict, without rowid;
create index product_keys_product on product_keys (product_id);
