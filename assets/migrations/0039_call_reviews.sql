-- What a reviewer thought of a recorded call (R28): a mark of 1 to 5, a note, who and when; a call nobody reviewed is unheard.
-- A ticked point of a script keeps its words as they were, its place and how many points there were: what was left out shows.
alter table calls add column review_mark integer;
alter table calls add column review_note text;
alter table calls add column reviewed_at integer;
alter table calls add column reviewer text;
create index calls_unheard on calls (started_at) where recording is not null and reviewed_at is null;
alter table ticks add column text text not null default '';
alter table ticks add column place integer not null default 0;
alter table ticks add column points integer not null default 0;
create index ticks_at on ticks (at);
