# The screens of the console.

console-queue = Queue
console-empty = Nobody is waiting.

## Views of the queue
view-all = all
view-mine = mine
view-new = new customers
view-existing = existing
view-b2b = B2B
view-repeat = after receipt

## The list
console-loading = Reading the file…
console-empty_hint = Bring orders in with: dozvon import FILE. Or look at made-up ones with: dozvon demo.
console-marked = { $count ->
    [one] { $count } row marked
   *[other] { $count } rows marked
}
console-next_due = Next is due: { $when }.
console-waiting = Waiting for their hour: { $count }.
console-ahead = { $count ->
    [one] { $count } more waits for its hour, the first – { $when }
   *[other] { $count } more wait for their hour, the first – { $when }
}
console-empty_view = Nothing in this view. Press v for another.

## The line at the top
header-ringing = { $count ->
    [one] rings
   *[other] ring
}
header-missed = missed
header-callback = to call back
header-new_high = { $count ->
   *[other] high
}
header-new = { $count ->
   *[other] new
}
header-follow_up = { $count ->
    [one] follow-up
   *[other] follow-ups
}
# What is not named one by one.
header-rest = { $count } more
header-in_time = on time { $percent }%
header-at_risk = at risk { $money }
header-held = yours { $count }
header-outbox = outbox { $count }
header-outbox_failed = { $count } not delivered
header-other_rules = other rules in the database: config adopt
header-other_rules-since = other rules since { $since }: config adopt
header-published-since = the shop's settings are new since { $since }: open again
header-clock_behind-since = the clock runs behind: entry { $since }
header-rehearsal = a rehearsal: nothing leaves it
header-rehearsal-since = a rehearsal since { $since }: nothing leaves it
header-work_fails-since = nothing is done by itself since { $since }: doctor
header-file_gone = the database was replaced or moved: close and look
header-cut_off-since = no connection to the database since { $since }: nothing can be written
header-synced_folder = the file lies in a synced folder
header-loading = reading…
header-walk = walk: { $list }, { $at } of { $count }
header-paused = on a pause since { $since }
header-off_shift = off shift
header-with = with { $names }

## Over the list
lanes-ringing = Calling
lanes-missed = Missed
lanes-callback = Call back
lanes-new_high = New, high
lanes-new = New
lanes-follow_up = To do
list-due = what to do
list-time = time

## The row of calls
banner-nothing_leaves = { $count ->
    [one] Nothing leaves: no channel is set up, { $count } message waits
   *[other] Nothing leaves: no channel is set up, { $count } messages wait
}
banner-texts = texts
calls-rings = Calling
calls-ring = { $count } calling
calls-talk = In a call
calls-over = Call ended
calls-unknown = new number
calls-also = { $who } is calling
row-talk = in a call
calls-held = with { $by }
calls-manager = manager { $name }

## The card
card-title = Card
card-reading = Reading…
card-gone = There is no such order any more.
card-number = No. { $number }
card-nameless = no name
card-hidden = hidden number
card-regular = a regular, { $orders }
card-first_order = new customer
card-first_time = new customer, { $orders }
card-no_orders = no orders yet
card-clock = { $clock } for them
card-clock_in = { $region }, { $clock } there
card-night = Too late or early to call there.
card-mine = You hold this customer since { $since }
card-claimed = { $by } holds this customer since { $since }
card-at_risk = waiting costs { $money }
card-tax_id = tax id { $id }
card-manager = manager { $name }
card-total = Total
card-called_about = The call is due with No. { $number }: { $reason }
card-shop = Shop: { $name }
card-recipient = On the order: { $recipient }
card-duplicate = Looks like No. { $number } again
card-alike = maybe also { $who } ({ $keys })
card-merged = was also { $names }
card-difference = The shop says: { $theirs }. We have: { $ours }.
card-upcoming = later: { $what }, { $when }
card-more_orders = { $count ->
    [one] and { $count } more order
   *[other] and { $count } more orders
}
card-ordered_plain = ordered
card-ordered = ordered · { $channel }
card-call_in = call from the customer
card-call_out = call to the customer
history-title = History

## What an order waits for when nothing is due
waiting-call = Waits for the time of the next call.
waiting-payment = Waits for the customer's money.
waiting-dispatch = Waits to be handed over to the carrier.
waiting-parcel = The parcel is on its way.
waiting-pickup = Waits for the customer at the pickup point.
waiting-on_delivery_money = Waits for the money the carrier took.
waiting-refund = Money waits to go back to the customer.
waiting-closing = Received; closes by itself after the follow-up calls.
waiting-nothing = Finished: it waits for nothing.
waiting-failed_payment = Waits for a payment that succeeds; on the morning’s list, and closes by itself.

## Why a row stands where it stands
why-title = Why here
why-also = also: { $what }
why-nothing_due = Nothing is due here now.
why-since = waits since { $when }
why-due = due { $when }
why-target = target { $when }
why-limit = limit { $when }

## Lists of choices
pick-call_anyway = call all the same?
pick-hour_unknown = What time it is there is not read yet.
pick-go_call = call
pick-missed_why = why were the calls missed?
review-script = Script: { $ticked } of { $all } done
review-no_script = No point of a script was ticked with this call.
review-so_far = Review so far: { $mark } · { $by }
pick-review_note = a note
pick-hear_again = hear it again
mark-1 = 1 — bad
mark-2 = 2 — poor
mark-3 = 3 — fair
mark-4 = 4 — good
mark-5 = 5 — very good
pick-review = what was the call like?
pick-line_says = The line says: { $outcome } · Enter takes that
pick-outcome = what came of the call?
pick-agreed = agreed: confirm the order
pick-cancel = cancel: why?
pick-returned = came back: why?
pick-refused = does not want it: why?
pick-parcels = { $what }: which parcel?
pick-all_parcels = all of them
parcel-place = parcel { $place }
pick-settle = how was the complaint settled?
pick-skip = not now: why?
pick-other = what else?
pick-edit = edit or enter what?
pick-order = by which column?
pick-columns = the order of rows
pick-shops = Of which shop?
pick-all_shops = all shops
pick-shop = one shop
pick-views = Which rows, or which page?
pick-undo_earlier = Done { $when } in another window: { $what }. Undo it?
pick-go_undo = undo
pick-take_over = { $by } has held this customer since { $since }: take over?
pick-feed_reject = What is to become of it?
pick-reject_value = take it in with another value
pick-reject_again = read it again as it stands
pick-reject_left = leave it out
pick-feed_word = what does the status “{ $word }” mean?
pick-pasted = A pasted text: what is it?
pick-release_all = Send all { $count } that wait for a look?
pick-go_release = send all
pick-as_tracking = the tracking number of this order
pick-as_note = a note to the order or customer
pick-as_order = a new order by phone with this text
pick-rest = … and what is not possible now
pick-as_search = something to search for
pick-merge = One person with two cards?
pick-merge_with = the same person as whom?
pick-go_merge = merge them
pick-merge_swap = the other one stays
pick-keep_apart = two different people
other-group-order = Order
other-group-money = Money
other-group-parcel = Parcel
other-group-customer = Customer
other-group-copied = Copy
other-group-operator = Shift
other-edit_lines = the lines of the order
other-edit_customer = the customer's card: name, phone, email
other-edit_term = its own term of dispatch
other-edit_details = payment, delivery, address, comment
other-new_order = a new order by phone
other-part_payment = part of the money came
other-pay_code = show a code to pay by
other-refund = money went back
other-handed = handed over to the carrier
other-told_late = told of the delay
other-return_goods = goods come back
other-return_back = returned goods: here, on their way, kept
other-exchange = send other goods instead
other-complaint = complaint
other-settle = complaint settled
other-wrote = the customer wrote
other-write = write to them
other-replied = answered what they wrote
other-parcel_refused = refused the parcel
other-put_in_stock = came back: in stock again
other-claims_paid = says to have paid
other-missed_why = why a call was missed
other-recorded = their recorded calls
other-care_done = knows how they like it
other-told_unpaid = told: no payment came
other-reopen = open it again
other-close = close it
other-keep_both = two different orders
other-is_duplicate = a repeat: cancel this order
other-accept_shop = accept the shop's change
other-keep_ours = keep ours
other-put_off = put the proposal off
other-company = a company
other-private = a private customer
other-not_customer = not a customer
other-merge = the same person: merge
other-agrees_to_offers = agrees to offers
other-no_offers = wants no offers, for ever
other-offered = something was offered
other-copy_phone = copy the phone
other-copy_number = copy the order's number
other-copy_tracking = copy the tracking number
other-take_over = take the customer over
other-pause = pause, or back from it
other-shift = log out, or in

## Lines that are typed
line-tracking = tracking number
line-tracking-hint = Type or scan it; a day of arrival may follow after “;”.
line-tracking-tab = Type or scan it; Tab: of which parcel, or one more.
line-tracking-another = one more parcel
line-tracking-of = of { $parcel }
line-tracking-arrives = arrives { $day }
line-tracking-now = It is { $number } by now; Enter writes yours over it.
line-tracking-gone = The number was taken away meanwhile; Enter writes yours.
line-call_back = when does the customer want the call?
line-schedule = when to call?
line-dispatch_by = when is it to be handed over?
line-when-hint = 3:30 pm · tomorrow morning · fri 12 · dec 2 14:00 · half an hour · 3 days
line-in = in { $span }
line-moved = { $asked } is no calling time (R36): moves to { $made }
line-note = note
line-review_note = what is to be said of the call?
line-complaint = complaint: what is wrong?
line-wrote = what did the customer write?
line-text-hint = Enter keeps it, Esc leaves it.
line-refund = how much went back?
line-part_payment = how much came?
line-amount-hint = 1450 or 1450.50
line-put_off_until = put off until when?
line-put_off_why = put off: why?
line-check_ok = the check digit is right
line-check_none = length is right
line-check_incomplete = incomplete
fault-when = Not a time: write 15:30, tomorrow morning, dec 2 14:00 or half an hour.
fault-no_time_of_day = At what time? Write today 18.
fault-no_such_day = There is no such day.
fault-doubtful_number = The number is incomplete or unknown: Enter again takes it as it is.
fault-no_number = This is no tracking number.
fault-amount = Not an amount above zero: write 1450 or 1450.50.

## Forms
form-new_order = A new order by phone
form-return = goods come back
form-return_awaited = goods that were to come back
form-exchange = sent instead of goods that come back
form-lines = lines of the order
form-details = payment and delivery
form-customer = the customer's card
form-whose = For
form-whose-hint = A name or a phone; ↓ chooses among those found. Somebody new gets a card.
form-whose-found = Enter: a new customer; ↓ chooses among those found.
form-whose-new = A new customer: they get a card.
form-name = Name
form-phone = Phone
form-phone-hint = As the customer says it: 8 916 123-45-67.
form-email = Email
form-line_name = What
form-line_name-hint = Enter goes on; on a blank row it goes to Total.
form-line_name-unknown = Not in the catalogue: it stays as it is typed.
form-line_quantity = Qty
form-line_quantity-hint = 2 or 1.5; nothing is one.
form-line_price = Price
form-line_sum = Sum
form-return_reason = Why
form-condition = Condition
form-instead = The customer gets
form-worth = Worth
form-worth-hint = Left empty, what was paid for it.
form-arrival = Where it is
form-arrival-awaited = still to come
form-arrival-here = here already
form-return_number = Tracking number
form-no_returned = Say how much of a line comes back.
form-which_return = Return
form-return_step = What became of it
form-return_step-back = the goods are here
form-return_step-sent = its parcel is on its way
form-return_step-dropped = the customer keeps the goods
form-no_return_number = Type the tracking number of the parcel it comes back in.
form-total = Total
form-total-hint = Left empty, it is calculated from the lines.
form-terms = Payment
form-payment = Means of payment
form-delivery = Delivery
form-address = Address
form-comment = Comment
form-agreed = Agreed
form-agreed-yes = everything: confirmed
form-agreed-no = not yet
form-company = Company
form-tax_id = Tax id
form-b2b = Who it is
form-not_said = not said
form-add_phone = One more phone
form-add_email = One more email
form-time_zone = Time zone
form-time_zone-hint = Europe/Moscow; left empty, the shop's.
form-region = Region or city
form-note = Standing note
form-hint = Enter goes on, Ctrl-S saves, Esc leaves.
form-choice-hint = Space or the arrows choose.
form-known_as = { $name } has this number: the order will be theirs.
form-behind = A colleague changed this while you typed: what you left alone is updated, what you typed stays.
notice-one_line = Pasted as one line: there were several.
form-copied = What you typed is copied.
form-leave = What you typed is not saved. Esc again throws it away; any other key goes on.
form-stands = by now
form-stands-empty = empty
form-stands-lines = By now the order holds:
form-sent = Saving…
form-nothing = Nothing was changed.
form-nobody = Who orders? A name or a phone is needed.
form-no_lines = Nothing is ordered: write at least one line.
form-bad_name = What is it? The line has no name.
form-bad_quantity = Not a quantity: write 2 or 1.5.
form-bad_price = Not a price: write 1450 or 1450.50.
form-bad_email = Not an email: it has no @.
form-bad_phone = Not a number that can be dialled yet; it would be kept as typed.
form-bad_zone = No such zone: write it like Europe/Moscow.

## The command palette
palette-title = Commands
palette-nothing = No command is called that. Esc goes back.

## The search
search-title = Search
search-hint = The end of a phone, an order's number, part of a name, in any layout.
search-nothing = Nothing found. Try fewer letters or the end of the phone.

## What is said above the keys
notice-no_message = The outbox has the messages: v, then o.
notice-message_released = It leaves; the key recalls it until then.
notice-released_all = { $count ->
    [one] { $count } message leaves; until then it can be recalled.
   *[other] { $count } messages leave; until then they can be recalled.
}
notice-message_retried = It is tried again.
notice-message_otherwise = It stands otherwise by now; nothing was done. Look at the line of keys.
notice-message_settles = Press Enter: the message says what can be done with it.
notice-message_sent = Marked as sent.
notice-message_dismissed = It is not sent.
notice-message_worded = The text is changed; it leaves like that.
notice-message_copied = The text is in the clipboard.
notice-message_recalled = Recalled: it is not sent.
notice-message_over = It does not wait any more.
notice-message_corrected = A correction goes to the customer; it can be recalled too.
notice-message_corrected_before = It was corrected before.
notice-already = It is so already: { $what }.
notice-next = Next: { $why }
notice-next_again = Still first: { $why }. Log what came of it or skip it.
notice-next_repeat = No follow-up calls left: goods due again and offers.
notice-next_none = No one left to take.
notice-taken_over = { $by } has taken { $name } over from you.
notice-walk_done = The walk is over: everybody on the list was visited.
notice-walk_left = The walk is over.
notice-call_waits = Somebody calls. Esc goes back to the queue.
notice-no_phone = No working number. Write down another, or cancel.
notice-no_row = Only a row of the queue can be skipped.
notice-no_call = Nobody is calling.
notice-key_held = Something else is under the cursor now, so the key did nothing. Press it again if you mean it.
notice-unskipped = The row is back in its place.
notice-done_elsewhere = Nothing was done in this window. In another, { $when }: { $what }. { $key } undoes it
notice-undo_own_first = First undo what was done in this window.
notice-text_waits = Back to what you were typing before the call.
notice-call_taken = { $who }: { $by } answers the call.
notice-call_missed = { $who }: the call was missed and waits with the missed.
notice-call_over = { $who }: the call is over.
notice-no_columns = Rows are put in order on the pages Orders and Products: v l, v g.
notice-next_attempt = { $said }; attempt { $attempt } – { $when }
notice-no_mark = Rows are marked in the list.
notice-nobody_alike = Nobody shares a phone or an email. To merge two anyway, mark both rows.
notice-merge_two = Mark the rows of exactly two customers.
notice-already_count = { $count } so already
notice-refused_count = { $count } not done
notice-placed_logged = The outcome of this call is written down already.
notice-recording_gone = This recording is not there any more.
notice-placed_over = The call is over: write down what came of it.
notice-placed_over_with = The call is over: { $outcome }. Write down what came of it.
notice-copied = Copied: { $text }
notice-nothing_awaited = This customer waits for nothing of that.
notice-nothing_to_copy = There is nothing of that to copy yet.
notice-going = The offer goes into the outbox: { $done } of { $of }. u stops it and takes it back.
notice-going_undo = Taking back: { $done } of { $of }.
notice-going_redo = Doing again: { $done } of { $of }.
notice-writing = Not written yet: another program keeps the file busy …
notice-put_away = Too many keys at once; ignored.
notice-broken = The desk stopped: { $what }. Start dozvon again; what was done is in the file.

## Keys, in short
bar-next = next
bar-confirm = confirm
bar-pay = paid
bar-arrived = arrived
bar-received = received
bar-claim = take/release
bar-take_over = take over
bar-undo = undo
bar-redo = redo
bar-undo_earlier = undo earlier
bar-dial = dial
bar-outcome = outcome
bar-ship = tracking no.
bar-cancel = cancel
bar-returned = came back
bar-schedule = schedule
bar-skip = skip
bar-note = note
bar-message = messages
bar-answers = answers
bar-message_recall = recall
bar-message_copy = copy
bar-message_sent = it was sent
bar-message_dismiss = do not send
bar-message_retry = try again
bar-message_send = send
bar-message_correct = correct
bar-message_edit = edit
bar-write = write
bar-way = another channel
bar-subject = subject
bar-text = text
bar-try = test
bar-edit = edit
bar-new_phone = new phone
bar-on = on
bar-take_over_save = take over and save
bar-theirs = take theirs
bar-merge_lines = merge with the lines of now
bar-copy_typed = copy what is typed
bar-copy = copy
bar-run = run
bar-save = save
bar-remove_row = remove the line
bar-other = other
bar-refund = money went back
bar-mark = mark
bar-unmark = unmark { $count }
bar-calls = to the call
bar-answer = answer
bar-new_order = new order
bar-left = left
bar-right = right
bar-down = down
bar-up = up
bar-page_down = page down
bar-page_up = page up
bar-first = first
bar-last = last
bar-open = card
bar-enter = open
bar-focus = list/card/script
bar-history = history
bar-why = why
bar-views = view
bar-search = find
bar-palette = command
bar-help = keys
bar-back = back
bar-quit = quit
bar-undo_what = undo: { $what }
bar-leave = back
bar-no_filter = clear
bar-stage = stage
bar-sort = sort
bar-tab = tab
bar-period = period
bar-filter = filter
bar-accept = accept
bar-choose = choose
bar-scroll = scroll

## Keys, in full
help-title = All keys
help-at_once = At once
help-asking = Asks one more thing
help-looking = Looking
help-pages = Pages
help-next = take the customer who comes first and open the card
help-confirm = the customer agreed to everything
help-pay = paid in full
help-arrived = the parcel waits at the pickup point
help-received = the customer has it
help-claim = take this customer, or let go
help-undo = undo the last action
help-redo = do it again
help-undo_earlier = undo your last action in another window, or before the restart
help-dial = call, or show the number; then log what came of it
help-outcome = log what came of a call
help-ship = enter the tracking number
help-cancel = cancel, with a reason
help-returned = the parcel came back, with a reason
help-schedule = agree on a time to call
help-skip = not now, with a reason
help-note = write a note
help-message = what the customer was told and will be; on a message of the outbox: send, recall, try again or correct it
help-answers = standard answers: a few letters, Enter copies
help-edit = edit the lines, payment, delivery, address or the customer's card
help-other = a new order by phone, refund, part payment, reopen, close and everything rarer
help-mark = mark the row or unmark it: an action is then for all that are marked; in a script tick the point
help-calls = to the caller, from anywhere; Esc goes back
help-left = what stands to the left: another call
help-right = what stands to the right: another call
help-down = next row
help-up = previous row
help-page_down = a screen down
help-page_up = a screen up
help-first = first row
help-last = last row
help-open = the card over the whole screen
help-focus = from the list to the card, to its script, and back
help-history = everything that happened with this customer
help-why = why this row stands where it stands
help-views = show all, mine, new, existing customers, companies, calls after receipt – or a page
help-search = search; a digit begins one too
help-palette = find any command by its name
help-help = this list
help-back = one step back
help-quit = leave

## Full-screen pages
page-nobody = Nobody.
page-today = Today
page-orders = Orders
page-customers = Customers
page-help-orders = all orders by stage, filtered and sorted; what waits for its hour
page-help-customers = repeat sales: segments, and who is due for the same again
page-segment = Segment
page-again = Due again
customers-newest = The newest customers
customers-none = There are no such customers.
customers-phone = phone
customers-orders = orders
customers-received = received for
customers-last = last order
customers-filter = name, phone
customers-found = { $count ->
    [one] { $number } customer
   *[other] { $number } customers
}
customers-found_least = { $count ->
    [one] at least { $number } customer
   *[other] at least { $number } customers
}
customers-due = Time for the same again
customers-again = used up, or the usual interval has passed
customers-segments = Segments: may be offered something
customers-no_segments = None yet: write [[segment]] into the settings.
customers-stopped = stopped at { $made } of { $planned }; m for the rest
customers-of_all = of { $all }
customers-segment = { $name }: { $allowed } of { $all } may be offered something
customers-again_title = { $allowed } of { $all } may be offered it
page-help-today = the owner's morning: who is to be called, paid, sent
page-failed = tried to buy and failed
today-failed = tried to buy and failed
page-ordered = ordered yesterday
today-ordered = ordered
page-confirmed = confirmed yesterday
today-confirmed = confirmed
page-paid = paid yesterday
today-paid = paid
page-unpaid = ordered, not paid
answers-title = Standard answers
answers-nothing = No answer has these words.
notice-answer_copied = The answer is in the clipboard.
page-messages = Messages
page-help-messages = what one customer was told and will be
page-outbox = Outbox
page-channels = Channels
page-help-outbox = what leaves by itself: recall it while it waits
page-help-channels = by what messages leave, and whether it works
outbox-failed = Not delivered
outbox-look = Leaves after a look: the message key sends it
outbox-release_all = Send all { $count }
outbox-waiting = Waits
outbox-over = Left or taken out
outbox-to_shops = To the shops
outbox-nothing = Nothing waits.
today-unpaid = ordered and did not pay: call
page-promises = promised for today
today-promises = promised a call today
page-storage = storage is ending
today-storage = storage at the pickup point is ending
today-section_calls = Call today
today-section_yesterday = Yesterday
today-section_copy = Copy of the database
today-copy = the last proven one
today-copy_old = none for over two days
today-copy_none = there is none yet
today-copy_failed = the last try made none
today-copy_remedy = now: dozvon backup; what is wrong: dozvon doctor
today-section_came_back = Came back, not in stock yet
today-came_back = to be looked over and put in stock (e b): dozvon parcels back
today-section_retention = Data kept for too long
today-retention = not heard of for { $years ->
    [one] { $years } year
   *[other] { $years } years
}: dozvon customer retention
today-section_shift = The shift today
today-calls = calls
today-talks = talked
today-in_time = on time
today-handled = handled
today-all_operators = all
today-oldest = waits longest for a first call
today-at_risk = money at risk now
today-nobody_waits = nobody

## Scripts
script-title = Script

## All orders
tab-all = All
tab-new = New
tab-thinking = To confirm
tab-confirmed = To pay
tab-ready = To send
tab-dispatched = On the way
tab-arrived = Waiting
tab-received = Received
tab-closed = Closed
tab-cancelled = Cancelled
tab-returned = Returned
tab-later = Later
tab-products = All
tab-absent = Out of stock
tab-running_out = Running out
tab-wanted = In orders
tab-price_risen = Dearer
tab-new_products = New
orders-number = No.
orders-created = placed
orders-customer = customer
orders-town = town
orders-goods = goods
orders-total = total, { $sign }
orders-total_plain = total
orders-stage = stage
orders-channel = from
orders-thinking = to confirm
orders-filter = number, name, phone, goods, town, stage
orders-found = { $count ->
    [one] { $number } order of { $of }
   *[other] { $number } orders of { $of }
}
orders-found_all = { $count ->
    [one] { $number } order
   *[other] { $number } orders
}
orders-found_least = { $count ->
    [one] at least { $number } order of { $of }
   *[other] at least { $number } orders of { $of }
}
orders-newest_read = Town, goods and stage were looked for among the newest orders only: add a number, a name or a phone.
orders-none = There are no such orders.
orders-none_seen = There are none among the newest orders; not all older ones were looked at: choose a stage by the arrows.
later-day = { $day }
later-read = Only the { $count } that fall due first were looked through.
later-first = The first { $count } are shown: narrow the list with /.
later-nothing = Nothing is planned for a week ahead.
page-products = Products
page-help-products = the catalogue: what there is and what open orders ask for
page-calendar = Calendar
page-help-calendar = agreed calls by day
products-filter = name, article number
products-filter_new = name, article number, or since which day: 2 Nov
products-found = { $count ->
    [one] { $number } product of { $of }
   *[other] { $number } products of { $of }
}
products-found_all = { $count ->
    [one] { $number } product
   *[other] { $number } products
}
products-none = The catalogue is empty: dozvon catalogue import FILE loads it.
products-none_such = There are no such products here.
products-new_since = New since { $day }: type another day into the filter.
products-name = product
products-sku = article
products-price = price
products-stock = in stock
products-wanted = wanted
products-left = left
products-orders = orders
products-rise = dearer by
products-since = since
products-running_out = running out
products-short = not enough
products-gone = none, but offered
calendar-nothing = No calls are agreed on.

## A message written by hand
write-title = A new message
write-subject = Subject
write-free = In your own words: the greeting and the shop's signature are there, the rest is yours.
write-sent = Sending…
write-copy_only = It will not arrive by this channel; the text can be copied: Ctrl-Y
write-no_address-sms = no working number
write-no_address-email = no address
write-no_channel-sms = No channel carries SMS; the text can be copied: Ctrl-Y
write-no_channel-email = No channel carries emails; the text can be copied: Ctrl-Y
write-waits = leaves { $when }: it is night there
write-by = channel { $channel }

## By what messages leave
channels-none = No channels: messages wait, their text is copied. Example: config.example.toml.
channels-title = { $name } · { $carries }
channels-stands = state
channels-through = through
channels-from = sender
channels-shops = shops
channels-secret = password or key
channels-goes = leaving
channels-kinds = messages
channels-kinds_all = all
channels-kinds_none = none: other channels take them
channels-kinds_but = all but: { $kinds }
channels-today = today
channels-failed = last error
channels-heard = last report
channels-missing = lacks { $key } in [channels.{ $name }]
channels-never = switched off: go = "never"
channels-rests = takes nothing since { $since }: { $why } · tried every two minutes
channels-works = in order
channels-untried = set up, nothing left by it today: Enter tries it
channels-folder = into a folder: [channels] live = false
channels-goes_auto = at once
channels-goes_look = after a look: go = "look"
channels-goes_never = never: go = "never"
channels-counts = { $sent } sent, { $delivered } delivered · { $failed } not delivered, { $held } unknown, { $waiting } waiting
channels-failed_at = { $when } · { $why }
channels-heard_at = { $when } · { $state }
channels-listener = Listener: what other machines tell
channels-listens = { $who } since { $since }
channels-listens_nobody = nobody listens: leave a console or dozvon work open
channels-listens_failed = nobody can listen: { $why }
channels-address = address
channels-outside = from outside
channels-outside_none = unknown: set public_url in [listen]
channels-try = Testing channel { $name }: to whom?
channels-try_sms = A phone number. Enter sends one message.
channels-try_email = An email address. Enter sends one letter.
channels-trying = Sending…
channels-rehearsal = This file is a rehearsal: nothing leaves it.
write-offer = Offer
write-offer_text = What you offer; the greeting, how to refuse and the signature are added.
write-offer_look = Ctrl-S shows who gets it, the text and the cost; nothing leaves yet.
write-offer_leaves = Into the outbox at { $count } a minute; u takes back what has not left.
write-offer_nobody = Nobody of them may be offered something now, or nobody can be reached.
bar-offer_look = show
bar-offer = offer

page-money = Money
page-help-money = who owes what: customers, carriers, the shop
owed-nothing = Nobody owes anything.
owed-customers = Owed by customers: { $count } · { $sum }
owed-customers_late = Owed by customers: { $count } · { $sum }, overdue { $late } · { $late_sum }
owed-carriers = Owed by carriers: { $count } · { $sum }
owed-carriers_late = Owed by carriers: { $count } · { $sum }, overdue { $late } · { $late_sum }
owed-refunds = To give back: { $count } · { $sum }
owed-refunds_late = To give back: { $count } · { $sum }, overdue { $late } · { $late_sum }
owed-at_receipt = To be paid at receipt: { $count } · { $sum }
owed-late = was due { $day }
owed-until = by { $day }
owed-claimed = says: paid
owed-more = and { $count } more: type to narrow them
owed-filter = number, name, phone, goods, town
owed-none_found = None of these is found. Esc shows all.
page-feeds = Orders' feeds
page-help-feeds = where orders come from by themselves, and how that fares
page-help-recordings = recorded calls nobody has heard
feeds-none = No feeds: orders come by import. dozvon feed add sets one up.
feeds-title = { $name }
feeds-stands = state
feeds-works = in order
feeds-answer_later = it was asked about many at once, and has the answer ready at { $when }
feeds-untried = not asked yet: leave a console or dozvon work open
feeds-fails = since { $since }: { $why }
feeds-paused = left alone by { $who } since { $when }
feeds-paused_by_settings = left alone: pause = true in the settings
feeds-remedy = what to do
feeds-place = where
feeds-last = last answer
feeds-never = none
feeds-answered = { $when } · all that there was by { $known } is here
feeds-reading = { $when } · still reading
feeds-orders = orders
feeds-goods = goods
feeds-brought = { $count } new in all
feeds-brought_at = { $count } new in all, the last { $when }
feeds-unknown = status
feeds-word = “{ $word }” is not explained, orders: { $count } · dozvon feed word
feeds-rejects = not read
feeds-rejected = orders: { $count } · mended in the shop they come in by themselves
feeds-rejected_files = orders: { $count } · the report in rejects/ names the file to mend them in
feeds-rejected_told = orders: { $count } · mend the profile, then take them again
feeds-told = told
feeds-unread_told = { $when }: { $why }
feeds-again = take again
feeds-again_does = Enter
notice-feed_again = What could not be read is tried again.
notice-settings_taken = The shop's settings were published: this console works by them now.
notification-new_orders = { $count ->
        [one] { $count } new order
       *[other] { $count } new orders
    }
feeds-more_words = and { $count } more: dozvon feed list
feeds-file = file
feeds-unread_file = { $file } of { $when } lies in rejects/: { $why }
feeds-lost = in the settings no more; { $count ->
        [0] nothing waits to be written to its shop
        [one] { $count } thing waits to be written to its shop
       *[other] { $count } things wait to be written to its shop
    }
feeds-lost_remedy = feed rename { $name } NAME goes on with it under its new name, feed forget { $name } ends it
feeds-writes = to the shop
feeds-writes_stand = waits: { $waiting } · not taken: { $failed } · Enter lists them
feeds-reject = ·
feeds-now = ask now
feeds-now_does = Enter
feeds-pause = leave alone
feeds-pause_does = Enter
feeds-resume = go on
feeds-resume_does = Enter
notice-shop_write_again = It is written to the shop again at once.
notice-shop_write_dropped = It is not written to the shop.
notice-shop_write_gone = It stands otherwise by now.
notice-feed_asked = The feed is asked at once.
notice-feed_paused = The feed is left alone.
notice-feed_resumed = The feed is asked again.

## The signs of the list
legend-call = rings now
legend-beware = out of stock, dearer, or no time to call
legend-regular = a regular whose own manager is on shift
legend-mine = you hold this customer
legend-mark = the row is marked
legend-came = has just come
legend-tick = done
legend-times = how often we called in vain
feeds-carrier = Parcels: { $name }
feeds-followed = parcels
feeds-followed_count = under way: { $count } · each asked about every { $hours ->
    [0] { $minutes } min
   *[other] { $hours } h
  }

## An empty file
start-title = Nothing here yet. Where to begin?
start-import = take in the orders of a shop's file
start_about-import = Drop the file here or paste its path. It is shown first; Enter takes it in.
start-shop = set the shop up
start_about-shop = Name, country, hours, phone: a minute.
start-feed = connect a shop
start_about-feed = New orders come by themselves.
start-telephone = connect a telephone
start_about-telephone = Calls are seen and dialled from here.
start-mailbox = connect a mailbox
start_about-mailbox = Letters of orders become orders.
start-order = an order by phone
start_about-order = Somebody calls and orders.
start-demo = look at a made-up shop
start_about-demo = It lives; q leads back here.
start-settings = all settings
start_about-settings = Found as you type; Enter changes one.
start-foot = Press a digit. Other keys work as always: ? shows them.
start-elsewhere = Type it in another window: { $line }
