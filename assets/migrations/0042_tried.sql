-- Who tried to buy and did not (R31): carts left behind, as their shop tells them, with who can be called about them. One that
-- was erased keeps its id alone, so that the shop's next word brings nobody back.
create table tried (
  source      text not null,
  external_id text not null,
  customer_id integer references customers (id),
  at          integer not null,
  total       integer not null,
  currency    text not null,
  contents    text not null,
  primary key (source, external_id)
) strict, without rowid;
create index tried_at on tried (at);
create index tried_of on tried (customer_id);
