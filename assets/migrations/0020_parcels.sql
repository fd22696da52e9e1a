-- An order has none, one or several parcels (R21): their numbers and dates are facts of their own, and what `orders` says of
-- them follows from these, of the one furthest behind. `position` is a parcel's place among its order's, from 1; `contents`
-- are the goods in it as JSON, null for all that is in no other; `carrier` and `estimate_at` are null where they are the order's.
create table parcels (
  order_id        integer not null references orders (id),
  position        integer not null,
  tracking_number text,
  carrier         integer,
  number_at       integer,
  estimate_at     integer,
  handed_at       integer,
  arrived_at      integer,
  free_until      integer,
  hold_until      integer,
  received_at     integer,
  returned_at     integer,
  refused_at      integer,
  contents        text,
  primary key (order_id, position)
) strict, without rowid;

insert into parcels (order_id, position, tracking_number, number_at, handed_at, arrived_at, free_until, hold_until,
    received_at, returned_at, refused_at)
  select id, 1, tracking_number, number_at, handed_at, arrived_at, free_until, hold_until, received_at, returned_at,
    parcel_refused_at
  from orders
  where coalesce(tracking_number, '') <> '' or coalesce(number_at, handed_at, arrived_at, free_until, hold_until, received_at,
    returned_at, parcel_refused_at) is not null
  order by id;

create index parcels_number on parcels (tracking_number) where tracking_number is not null;
drop index orders_tracking;
