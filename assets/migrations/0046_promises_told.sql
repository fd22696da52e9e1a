-- A promise is kept with its order once it has left the desk, no sooner (R5): what was only put into the outbox was told to nobody.
update orders set promised_from = null, promised_until = null
where live = 1 and promised_from is not null and not exists (
  select 1 from messages m left join messages l on l.id = m.letter_id
  where m.order_id = orders.id and m.kind in ('promise', 'promise_broken') and coalesce(l.state, m.state) in (4, 5, 7, 8));
