# Words shared by the console, the commands and the reports.

## Lengths of time and counts
span-minutes = { $count } min
span-hours = { $count } h
span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
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
task-dispatch_late = dispatch is late
task-check_parcel = look for the parcel
task-remind_pickup = remind to collect
task-quality_call = does it suit
task-courtesy_call = courtesy call
task-refund_due = refund
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
appointment-request = asked on the site
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
means-card = card
means-bank_account = bank transfer
means-cash = cash
means-cod = cash on delivery
means-other = other

## Carriers
carrier-russian_post = Russian Post
carrier-nova_poshta = Nova Poshta
carrier-cdek = CDEK
carrier-ukrposhta = Ukrposhta
carrier-boxberry = Boxberry
carrier-courier = courier
carrier-pickup = pickup
carrier-other = other carrier
