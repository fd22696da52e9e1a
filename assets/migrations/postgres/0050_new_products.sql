-- As 0050 of a file.
alter table products add column first_seen_at bigint not null default 0;
create index products_first_seen on products (first_seen_at);
