-- What other machines told of orders by themselves, kept before they are answered: as JSON, until its orders are in the desk.
-- `why` says why that could not be done, for as long as nobody has it tried again.
create table order_feed_inbox (
  id     integer primary key,
  feed   text not null,
  digest text not null,
  at     integer not null,
  body   text not null,
  why    text,
  unique (feed, digest)
) strict;

create index order_feed_inbox_waiting on order_feed_inbox (feed, id) where why is null;
create index order_feed_inbox_unread on order_feed_inbox (feed, at) where why is not null;
