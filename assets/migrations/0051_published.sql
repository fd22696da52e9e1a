-- The shop's settings, as they were published for every console on a server; what a file holds is carried along, and not read.
create table published (
  id integer primary key,           -- the revision, from 1
  at integer not null,
  operator text not null,
  program text not null,            -- its version
  digest text not null,             -- SHA-256 of the text
  keys text not null,               -- what changed by it
  text text not null                -- TOML: the sections that are the shop's, the meanings of status words, its own texts
) strict;
