-- Nothing ever said of a payment that a carrier has it and has not passed it on: money on delivery is entered when it is paid
-- out (R12), and what is still to come follows from the receipt.
alter table payments drop column collected_only;
