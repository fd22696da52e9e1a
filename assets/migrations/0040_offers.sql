-- An offer to many is put into the outbox one by one: how far it came stands here, so that one whose process ended halfway is
-- known. What was done in one go counts in the undo stack from its beginning, whatever was done while it went on.
create table offers (
  id         integer primary key,
  at         integer not null,
  operator   text not null,
  segment    text not null,
  text       text not null,
  planned    integer not null,
  made       integer not null default 0,
  touched_at integer not null,
  ended_at   integer
) strict;

create index offers_open on offers (at) where ended_at is null;

drop index journal_session;
create index journal_session on journal (session, coalesce(group_id, id), id) where undoable = 1 and undone_by is null;
create index journal_turns on journal (operator, coalesce(group_id, id), id) where undoable = 1 and undone_by is null;
