-- Calls read from the exchange's own logs are history: they count, and nobody is to be called back for them.
alter table calls add column history integer not null default 0;
