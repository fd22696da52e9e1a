-- An order that came back and is reopened is sent again: what came back stays written, and nothing of the order follows from
-- it any more.
alter table parcels add column reopened_at integer;
