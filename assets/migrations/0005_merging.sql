-- Two cards of one person become one. Who went into whom is asked at every card and at every name found.
create index customers_merged on customers (merged_into) where merged_into is not null;

-- Two customers who share a phone or an email and are two people all the same; `one` is the smaller id.
create table not_same (
  id        integer primary key autoincrement,
  one       integer not null references customers (id),
  other     integer not null references customers (id),
  at        integer not null,
  operator  text not null,
  voided_by integer
) strict;
create index not_same_one on not_same (one);
create index not_same_other on not_same (other);
