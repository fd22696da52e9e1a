-- Letters to the shop itself, such as the morning's sheet (R31): to no customer and about no order, sent with the same care.
create table own_letters (
  id          integer primary key autoincrement,
  key         text not null unique,
  address     text not null,
  subject     text not null,
  body        text not null,
  state       integer not null,
  made_at     integer not null,
  not_before  integer not null,
  expires_at  integer not null,
  message_id  text not null,
  lease_by    text,
  lease_until integer,
  tries       integer not null default 0,
  error       text,
  sent_at     integer
) strict;
create index own_letters_open on own_letters (not_before, id) where state in (1, 4, 6, 8);
