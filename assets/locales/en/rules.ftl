# What is planned, and the regulation in full.

## The plan
plan-assumes = What falls due on { $day } from { $from } on, if nobody acts and nothing new comes.
plan-due_already = { $count ->
    [one] One task is due already by then and is not listed: dozvon queue.
   *[other] { $count } tasks are due already by then and are not listed. They stand in dozvon queue: the calls to one customer are one row there.
  }
plan-nothing = Nothing falls due.
plan-hour = { $hour } – { $count ->
    [one] 1 task
   *[other] { $count } tasks
  }
plan-until = until { $moment }
plan-by_rule = By rule
plan-care = The queue shows at most { $count } follow-up calls a day (R23); the rest wait.
plan-no_difference = Those settings change nothing.
plan-count-appears = +{ $count } new
plan-count-vanishes = -{ $count } gone
plan-count-moves = ~{ $count } moved
plan-past = “{ $value }” has passed.
plan-past-hint = A plan looks ahead: write today, tomorrow or a date to come.
plan-far = “{ $value }” is too far ahead.
plan-far-hint = Write a date within a year.

## The regulation in words; the numbers are settings and stand below each text
explain-1 =
    The desk serves people in the order in which they lose patience. The lanes, top first: it rings;
    calls nobody answered and nobody returned; a time to call that has come (asked for, agreed,
    promised, a last chance); new high orders; new orders; follow-ups. Everything that is a call is one
    row per customer: the strongest task shows, +1 stands for the rest, and one logged outcome counts
    for all that waited for it.
explain-2 =
    Among missed calls and new orders the freshest comes first: who ordered in the night is asleep, who
    ordered five minutes ago is still comparing shops. Of ringing calls the longest ringing comes first.
    Of times to call, first what can still be kept, by its end, then what is broken, latest first.
    Follow-ups go by the moment the thing is lost, proposals last. A skipped row stands behind its lane
    for ten minutes, for the one who skipped it.
explain-3 =
    An order is high when its total is strictly over the shop's bound. While no bound is set, it is the
    80th percentile of the last 90 days' orders in the shop's currency, calculated once a day; of fewer
    than 20 orders none is high. A high new order goes before the other new ones.
explain-4 =
    A new order is called within the target, at the latest within the limit, counted in time when the
    customer may be called. When it came at a peak – more orders waiting per operator than set – its limit
    is the shop's closing, or the usual one when that is later; an order a promise covers is not waiting.
    An order that had waited for days when the desk first saw it is backlog: it is served by age among the
    follow-ups, promised nothing and told nothing by itself.
    In the last minutes before the limit it rises to the times to call as a last
    chance; once the limit is broken it returns to its lane, so that old orders never starve fresh ones.
    The first attempt ends the limit. A row says what waiting costs: the chance of a sale falls with
    every five minutes. After a talk the decision is unhurried, but it falls due.
explain-5 =
    An order that came when nobody could be called, or that is still untouched at closing, is promised a
    call at the beginning of the next opening, and the customer is told the exact time. While the promise
    stands there is no other limit. It rises early enough for all promises of those hours to be kept;
    broken for long, it returns to its lane and the customer gets an apology with a new time. After the set
    number of apologies nothing more is promised: the order stands first among the new ones.
explain-6 =
    An order nobody called about for so long gets a message, once: it is in work, a manager will call.
explain-7 =
    Who does not answer is called again: the second and the third time within hours, as urgent as the
    first; then once a day at set hours; after the last attempt the desk proposes cancelling as
    unreachable. After a few calls in vain, theirs or ours, the customer is answered by a message. An
    answered call begins the count again.
explain-8 =
    Two managers never call one customer. Taking a card claims the customer with all their orders; the
    others see who holds them. A claim lapses some time after the last key in that card, and never during
    a call; taking over is explicit and stands in the journal.
explain-9 =
    A customer who received an order has a manager of their own: who confirmed the last one. Among missed
    calls and new orders their rows stand first for that manager; when the manager is off shift the
    customer is everyone's.
explain-10 =
    First-time customers, existing ones and companies are different work: each has a view, a role that
    starts in it and a script. A company's name, a tax id or an unusual quantity marks a maybe; one key
    settles it.
explain-11 =
    An order with goods out of stock says so before the call, and so does one whose goods are promised to
    older open orders. What the shop still offers and no longer
    has is listed every day. Something else instead is never pushed.
explain-12 =
    Goods are paid for before dispatch or at receipt. Payments are rows with date, amount and means; what
    the carrier collected is not yet money received. Shipping before payment is allowed after a warning.
    No order closes by itself while money is owed either way; money in hand for a cancelled or returned
    order is to be given back within a business day. What the carrier has not paid out on time is asked for.
explain-13 =
    Confirmed, to be prepaid and not paid for that many business days: a reminder call that offers the
    other means of payment, once more the next day when nobody answers. Every part payment starts it over.
explain-14 =
    Still not paid after that many days: the requisites go out once more. Not paid that many business days
    after that: the desk proposes closing the order as not paid. The customer stays in the base.
explain-15 =
    When the whole sum has come the customer is thanked and told the day of dispatch and the estimate, also
    before the order is confirmed. A shop whose checkout asks everything may spare paid orders without open
    questions the first call: paid_first_contact = "message".
explain-16 =
    A line whose price in the catalogue has risen since the order is flagged with the difference: absorb
    it when it is small, or offer an extra at a discount.
explain-17 =
    From the moment an order is confirmed and paid for (or goes on delivery) its tracking number reaches
    the customer within the target, at the latest within the limit, in working time. Where the shop posts
    once a day with a carrier, the limit is that hour.
explain-18 =
    The parcel is handed over within that many days of payment, or of confirming when paid at receipt; an
    order may have a later term of its own. A day before the term the desk warns; when it will be late,
    the customer hears it from us, with what is being done about it.
explain-19 =
    The message about dispatch has the exact date, the estimate and the number of the waybill.
explain-20 =
    A parcel is packed by the shop's checklist: its card with site and phones, a sample, good packaging,
    a catalogue when it costs no postage.
explain-21 =
    Parcels are followed. On the way without news for too long: look. On arrival the customer is told at
    once; a waiting parcel is written about, called about on set days, and always called about before
    the carrier's free storage ends: that call moves back to a day on which calls are made, never forward.
    Lockers have days of their own. A refused parcel ends all this; then, and when the carrier's hold is
    over, the desk proposes writing the order off as returned.
explain-22 =
    Some days after receipt everyone is called and asked whether it suits and for a review: first and high
    orders first, then by total, as many a day as set. Who was not reached gets a message on the last day.
    Never the next day; and past its time nobody is asked any more.
explain-23 =
    About a month after receipt everyone gets a courtesy call, high orders and regulars first. It lapses
    after a while, and then the order closes. Together with the calls of R22 that many a day at most.
explain-24 =
    The base keeps at least name, phone, sex and purchases with their dates.
explain-25 =
    Customers are chosen by sex, goods bought, date, total and kind, and get an offer that fits. Nobody gets
    offers more often than set, and only with consent, which is recorded with its date and withdrawn for
    ever by one key.
explain-26 =
    Goods that run out – filters, capsules – fall due again after their own number of days; a company whose
    usual interval has passed does too.
explain-27 =
    A call shows the caller's card on every console; who answers claims it. An unknown number gets a
    new card. Missed calls of one number are one row, to be returned within the hour; an unanswered return
    waits until the next attempt; it ends when one of the two gets through, after the last attempt, or
    with the key for nobody's customer. A hidden number is only counted.
explain-28 =
    Recordings stay with their calls and open from the card; a reviewer's mark and note stay with each.
explain-29 =
    Calls are measured: answered, missed and why, over hours and weekdays, the share that gets through at
    the first try, and when operators came and left.
explain-30 =
    Every stage is confirmed to the customer: order, terms, payment, dispatch, delivery. The message of
    acceptance lists the goods, the price, payment and delivery as agreed, and the shop's own contacts,
    where a worried payer gets an answer. Who says to have paid is not reminded: within a business day it
    is looked whether the money is there. What the shop changes in a confirmed order waits for a manager.
explain-31 =
    Every morning: who tried to buy, ordered, confirmed and paid yesterday, and the list of those who
    ordered and did not pay, to be called; a talk from that list counts as the reminder's.
explain-32 =
    Measured are: orders that became sales, customers who came back, refusals by reason, time to first
    contact and the share within its target, and the hours in which orders come faster than they are served.
explain-33 =
    Standard questions have standard answers, found and sent in two keys.
explain-34 =
    A script for the stage and the kind of customer stands beside the card. Nothing else is sold on the
    first call.
explain-35 =
    What leaves by itself waits a little in sight, so that undo recalls it, and the same fact is told
    once; a changed one sends a correction. What came too late is not sent at all.
explain-36 =
    Calls are placed within set hours on the customer's own clock: by their card, else by the region of
    delivery, else by the shop. Who asked at checkout not to be called is written to, and no call falls due.
explain-37 =
    An order taken by phone is entered on the customer's behalf; the talk it is entered in, or the last one
    within 15 minutes, is its first contact. A wish to be called back without an order is kept as such and
    falls due at the time the customer named.
explain-38 =
    A complaint is kept with its text and is settled with an outcome: replaced, refunded, explained or
    withdrawn. While it is open the customer gets no follow-up calls, review requests or offers.
explain-39 =
    What a customer writes is answered within the hour, by whatever way; one row for each customer.
explain-40 =
    What is collected at the shop is laid ready within the term of a hand-over, and the customer is told at
    once. Goods that need no parcel owe neither a number nor a hand-over; received, they are done.

## `config explain`
explain-default = default
explain-file = { $path }:{ $line }
explain-file-default = { $path }:{ $line }, default { $value }
explain-variable = { $name } in the environment
explain-published = published, revision { $revision }
explain-unset = unset
explain-touches = { $count ->
    [0] No open order is touched by it now.
    [one] 1 open order is touched by it now.
   *[other] { $count } open orders are touched by it now.
  }
explain-no_settings = It has no setting.
explain-unknown = There is no rule and no setting “{ $value }”.
