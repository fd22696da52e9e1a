-- What is known of a file that a folder brought: by what name it came, which import took it, and why not all of it could be
-- read, for as long as nobody has put it in again.
alter table order_feed_files add column name text;
alter table order_feed_files add column import_id integer references imports (id);
alter table order_feed_files add column why text;

create index order_feed_files_open on order_feed_files (feed, at) where why is not null;
