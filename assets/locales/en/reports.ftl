# Reports: headings, columns, and the rules that leak.

report-nothing = nothing
report-daily = The morning’s sheet · { $day }
report-numbers = Numbers
report-speed = Speed: opening hours only
report-all = all
report-refusals = Refusals
report-by_channel = By channel
report-no_reason = not said
report-calls = Calls
report-missed = Why they were missed
report-by_hour = By hour
report-by_weekday = By weekday
report-hours = Hours
report-outrun = outrun
report-outrun_hours = Hours when more orders came than were served

## Columns
report-column-list = list
report-column-count = count
report-column-amount = amount
report-column-number = no.
report-column-customer = customer
report-column-phone = phone
report-column-at = when
report-column-operator = operator
report-column-calls = calls
report-column-talks = talked
report-column-in_time = on time
report-column-handled = handled
report-column-channel = channel
report-column-orders = orders
report-column-sold = sold
report-column-refused = refused
report-column-open = open
report-column-conversion = conversion
report-column-repeat = repeat
report-column-contact_median = first call, median
report-column-contact_90 = 90 %
report-column-handling_median = handling, median
report-column-handling_90 = 90 %
report-column-in_1_to_4 = in 1–4 h
report-column-reason = reason
report-column-share = share
report-column-unconfirmed = before confirmation
report-column-confirmed = after it
report-column-returned = came back
report-column-lost = lost
report-column-rule = the rule that failed
report-column-answered = answered
report-column-missed = missed
report-column-answered_share = answered, share
report-column-made = made
report-column-through = got through
report-column-reached = customers reached
report-column-first_try = at the first try
report-column-tries = calls to reach one
report-column-hour = hour
report-column-weekday = day
report-column-came = orders came
report-column-served = served
report-column-outrun = outrun
report-column-contact_median_s = to the call, median
report-column-contact_90_s = to the call, 90%
report-column-contacts = first contacts
report-column-currency = currency
report-column-email = email
report-column-handled_1_to_4_h = in 1–4 h
report-column-handled_1_to_8_h = in 1–8 h
report-column-handling_median_s = to a decision, median
report-column-handling_90_s = to a decision, 90%
report-column-id = card number
report-column-in_target_share = share on time
report-column-last_bought = last bought
report-column-lost_total = lost
report-column-may_offer = may be offered
report-column-name = name
report-yes = yes
report-no = no

## What leaked, by the number of the rule
leak-4 = first contact on time
leak-7 = tries and another channel
leak-11 = stock said before the call
leak-13 = means of payment offered
leak-16 = price rise softened
leak-18 = dispatch on time and told
leak-21 = pickup reminded
leak-33 = standard answers
leak-34 = the script: nothing pushed

report-column-waiting = waited, median
report-column-talk = talk, median
report-column-returned_median = returned, median
report-column-returned_90 = 90 %
report-column-returned_soon = within 20 min
report-column-not_returned = never returned
report-column-talk_sum = talked
report-column-line = line
report-column-days = days
report-column-there = logged in
report-column-paused = pauses
report-column-adherence = of opening hours
report-column-last_in = last log-in
report-column-last_out = last log-out
report-heat_answered = Answered, weekdays over hours
report-heat_missed = Missed, weekdays over hours
report-by_operator = By operator
report-by_line = By line
report-presence = Who was there

## The page of calls
page-call_page = Calls of 30 days
page-help-call_page = missed and why, busy hours, operators, lines, who was there
calls-section_waiting = Missed, not returned yet: callers
calls-nobody_waits = Nobody waits to be called back.
calls-section_sums = Calls
calls-section_answered = Answered: denser is more
calls-section_missed = Missed: denser is more, ! where more were missed than answered
calls-section_why = Why they were missed
calls-section_operators = By operator
calls-section_lines = By line
calls-section_presence = Who was there
calls-reason_unknown = not known: e y on the row of the call
calls-line_unknown = line not known
calls-waiting = waited, median · 90 %
calls-talk_time = talk, median · 90 %
calls-returned = missed call returned, median · 90 %
calls-returned_soon = returned within 20 minutes
calls-not_returned = never returned
calls-answered_share = answered
calls-days = days
calls-there = logged in
calls-paused = pauses
calls-adherence = of opening hours
calls-talk_sum = talked
calls-times = { $count ->
    [one] { $count } time
   *[other] { $count } times
}

## The page of numbers, and the stock
page-numbers = Numbers of 30 days
page-help-numbers = what became of orders, how fast, why not, busy hours, calls
page-stock = out of stock
today-section_stock = Stock
today-out_of_stock = offered by the shop and out of stock
today-orders_wait = { $count ->
    [one] { $count } order waits
   *[other] { $count } orders wait
}
numbers-nothing = Nothing yet.
numbers-section_conversion = From order to sale, by channel
numbers-section_speed = Speed, opening hours only
numbers-section_refusals = Refusals, and the rule that failed
numbers-section_hours = When orders come: denser is more, ! where more came than were served
numbers-section_calls = Calls by hour
numbers-orders = orders
numbers-sold = sold
numbers-refused = refused
numbers-open = open
numbers-share = sold of decided
numbers-all = all
numbers-contact_median = first contact, median
numbers-contact_90 = first contact, 90% within
numbers-in_target = first contact within the target
numbers-handling_median = decided, median
numbers-handling_90 = decided, 90% within
numbers-in_1_to_4 = decided within 1–4 hours
numbers-repeat = ordered by regulars
numbers-no_reason = not said
numbers-answered = answered
numbers-missed = missed
numbers-made = made
numbers-through = got through
