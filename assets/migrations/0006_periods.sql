-- What was confirmed and what was paid on a day, for the morning's page and the reports: a range of an index each,
-- never a walk over the whole history.

create index orders_confirmed on orders (confirmed_at) where confirmed_at is not null;
create index payments_at on payments (at);
