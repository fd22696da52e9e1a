-- A line of a bank's statement or of a carrier's register is taken once (R12): while its payment stands, no other has its key.
create unique index payments_statement on payments (reference)
  where substr(reference, 1, 10) = 'statement:' and voided_by is null;
