# Words shared by the console, the commands and the reports.

## Lengths of time and counts
span-minutes = { $count } min
span-hours = { $count } h
span-half_hours = { $count }½ h
span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
percent = { $percent }%
count-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
count-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
count-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
count-orders = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
count-customers = { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}
count-calls = { $count ->
    [one] { $count } call
   *[other] { $count } calls
}
count-attempts = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
}

## Lanes of the queue
lane-ringing = ringing
lane-missed = missed
lane-callback = call back
lane-new_high = new, high
lane-new = new
lane-follow_up = follow-up

## Tasks
task-answer = answer
task-return_call = return the call
task-call_back = call back
task-first_contact = first contact
task-retry_call = call again
task-decide = settle it
task-find_contact = find a contact
task-remind_payment = remind to pay
task-send_tracking = tracking number
task-dispatch_late = dispatch on time
task-check_parcel = find the parcel
task-remind_pickup = remind to collect
task-quality_call = does it suit
task-courtesy_call = courtesy call
task-refund_due = refund
task-check_payment = is the money there?
task-make_ready = lay it ready
task-check_payout = money from carrier?
task-complaint = complaint
task-reply = answer in writing
task-undelivered_message = message not delivered
task-shop_changed = the shop changed it
task-shop_cancelled = the shop cancelled it
task-duplicate = the same order twice?
task-propose_cancel = cancel?
task-propose_return = returned?

## Stages of an order
stage-new = new
stage-confirmed = confirmed
stage-ready = ready to go
stage-dispatched = dispatched
stage-arrived = at the pickup point
stage-received = received
stage-closed = closed
stage-cancelled = cancelled
stage-returned = returned

## Outcomes of a call
outcome-talked = talked
outcome-no_answer = no answer
outcome-busy = busy
outcome-voicemail = voicemail
outcome-unreachable = unreachable
outcome-wrong_number = wrong number
outcome-call_back = asked to call later
outcome-refused = does not want it

## Why a call was missed
missed-busy = all lines busy
missed-away = operator away
missed-nobody = nobody on shift
missed-after_hours = after hours
missed-hung_up = caller hung up
missed-technical = technical fault

## Why a call is to be made at a time
appointment-request = asked online
appointment-schedule = agreed
appointment-promise = promised

## Why an order was cancelled or returned
reason-too_slow = we were too slow
reason-no_contact = no contact
reason-out_of_stock = out of stock
reason-pushed = felt pushed
reason-price_rose = the price rose
reason-little_info = too little information
reason-payment_means = means of payment
reason-delivery = delivery
reason-cheaper = found cheaper
reason-not_paid = not paid
reason-unreachable = unreachable
reason-not_collected = not collected
reason-changed_mind = changed their mind
reason-duplicate = duplicate
reason-test = test order
reason-other = other

## Payment
terms-prepaid = prepaid
terms-on_delivery = pays on delivery

## Ways an order comes
channel-site = site
channel-phone = phone
channel-marketplace = marketplace
pay-purpose = Order { $number }
pay-code_caption = To pay, scan the code with the app of your bank
pay-title = pay by a code
pay-sum = To pay: { $sum }
pay-link = Link: { $link }
pay-nothing = There is nothing to pay.
pay-no_account = To show a code, set payee, account and, for a Russian account, bank and bic in the settings.
pay-no_room = The code does not fit: it takes { $needed } lines, there are { $rows }. Enlarge the window, or use a smaller font.
pay-no_blocks = A code cannot be drawn in ASCII. A file with it: dozvon order pay-code { $number } --png FILE
means-card = card
means-bank_account = bank transfer
means-cash = cash
means-cod = cash on delivery
means-other = other

## What is paid and what goes back
money-unpaid = not paid
money-paid = paid
money-part_paid = paid { $paid }, { $owed } to come
money-overpaid = { $over } too much paid
money-to_refund = refund { $money }

## Parts of an order
part-lines = goods
part-name = name
part-contacts = phones and emails
part-address = address
part-delivery = delivery
part-tracking = tracking number
part-payment = payment
part-comment = comment
part-number = number
part-stage = stage
part-consent = consent to offers

## Carriers
carrier-russian_post = Russian Post
carrier-nova_poshta = Nova Poshta
carrier-cdek = CDEK
carrier-ukrposhta = Ukrposhta
carrier-boxberry = Boxberry
carrier-courier = courier
carrier-pickup = pickup
carrier-other = other carrier
carrier-none = nothing to send
case-replaced = replaced
case-refunded = money given back
case-explained = explained
case-withdrawn = withdrawn

## What makes a task stand where it stands
why-last_chance = last chance
why-peak = new, at the peak
why-backlog = waiting since before
why-promised = promised { $from }–{ $until }
why-promised_in_vain = { $count ->
    [one] promised once in vain
   *[other] promised { $count } times in vain
}
return_reason-does_not_fit = does not suit
return_reason-faulty = does not work
return_reason-damaged = damaged on the way
return_reason-wrong_goods = not what was ordered
return_reason-not_as_described = not as described
return_reason-changed_mind = changed their mind
return_reason-other = other reason
condition-as_new = as new
condition-opened = packaging opened
condition-used = used
condition-damaged = damaged
condition-useless = not to be sold
instead-refund = refund
instead-exchange = exchange
return-line = Return { $id }: { $goods }
return-back = back { $date }
return-sent = on its way: { $parcel }
return-awaited = awaited since { $date }
return-exchanged = sent instead: No. { $number }
card-exchanged_for = Sent for goods returned from No. { $number }
why-return_awaited = return has not come
why-parcel_refused = returned? refused
why-parcel_lost = lost by the carrier
why-in_writing = in writing only
why-paid_in_full = paid and clear: confirm
why-attempt = attempt { $count }
why-missed_calls = { $count ->
    [one] { $count } missed call
   *[other] { $count } missed calls
}
why-unreachable = cancel? not reached
why-undecided = cancel? talked, no decision
why-not_paid = cancel? never paid
why-refunded = cancel? all money went back
why-no_contact = cancel? no contact found
why-hold_over = returned? storage is over
why-same_as = the same order twice?
why-last_storage_day = free storage ends
why-b2b = { $words }, B2B
why-maybe_b2b = { $words }, B2B?
why-out_of_stock = { $words }, out of stock
why-promised_away = { $words }, promised to older orders

## What the catalogue says of a line
stock-none = out of stock
stock-few = only { $count } in stock
stock-promised = { $count } in stock, promised to older orders
stock-left = { $count } in stock
stock-risen = price +{ $money }

## Whether something may be offered
offer-no_consent = no consent
offer-withdrawn = wants no offers
offer-too_soon = not before { $from }
offer-not_customer = not a customer
offer-agreed = agreed to offers on { $date }
offer-agreed_on = agreed on { $date }
offer-withdrawn_on = none, since { $date }
customers-interval = orders every { $days } days

## How long it has waited, and what is left
timing-target = { $left } left of { $target }
timing-waited = waits { $waited }
timing-late = waits { $waited }, longer than { $target }
timing-left = { $left } left
timing-until = until { $time }
timing-over = overdue { $over }
timing-waited_over = waiting { $waited }, overdue
row-asleep = night
timer-left = left
timer-waits = waiting
timer-over = overdue
timer-by = by
reason-line = { $rule } · { $words }
reason-line-timed = { $rule } · { $words } · { $timing }

## Days
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
day-today = today
day-yesterday = yesterday
day-tomorrow = tomorrow
day-1 = { $day } Jan
day-2 = { $day } Feb
day-3 = { $day } Mar
day-4 = { $day } Apr
day-5 = { $day } May
day-6 = { $day } Jun
day-7 = { $day } Jul
day-8 = { $day } Aug
day-9 = { $day } Sep
day-10 = { $day } Oct
day-11 = { $day } Nov
day-12 = { $day } Dec

## Why a row is left for now
skip-waiting_for_shop = waiting for the shop
skip-waiting_for_customer = the customer will answer
skip-better_later = call later
skip-somebody_else = somebody else's
skip-other = other

## Company or private
b2b-maybe = maybe a company
b2b-yes = a company
b2b-no = private
consent-yes = agrees to them
consent-no = wants none

## What an action does
action-take = take
action-release = release
action-confirm = confirm
action-pay = paid
action-refund = refund
action-ship = tracking number
action-handed = handed over
action-arrived = arrived
action-received = received
action-returned = returned
action-cancel = cancel
action-reopen = reopen
action-close = close
action-note = note
action-call = call outcome
action-schedule = schedule
action-skip = skip
action-new_order = new order
action-lines = edit the lines
action-details = edit payment, delivery, address, comment
action-customer = edit the customer
action-answer = answer the call
action-call_event = call
action-keep_both = two different orders
action-accept_shop = accept the shop's change
action-keep_ours = keep ours
action-put_off = put off
action-told_late = told of the delay
action-complaint = complaint
action-complaint_settled = complaint settled
action-wrote = wrote
action-replied = answered
action-return_agreed = return goods
action-return_sent = return on its way
action-return_back = goods are back
action-return_dropped = customer keeps the goods
action-return_exchanged = send other goods
action-parcel_refused = parcel refused
action-put_in_stock = in stock again
action-followed = news of the parcel
action-claims_paid = says to have paid
action-missed_why = reason of missed calls
action-call_reviewed = review of a call
action-care_done = follow-up call not needed
action-told_unpaid = told that no payment came
action-dispatch_by = dispatch by
action-not_customer = not a customer
action-b2b = company or not
action-consent = agrees to offers, or not
action-offered = something was offered
action-message = a message was written
action-message_released = message let out
action-message_retried = message sent again
action-message_stopped = message taken out of the outbox
action-message_sent = message marked as sent
action-message_corrected = correction of a message
action-import = import
action-lapse = close by itself
action-undo = undo
action-redo = redo
action-shift_in = log in
action-shift_out = log out
action-pause = pause
action-resume = back from the pause
action-shift_lost = close a shift left open
action-merge = merge with another customer
action-keep_apart = not the same person
action-unsubscribed = wants no more offers
action-erase = erase for ever
action-publish = publish the shop's settings

## What an action did
done-take = taken
done-take_over = taken over from { $by }
done-release = released
done-confirm = confirmed
done-pay = paid
done-part_pay = paid in part
done-refund = money returned
done-refunded = money returned: { $money }
done-ship = tracking number entered
done-handed = handed over
done-arrived = arrived at the pickup point
done-received = received
done-returned = came back
done-cancel = cancelled
done-reopen = reopened
done-close = closed
done-note = note written
done-call = call logged
done-schedule = call scheduled
done-skip = skipped
done-new_order = order taken
done-lines = lines changed
done-details = order's terms changed
done-customer = customer's card changed
done-answer = call answered
done-call_event = call
done-keep_both = two different orders
done-accept_shop = shop's change accepted
done-keep_ours = ours kept
done-put_off = put off
done-told_late = told of the delay
done-complaint = complaint
done-complaint_settled = complaint settled
done-wrote = wrote
done-replied = answered
done-return_agreed = return agreed
done-return_sent = return on its way
done-return_back = goods are back
done-return_dropped = customer keeps the goods
done-return_exchanged = exchanged
done-parcel_refused = parcel refused
done-put_in_stock = in stock again
done-followed = news of the parcel
done-claims_paid = says to have paid
done-missed_why = why the calls were missed is known
done-call_reviewed = the call is reviewed
done-care_done = follow-up call not needed
done-told_unpaid = told that no payment came
done-dispatch_by = term of dispatch set
done-not_customer = not a customer
done-b2b = who buys noted
done-consent = answer about offers noted
done-offered = offered
done-message = message in the outbox
done-message_released = the message leaves
done-message_retried = the message is tried again
done-message_stopped = the message is not sent
done-message_sent = the message is marked as sent
done-message_corrected = a correction leaves
done-import = came from the shop
done-from_base = from a base of people
done-shop_changed = the shop changed the order
done-lapse = closed by itself
done-undo = undone
done-redo = done again
done-shift_in = logged in
done-shift_out = logged out
done-pause = on a pause
done-resume = back from the pause
done-shift_lost = a shift left open was closed
done-merge = customers merged
done-keep_apart = two different people
done-unsubscribed = asked for no more offers
done-erase = erased at their wish
done-publish = the shop's settings were published
done-line = No. { $number } · { $what }
done-count = { $count } × { $what }
undid-line = Undone: { $what }
redid-line = Done again: { $what }
undid-entry = undone: { $what }
redid-entry = done again: { $what }

## Two customers become one
count-notes = { $count ->
    [one] { $count } note
   *[other] { $count } notes
}
count-messages = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
count-appointments = { $count ->
    [one] { $count } time to call
   *[other] { $count } times to call
}
same-phone = the same phone
same-email = the same email
merge-stays = stays
merge-goes = merged into it
merge-comes = comes over
merge-contacts = phones, emails
merge-nameless = no name
merge-wrong_number = wrong number
merge-name = name
merge-company = company
merge-tax_id = tax id
merge-region = region
merge-time_zone = time zone
merge-sex = sex
merge-b2b = company or private
merge-manager = manager
merge-customer_note = note
merge-do_not_call = do not call
merge-not_customer = not a customer
merge-consent_at = agreed to offers
merge-consent_off_at = refused offers
merge-last_offer_at = last offer
merge-yes = yes
merge-no = no
merge-known = as in the other card

## The rules, each in a sentence
rule-1 = Those who lose patience first are served first: who calls, who called in vain, who was promised a call, new orders, the rest.
rule-2 = In the fresh lanes the freshest comes first; in the others whose time ends first.
rule-3 = An order over the shop's high total goes before other new ones.
rule-4 = First contact within the target, at the latest within the limit: every 5 minutes cost about a tenth of the sales.
rule-5 = An order from outside calling hours is promised a call at the beginning of the next opening.
rule-6 = Not contacted for half an hour, the customer is told that the order is in work.
rule-7 = Who does not answer is called again: later the same day, then once a day; after that the desk proposes cancelling.
rule-8 = One customer, one manager: a card taken by one is not called by another.
rule-9 = A regular customer's own manager comes first.
rule-10 = Companies, first-time customers and regulars are different work.
rule-11 = Goods out of stock are said before the call, and nothing else is pushed.
rule-12 = Paid before dispatch or at receipt; nothing closes while money is owed either way.
rule-13 = Confirmed and not paid: a reminder call offers the other means of payment.
rule-14 = Still not paid after the requisites came again: the desk proposes closing the order.
rule-15 = Paid in full: thanks, the date of dispatch and the estimate.
rule-16 = A price that rose since the order is absorbed or made up for.
rule-17 = The tracking number reaches the customer within minutes of the order being ready.
rule-18 = The parcel leaves on time; when it does not, the customer hears it from us first.
rule-19 = The dispatch message has the date, the estimate and the number.
rule-20 = The parcel is packed by the checklist.
rule-21 = A waiting parcel is followed by messages and calls, always once more before free storage ends.
rule-22 = Some days after receipt everyone is asked whether it suits.
rule-23 = A month after receipt we ask how they like it.
rule-24 = The base keeps name, phone, sex and purchases.
rule-25 = Offers go to those who agreed to them, and seldom.
rule-26 = Goods that run out fall due again.
rule-27 = A missed call is returned within the hour, and tried again until we get through.
rule-28 = Recordings stay with the call.
rule-29 = Missed calls are counted with their reasons.
rule-30 = Every stage is confirmed to the customer.
rule-31 = The morning begins with yesterday's orders that were not paid.
rule-32 = Conversion, refusals and waiting are measured.
rule-33 = Standard questions have standard answers.
rule-34 = A script stands beside the card; nothing is cross-sold on the first call.
rule-35 = What leaves by itself waits a little, so that it can be recalled, and is sent once.
rule-36 = Calls are placed when it is day where the customer is; who asked not to be called is written to.
rule-37 = An order or a callback asked for by phone is entered on the customer's behalf.
rule-38 = A complaint is settled with an outcome; until then nothing is offered and nobody is asked how they like it.
rule-39 = What a customer writes is answered within the hour.
rule-40 = What is collected at the shop is laid ready on time; what needs no parcel owes no number.

## Words of somebody else
quoted = “{ $text }”

# Sizes of files
size-kb = { $count } KB
size-mb = { $count } MB
size-gb = { $count } GB

## A clock that was set
clock-went_ahead = The clock went ahead by { $span }: it was set, or the machine slept.
clock-went_back = The clock went back by { $span }: it was set.

## Numbers
number-thousand = { $count }k
number-million = { $count }M

# Said in English by what knows no language; the words must be those of the code.
known-not_set = the variable { $one } is not set
known-command = the command of the secret failed: { $one }
known-open = { $one } can be read by others: chmod 600 it
known-no_small_file = { $one }: is no small file
known-unreadable = cannot be read: { $one }
known-not_regular = it is no regular file
known-no_message = no message is called `{ $one }`
known-no_script = no script is called `{ $one }`
known-not_for_texts = `{ $one }` is not for texts like this
known-undefined = undefined value
known-syntax = syntax error: { $one }
known-too_long = filled in it is longer than { $one } KB
known-too_slow = it takes too long to fill in
known-no_question = has no question or no answer
known-no_layout = is not the frame of letters
known-no_key = { $one }: `{ $two }` is no key
known-two_commands = `{ $one }` is on both { $two }
known-reason_key = { $one }: `{ $two }` chooses a reason in the list that it opens
known-no_command = unknown command `{ $one }`
known-key_line = a line is `command = "key"`
known-commands_list = assets/keymap.toml lists every command
known-other_key = give one of the two another key
known-no_twice = a key pressed twice must end no order: choose x, b, v, z or w
known-key_names = write one character, Space, Enter, Tab, Esc, Up, Down, Left, Right, PgUp, PgDn, Home, End or F2, in quotes
known-utf8 = see that it is a text in UTF-8 and can be read
known-unclear = this line is not understood: { $one }
known-silent = no answer within { $one } s
known-no_end = no end within { $one } s
known-no_server = there is no such server
known-connection = the connection is refused
known-address = the address cannot be understood
known-no_command_set = no command is set
known-ended = its process ended while it was on its way
known-login = login or password is not accepted: { $one }
text-hint_readable = see that it is a small text file in UTF-8 and can be read
text-hint_values = values stand as {"{{ order.number }}"}, and between {"{% if order %}"} and {"{% endif %}"} where there may be no order; { $file } names them
text-hint_scripts = one of { $names }; -{ $segments } after it narrows it to a segment
text-hint_messages = write NAME.sms.txt or NAME.email.txt, NAME one of { $names }; or { $signature }.email.txt
text-hint_answer = write `# the question`, `> the words it is found by`, and the answer below
text-hint_layout = the one HTML file here is layout.html
text-hint_layout_values = of values a layout has {"{{ subject }}, {{ body }}, {{ logo }}, {{ color }}"} and {"{{ shop }}"}

# What is written back to a shop
shop_write-status = status “{ $value }”
shop_write-payment = paid
shop_write-tracking = tracking number { $value }
shop_write-no_tracking = no tracking number any more
shop_write-note = note: { $value }
shop_why-refused = the shop does not take it: { $said }
shop_why-overtaken = the shop changed it itself: { $said }
shop_why-kept = the shop leaves it as it is: { $said }
shop_why-gone = the shop has no such order: { $said }
shop_why-keys = the keys may not write, they need Read/Write: { $said }
shop_why-unreached = the shop does not answer, it is tried again: { $said }
shop_why-unsure = nobody knows whether it was taken, it is asked about again: { $said }
shop_why-taken_back = it is taken back here and still stands in the shop: settle it there
shop_why-secret = the keys cannot be had: { $said }
parcel_state-announced = not handed over yet
parcel_state-handed_over = handed over
parcel_state-on_the_way = on the way
parcel_state-arrived = waits to be collected
parcel_state-refused = refused
parcel_state-received = received
parcel_state-returning = on its way back
parcel_state-returned = back at the sender
parcel_state-lost = lost
parcel_state-withdrawn = number withdrawn
carrier-fault = { $fault ->
    [unreached] Nobody answers there ({ $said }).
    [slow] The answer did not come in time ({ $said }).
    [unauthorized] The login or the key is not accepted ({ $said }).
    [forbidden] What is asked is refused ({ $said }).
    [not_found] There is no such service at that address ({ $said }).
    [moved] It leads to another address: { $said }.
    [too_many] It asks to be asked less ({ $said }).
    [closed] It is being worked on ({ $said }).
    [broken] It fails ({ $said }).
    [not_orders] What came is no answer about parcels ({ $said }).
    [secret] Its secret cannot be had: { $said }.
   *[stopped] This program stopped at something in it ({ $said }).
}
carrier-fault_hint = { $fault ->
    [unreached] Is this machine online, and is the address in the settings right?
    [slow] It is asked again by itself.
    [unauthorized] Compare them with the carrier's account: they are those of its API.
    [forbidden] Does the contract with the carrier cover tracking by API?
    [not_found] Leave `address` out of the settings, or write that of its API.
    [moved] Write that one as `address`; secrets are not sent elsewhere by themselves.
    [too_many] It is left alone for as long as it wants; a longer `poll` helps.
    [closed] It is asked again by itself.
    [broken] It is asked again by itself; until then look parcels up on its page.
    [not_orders] A proxy or a guard may stand before it; it is asked again by itself.
    [secret] Put it where the settings say.
   *[stopped] It is tried again; please report it.
}
card-free_until = free until { $date }
card-pickup_code = code { $code }
