-- What falls due for several orders of one customer at about the same time goes as one letter (R35): each fact keeps its
-- row and its key, and all but one of them name the row whose letter they go in.
alter table messages add column letter_id integer references messages (id);
create index messages_letter on messages (letter_id) where letter_id is not null;
-- Only apologies that left, or will, are counted (R5): a projection now.
update orders set apologies = (select count(*) from messages m where m.order_id = orders.id
  and m.kind = 'promise_broken' and m.state in (1, 4, 5) and m.made_at >= coalesce(orders.reopened_at, 0))
where live = 1 and apologies > 0;
