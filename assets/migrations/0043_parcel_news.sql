-- What carriers tell of parcels by themselves: of each parcel that was asked about when its carrier answered last and what else
-- is known of it, and what became of it. Both are of the number they were told by: another number begins anew. Ended is what
-- its carrier is not asked about any more. Integers of money are minor units of the order's currency.
create table parcel_news (
  order_id    integer not null references orders (id),
  position    integer not null,
  number      text not null,
  heard_at    integer not null,
  ended       integer not null default 0,
  free_until  integer,
  hold_until  integer,
  pickup_code text,
  cod         integer,
  cod_paid    integer not null default 0,
  cost        integer,
  primary key (order_id, position)
) strict, without rowid;

create table parcel_events (
  order_id integer not null references orders (id),
  position integer not null,
  at       integer not null,
  code     text not null,
  state    integer,
  said     text not null,
  place    text not null,
  primary key (order_id, position, at, code)
) strict, without rowid;

-- Its carrier does not know where it is.
alter table parcels add column lost_at integer;
