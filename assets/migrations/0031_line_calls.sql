-- What an exchange tells of a call beside its times: whose telephone, where it was sent on, how long the two talked and he was
-- kept on hold, and what came of an outgoing one before anybody logs it (R28, R29).
alter table calls add column extension text;
alter table calls add column transferred_to text;
alter table calls add column transfers integer not null default 0;
alter table calls add column talk_ms integer not null default 0;
alter table calls add column hold_ms integer not null default 0;
alter table calls add column line_outcome integer;
