-- The points a script had when it was gone through, in its order (R28): what was left out is known by its words, though the
-- script or what fills it changed since. A tick names the list it was made in. Of ticks made before this, the list keeps what
-- they told: the places of those left out, without words.
create table script_points (
  list  integer not null,
  place integer not null,
  step  integer not null,
  text  text not null,
  primary key (list, place)
) strict, without rowid;
alter table ticks add column list integer;
update ticks set list = known.list
from (select kind, ref, script, row_number() over (order by kind, ref, script) as list
      from ticks where points > 0 group by kind, ref, script) known
where ticks.points > 0 and ticks.kind = known.kind and ticks.ref = known.ref and ticks.script = known.script;
insert into script_points (list, place, step, text)
select list, place, step, text
from (select list, place, step, text, row_number() over (partition by list, place order by at desc, step) as latest
      from ticks where list is not null) told
where latest = 1;
insert into script_points (list, place, step, text)
with recursive places (list, place, points) as (
  select list, 0, max(points) from ticks where list is not null group by list
  union all
  select list, place + 1, points from places where place + 1 < points
)
select list, place, 0, '' from places where true
on conflict do nothing;
alter table ticks drop column text;
alter table ticks drop column place;
alter table ticks drop column points;
create index ticks_list on ticks (list) where list is not null;
