-- What customers brought up and wait for: complaints (R38), and what they wrote (R39).
create table cases (
  id integer primary key autoincrement,
  customer_id integer not null references customers (id),
  order_id integer references orders (id),
  kind integer not null,
  at integer not null,
  operator text not null,
  text text not null,
  settled_at integer,
  outcome integer,
  voided_by integer
) strict;
create index cases_open on cases (customer_id, id, order_id, kind, at, settled_at, voided_by)
  where settled_at is null and voided_by is null;
create index cases_customer on cases (customer_id);
create index cases_order on cases (order_id) where order_id is not null;
