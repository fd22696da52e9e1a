-- Points of a script that were gone through (R20, R34): for a customer (kind 1) or one of his orders (2). `step` names the
-- wording, so that a point whose values changed is open again.
create table ticks (
  kind     integer not null,
  ref      integer not null,
  script   text not null,
  step     integer not null,
  operator text not null,
  at       integer not null,
  primary key (kind, ref, script, step)
) strict, without rowid;
