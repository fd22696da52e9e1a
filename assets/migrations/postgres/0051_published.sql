-- As 0051 of a file.
create table published (
  id bigint primary key,
  at bigint not null,
  operator text collate "C" not null,
  program text collate "C" not null,
  digest text collate "C" not null,
  keys text collate "C" not null,
  text text collate "C" not null
);
