-- What the shop had said of an order before it changed something that an operator is to settle: what it says as it did
-- then is no news, and taking its change over does not undo the desk's own work.
alter table order_sources add column asked text;
