# Why an action is not possible now, in one sentence.

refusal-no_such_order = There is no order { $number }.

refusal-no_order = This needs an order.
refusal-no_order-hint = Choose one with an order, or search for it.
refusal-cancelled = The order is cancelled.
refusal-cancelled-hint = Reopen it first.
refusal-returned = The order came back.
refusal-returned-hint = Reopen it first.
refusal-closed = The order is closed.
refusal-closed-hint = Reopen it first.
refusal-no_such_parcel = The order has no such parcel.
refusal-no_such_parcel-hint = Look at its parcels: it may have been undone.
refusal-return_too_much = { $left ->
    [0] The customer has no “{ $name }” left to send back.
   *[other] Of “{ $name }” only { $left } can come back.
}
refusal-return_too_much-hint = Look at the order's lines and at what came back before.
refusal-return_not_bought = “{ $name }” is not in this order.
refusal-return_not_bought-hint = Choose among the order's lines.
refusal-return_worth_more = What is left of the order is worth { $money }.
refusal-return_worth_more-hint = Enter that much at most.
refusal-no_such_return = The order has no such return.
refusal-no_such_return-hint = Agree on a return first; it may have been undone.
refusal-return_is_back = These goods are back already.
refusal-return_is_back-hint = Undo that if it was a slip.
refusal-return_exchanged = Other goods were sent for these already.
refusal-return_exchanged-hint = Look at the order that was sent instead.
refusal-several_parcels = The order has several parcels.
refusal-several_parcels-hint = Say which one, or that it is one more.
refusal-parcel_over = That parcel is finished.
refusal-parcel_over-hint = Add one more parcel for this number.
refusal-number_of_another = Another parcel of the order has this number.
refusal-number_of_another-hint = Look at which of them it is, or mend the number there first.
refusal-not_finished = The order is open: there is nothing to reopen.
refusal-not_finished-hint = Go on with it as it is.
refusal-not_confirmed = The order is not confirmed yet.
refusal-not_confirmed-hint = Confirm it first.
refusal-not_returned = The order has not come back.
refusal-not_returned-hint = Mark it returned first.
refusal-not_dispatched = The order has not left yet.
refusal-not_dispatched-hint = Enter its tracking number or hand it over first.
refusal-on_its_way = The parcel is on its way.
refusal-on_its_way-hint = Mark it returned when it comes back.
refusal-already_received = The customer has it already.
refusal-already_received-hint = Mark it returned if it comes back.
refusal-already_sent = The parcel has left: its delivery, address and payment stay as they are.
refusal-already_sent-hint = Settle it with the carrier and write it into the comment.
refusal-already_paid = The order is paid: its terms of payment stay as they are.
refusal-already_paid-hint = If the money went back, enter the refund first.
refusal-not_received = It cannot be closed before the customer has it.
refusal-not_received-hint = Cancel it instead.
refusal-money_owed = The customer still owes { $money }.
refusal-money_owed-hint = Enter the payment first.
refusal-refund_owed = The shop still owes the customer { $money }.
refusal-refund_owed-hint = Enter the refund first.
refusal-nothing_paid = Nothing was paid, so nothing can go back.
refusal-nothing_paid-hint = Enter the payment first, if there was one.
refusal-refund_too_large = Only { $money } was paid.
refusal-refund_too_large-hint = Return that much at most.
refusal-amount_not_positive = The amount must be above zero.
refusal-amount_not_positive-hint = Write it like 1450 or 1450.50.
refusal-amount_too_large = No shop sells for so much.
refusal-amount_too_large-hint = Look at the digits once more.
refusal-empty_text = There is no text.
refusal-empty_text-hint = Write at least a word.
refusal-names_the_person = The reason names the person, and would be kept.
refusal-names_the_person-hint = Say who asked and when without a name, a phone or an email.
refusal-above_rights = This needs the rights of { $needs ->
    [owner] an owner
   *[other] a senior
}.
refusal-above_rights-hint = { $count ->
    [0] Nobody in the settings has them: see `rights` of [[operator]].
   *[other] Ask { $who }.
}
refusal-no_lines = An order needs at least one line.
refusal-no_lines-hint = Cancel the order if nothing is left of it.
refusal-needs_time = A time to call is needed.
refusal-needs_time-hint = Write it like 15:30, tomorrow 10 or 2d.
refusal-needs_reason = A reason is needed.
refusal-needs_reason-hint = Choose one from the list.
refusal-in_the_past = That time has passed already.
refusal-in_the_past-hint = Give a later one.
refusal-in_the_future = That time is still to come.
refusal-in_the_future-hint = Say when it was, or schedule a call instead.
refusal-no_duplicate = No other order looks like this one.
refusal-no_duplicate-hint = Cancel it as a duplicate if you know of one.
refusal-no_shop_change = The shop changed nothing here.
refusal-no_shop_change-hint = Nothing needs to be settled.
refusal-no_such_call = This call never rang here.
refusal-no_such_call-hint = Log it as an outgoing call instead.
refusal-claimed = { $by } has held this customer since { $since }.
refusal-claimed-hint = Choose another, or take the customer over.
refusal-overtaken = { $why } You were overtaken: { $by }, { $since }, { $what }.
refusal-nothing_to_undo = There is nothing of yours to undo.
refusal-nothing_to_undo-hint = Look at the history for what was done.
refusal-nothing_to_redo = Nothing was undone that could be done again.
refusal-nothing_to_redo-hint = Do it from the start.
refusal-later_work = { $by } has worked on it since: { $what }.
refusal-later_work-hint = Ask them to undo that first.
refusal-changed_meanwhile = It has changed since you looked.
refusal-changed_meanwhile-hint = Look again, then repeat.
refusal-off_shift = You are not on shift.
refusal-off_shift-hint = Log in first: o g in the console, or dozvon shift in.
refusal-one_person = They are one customer already.
refusal-one_person-hint = Nothing needs to be merged.
refusal-not_a_rehearsal = This file is real work: with another clock it is not written to.
refusal-not_a_rehearsal-hint = Say when it happened with --at, or work in a demo.
refusal-message_gone = The message has left already.
refusal-message_gone-hint = Another can correct it: outbox correct ID.
refusal-message_not_sent = The message has not been sent.
refusal-message_not_sent-hint = While it waits it can be recalled: outbox recall ID.
refusal-no_channel_sms = No channel carries SMS: the message will not leave.
refusal-no_channel_sms-hint = Copy the text, or add a channel to [channels].
refusal-no_channel_email = No channel carries emails: the letter will not leave.
refusal-no_channel_email-hint = Copy the text, or add a channel to [channels].
refusal-no_address_sms = No working number of the customer's is known, or it is another by now.
refusal-no_address_sms-hint = Choose email, or add a phone to the card.
refusal-no_address_email = No email of the customer's is known, or it is another by now.
refusal-no_address_email-hint = Choose SMS, or add an email to the card.
refusal-not_by_hand = Messages written by hand are switched off in the settings.
refusal-not_by_hand-hint = written in [messages] switches them on.
refusal-offer_no_consent = They never agreed to offers.
refusal-offer_no_consent-hint = Ask, then enter the consent: o i, or customer consent.
refusal-offer_withdrawn = They want no offers, ever.
refusal-offer_withdrawn-hint = Talk about their orders only; by mistake? Press u.
refusal-offer_too_soon = Something was offered to them not long ago.
refusal-offer_too_soon-hint = The next offer waits until offer_gap has passed.
refusal-offer_not_customer = This is not a customer.
refusal-offer_not_customer-hint = Nothing is offered to them.
refusal-offer_complains = A complaint of this customer is open.
refusal-offer_complains-hint = Settle it first: e s, or dozvon order complaint N --settle OUTCOME

## What should be known of an action that was done
warning-before_payment = It leaves before { $money } is paid; reminders go on.
warning-overpaid = { $money } more than was owed.
warning-check_digit = The check digit of the number does not fit: look for a typing error.
warning-unknown_number = No known carrier has numbers of this form.
warning-stock_raised = { $count ->
    [one] The catalogue counts it again.
   *[other] The catalogue counts { $count } products again.
}
warning-stock_by_feed = The catalogue's stock comes from the shop: it is not changed here.
warning-number_elsewhere = { $count ->
    [one] Order { $orders } of another customer has this number too: check that it was not scanned twice.
   *[other] Orders { $orders } of other customers have this number too: check that it was not scanned twice.
}
warning-clock_behind = The clock shows an earlier time than the last entry, { $last }.
warning-done_by = You were overtaken: { $by }, { $at }.
warning-same_message = The same message was written at { $at }.
warning-messages_recalled = { $count ->
    [one] A message that had not left yet is recalled: { $what }.
   *[other] { $count } messages that had not left yet are recalled: { $what }.
}
warning-messages_gone = { $count ->
    [one] A message has left already: { $what }. The outbox can send a correction.
   *[other] { $count } messages have left already: { $what }. The outbox can send corrections.
}
warning-shift_lost = The last shift was left without a log-out; it was closed at its last sign of life, { $at }.

## When the file fails
fault-not_found = There is no such order or customer.
fault-not_found-hint = Search for it; it may have been merged.
fault-database_plain = The database could not be read or written.
fault-database = The database could not be read or written: { $message }.
fault-newer_schema-hint = A newer dozvon wrote it: update this one.
fault-busy-hint = Another program keeps it busy: try again.
fault-disk_full-hint = The disk is full: make room, then try again.
fault-cannot_open-hint = Check that the folder is there and may be written to.
fault-only_reads = This server may only be read.
fault-only_reads-hint = Nothing was written. It follows another server: work at the address of that one. Reports, the queue and searches answer here as well.
fault-not_ours-hint = It is a database of another program, and nothing in it was changed: --db names yours.
fault-damaged-hint = This is no dozvon file or it is damaged: restore a backup.
fault-not_there-hint = `import`, `order new`, `shift in` and `work` make it; --db names another.
fault-replaced-hint = Nothing was written. Close the program, look which file is the right one, and open that.
fault-unreachable = The database cannot be reached: { $message }.
fault-unreachable-hint = Nothing was written. Look whether this machine has a network and the server runs, then try again.
fault-unsure = The server went away before it said whether this was kept: { $message }.
fault-unsure-hint = Look at the history once it is back, before you do it again.
fault-moved = The desk of this database is at { $message } by now.
fault-moved-hint = Name the new place: --db, DOZVON_DB or database = in the settings.
fault-not_let_in-hint = Look at the name, the database and the password: [database] password, DOZVON_DB_PASSWORD or ~/.pgpass, which only you may read.
fault-not_granted = This login may not do that on the server: { $message }.
fault-not_granted-hint = Who looks after the server grants it; after an update the owner of the tables opens the desk first.
fault-unknown_authority = Nobody who is known here has signed the certificate of { $message }.
fault-unknown_authority-hint = Nothing was sent to it. If the shop has an authority of its own, name its file in the address: ?sslrootcert=/etc/ssl/shop.pem
fault-other_name = The certificate is another machine's, not that of { $message }.
fault-other_name-hint = Nothing was sent to it. Write the server as its certificate names it, or have one made for this name.
fault-not_proven = The server has not proven who it is: { $message }.
fault-not_proven-hint = Nothing was sent to it. Look at its certificate, and whether ssl = on in its postgresql.conf.
fault-unknown-hint = Try again; if it goes on, copy the database to a safe place before anything else.
