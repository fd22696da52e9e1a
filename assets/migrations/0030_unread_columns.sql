-- Columns that were written and never read, or never written: what an import counted is told when it ends, and whether new
-- orders came is all that is asked later; a call is owed back until the two have talked, whichever call that was; when a
-- message is tried again is its `not_before`.
alter table imports drop column read_count;
alter table imports drop column updated;
alter table imports drop column unchanged;
alter table imports drop column rejected;
alter table imports drop column finished_at;
alter table calls drop column returned_by;
alter table messages drop column next_try_at;
