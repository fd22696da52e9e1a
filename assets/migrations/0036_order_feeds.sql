-- What orders come by by themselves: how far each feed was read is kept beside what it brought, in one transaction; how it
-- fares is there for every console. A file that was taken is known again, and so is a word nobody has explained.
create table order_feeds (
  name       text primary key,
  cursor     text,
  revision   integer not null default 0,
  import_id  integer references imports (id),
  tried_at   integer,
  ok_at      integer,
  reached_at integer,
  new_at     integer,
  created    integer not null default 0,
  failed_since integer,
  failed_fault integer,
  failed_said  text,
  failed_times integer not null default 0,
  next_at    integer,
  paused_at  integer,
  paused_by  text,
  asked_at   integer
) strict;

-- By what it is kept under, an order whose word of status nobody has explained; `platform` is what its meaning is kept under.
create table order_feed_words (
  source      text not null,
  external_id text not null,
  feed        text not null,
  platform    text not null,
  word        text not null,
  since       integer not null,
  primary key (source, external_id)
) strict;

create index order_feed_words_word on order_feed_words (platform, word, source, external_id);

create table order_feed_files (
  feed   text not null,
  digest text not null,
  at     integer not null,
  primary key (feed, digest)
) strict;
