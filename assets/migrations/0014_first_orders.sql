-- A customer is a regular by the first order received (R9), and which one was the first is told by a mark of its own (R22).
update orders set marks = marks | 128
where live = 1 and received_at is not null and returned_at is null and marks & 1 = 0;
update orders set marks = marks | 1, manager = (
  select l.id from customers c join labels l on l.kind = 2 and l.text = c.manager where c.id = orders.customer_id)
where live = 1 and customer_id in (select id from customers where received_count > 0);
