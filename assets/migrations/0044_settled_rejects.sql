-- An order of a feed that somebody settled by hand, in other words or by leaving it out: the same text, which the shop gives again
-- every night, is no news.
alter table rejects add column settled integer not null default 0;

create index rejects_settled on rejects (hash) where settled = 1;
