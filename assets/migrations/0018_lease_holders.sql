-- `doctor` tells who does what is due by itself, and since when: a session's name tells neither.
alter table leases add column operator text not null default '';
alter table leases add column since integer;
