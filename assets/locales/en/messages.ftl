# What the desk tells customers by itself: kinds, states and channels of messages, and the promise of a call.

message-promise = a call is promised
message-promise_broken = apology with a new time
message-call_after_hours = we will call you back
message-in_work = the order is in work
message-calls_missed = we missed your calls
message-calls_in_vain = we could not reach you
message-wrong_number = is the number right?
message-accepted = the order as agreed
message-requisites = where to pay
message-paid = thanks for the payment
message-dispatch_late = apology: dispatch is late
message-tracking = tracking number
message-dispatched = it is on its way
message-arrived = it waits at the pickup point
message-pickup_waits = it still waits
message-pickup_last = storage will soon cost money
message-quality = does it suit?
message-courtesy = how do you like it?
message-taken_back = what we wrote was a mistake
message-received = received, thanks
message-offer = an offer
message-written = written by hand

message_state-waiting = waits
message_state-recalled = recalled
message_state-expired = too late to send
message_state-sending = is being sent
message_state-sent = sent
message_state-would_be_sent = would be sent
message_state-failed = not delivered
# When it was known that a message has arrived, or did not.
message-known = { $state } { $time }
message_state-delivered = delivered
message_state-held = sent or not, unknown

message_channel-sms = SMS
message_channel-email = email

message-window = { $from }–{ $until }
message-count = { $count ->
    [one] { $count } call
   *[other] { $count } calls
}
message-until = until { $date }
message-by = by { $date }
message-segments = { $parts ->
    [one] { $parts } part, { $length } characters
   *[other] { $parts } parts, { $length } characters
}
message-correction = correction

message_leaves-soon = in { $span }
message_leaves-at = at { $time }
message_leaves-now = ready to leave
message_leaves-look = after a look

hours-every_day = every day { $hours }
hours-day = { $day } { $hours }
hours-days = { $first }–{ $last } { $hours }

promise_month-1 = { $day } January
promise_month-2 = { $day } February
promise_month-3 = { $day } March
promise_month-4 = { $day } April
promise_month-5 = { $day } May
promise_month-6 = { $day } June
promise_month-7 = { $day } July
promise_month-8 = { $day } August
promise_month-9 = { $day } September
promise_month-10 = { $day } October
promise_month-11 = { $day } November
promise_month-12 = { $day } December

promise_day-1 = on Monday, { $date }
promise_day-2 = on Tuesday, { $date }
promise_day-3 = on Wednesday, { $date }
promise_day-4 = on Thursday, { $date }
promise_day-5 = on Friday, { $date }
promise_day-6 = on Saturday, { $date }
promise_day-7 = on Sunday, { $date }

promise_span-hours = { $count ->
    [1] the first hour
   *[other] the first { $count } hours
}
promise_span-minutes = { $count ->
    [one] the first { $count } minute
   *[other] the first { $count } minutes
}

promise-site = We are open { $hours }. To an order placed at any other time we answer by phone within { $span } of the next opening: { $day }, between { $from } and { $until }.
promise-phone = Hello! You have called { $shop }. We are closed now; our hours are { $hours }. We have noted your number and will call you back { $day }, between { $from } and { $until }. Thank you for calling!
promise-phone_nameless = Hello! We are closed now; our hours are { $hours }. We have noted your number and will call you back { $day }, between { $from } and { $until }. Thank you for calling!

message_lacks-order = This message is about an order, and there is none.
message_lacks-opening = The shop does not open within a year.
message_lacks-tracking = The order has no tracking number yet.
message_lacks-handed_over = The order has not been handed over yet.
message_lacks-arrived = The parcel has not arrived yet.
message_lacks-owed = Nothing is owed for the order.
message_lacks-term = The order has no dispatch date of its own.
message_lacks-hint = Choose another message, or enter it first.
message_broken-hint = Mend the text in the folder messages beside the settings; `config check` tries them all.

## The texts a message by hand can be made of
template-promise = a promised call
template-promise_broken = we did not call in time: an apology
template-call_after_hours = we call back when we open
template-in_work = the order is in work
template-calls_missed = we missed your calls
template-calls_in_vain = we could not reach you
template-wrong_number = is the number right?
template-accepted = the order as agreed
template-changed = the order has changed
template-payment_reminder = a reminder of the payment
template-requisites = where to pay
template-paid = thank you for the payment
template-dispatch_late = dispatch is late
template-tracking = the tracking number
template-dispatched = the order is on its way
template-arrived = the parcel has arrived
template-ready = ready to collect
template-pickup_waits = the parcel still waits
template-pickup_last = storage will soon cost
template-received = received, thank you
template-quality = does it suit?
template-review = please leave a review
template-courtesy = how do you like it?
template-taken_back = the last message was a mistake
template-apology = an apology
template-offer = an offer
template-written = your own text

# The page a link in an offer leads to. The customer reads it.
stop-ask = No more offers?
stop-ask_more = We will not send you advertising any more. Messages about your orders still come.
stop-button = No more offers
stop-done = Done
stop-done_more = We will send you no more offers. Messages about your orders still come.
