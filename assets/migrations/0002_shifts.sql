-- Who is at the desk and when (R29). The rules read it: R4's peak counts who is there, and the regulars of a manager
-- who is not are everyone's (R9).

-- One operator has one shift at a time, however many consoles he opens. `seen_at`: the last sign of life, where a shift
-- that nobody ended is closed. `by_hand`: begun by a command, so that leaving a console does not end it.
create table shifts (
  id       integer primary key autoincrement,
  operator text not null,
  began_at integer not null,
  seen_at  integer not null,
  by_hand  integer not null default 0,
  ended_at integer,
  ending   integer
) strict;
create unique index shifts_open on shifts (operator) where ended_at is null;
create index shifts_operator on shifts (operator, began_at);
create index shifts_began on shifts (began_at);

create table shift_pauses (
  id       integer primary key,
  shift_id integer not null references shifts (id),
  began_at integer not null,
  ended_at integer
) strict;
create index shift_pauses_shift on shift_pauses (shift_id, began_at);

-- The consoles a shift is worked in: the last one to be left ends it.
create table shift_consoles (
  session  text primary key,
  shift_id integer not null references shifts (id),
  seen_at  integer not null
) strict, without rowid;
create index shift_consoles_shift on shift_consoles (shift_id);
