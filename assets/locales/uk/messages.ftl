# What the desk tells customers by itself: kinds, states and channels of messages, and the promise of a call.

message-promise = обіцяно дзвінок
message-promise_broken = вибачення й новий час
message-call_after_hours = передзвонимо
message-in_work = замовлення в роботі
message-calls_missed = пропустили ваші дзвінки
message-calls_in_vain = не додзвонилися
message-wrong_number = чи правильний номер?
message-accepted = підтвердження замовлення
message-requisites = куди платити
message-paid = дякуємо за оплату
message-dispatch_late = вибачення: відправка затрималася
message-tracking = номер ТТН
message-dispatched = посилка в дорозі
message-arrived = можна забирати
message-pickup_waits = досі чекає
message-pickup_last = скоро зберігання стане платним
message-quality = чи все підійшло?
message-courtesy = як вам покупка?
message-taken_back = попереднє повідомлення помилкове
message-received = замовлення отримано, дякуємо
message-offer = пропозиція
message-written = написано вручну

message_state-waiting = чекає
message_state-recalled = відкликано
message_state-expired = запізнилося
message_state-sending = йде
message_state-sent = пішло
message_state-would_be_sent = пішло б
message_state-failed = не доставлено
# When it was known that a message has arrived, or did not.
message-known = { $state } { $time }
message_state-delivered = доставлено
message_state-held = пішло чи ні, невідомо

message_channel-sms = SMS
message_channel-email = email

message-window = { $from }–{ $until }
message-count = { $count ->
    [one] { $count } дзвінок
    [few] { $count } дзвінки
   *[many] { $count } дзвінків
}
message-until = до { $date }
message-by = до { $date }
message-segments = { $parts ->
    [one] { $parts } частина
    [few] { $parts } частини
   *[many] { $parts } частин
}, знаків: { $length }
message-correction = виправлення

message_leaves-soon = через { $span }
message_leaves-at = о { $time }
message_leaves-now = чекає надсилання
message_leaves-look = після перегляду

hours-every_day = щодня { $hours }
hours-day = { $day } { $hours }
hours-days = { $first }–{ $last } { $hours }

promise_month-1 = { $day } січня
promise_month-2 = { $day } лютого
promise_month-3 = { $day } березня
promise_month-4 = { $day } квітня
promise_month-5 = { $day } травня
promise_month-6 = { $day } червня
promise_month-7 = { $day } липня
promise_month-8 = { $day } серпня
promise_month-9 = { $day } вересня
promise_month-10 = { $day } жовтня
promise_month-11 = { $day } листопада
promise_month-12 = { $day } грудня

promise_day-1 = у понеділок, { $date }
promise_day-2 = у вівторок, { $date }
promise_day-3 = у середу, { $date }
promise_day-4 = у четвер, { $date }
promise_day-5 = у п’ятницю, { $date }
promise_day-6 = у суботу, { $date }
promise_day-7 = у неділю, { $date }

promise_span-hours = { $count ->
    [1] у першу годину роботи
    [one] у першу { $count } годину роботи
    [few] у перші { $count } години роботи
   *[many] у перші { $count } годин роботи
}
promise_span-minutes = { $count ->
    [one] у першу { $count } хвилину роботи
    [few] у перші { $count } хвилини роботи
   *[many] у перші { $count } хвилин роботи
}

promise-site = Ми працюємо { $hours }. Якщо оформити замовлення в інший час, ми зателефонуємо { $span }: { $day }, з { $from } до { $until }.
promise-phone = Вітаємо! Ви зателефонували до магазину «{ $shop }». Зараз ми не працюємо; години роботи: { $hours }. Ми записали ваш номер і передзвонимо { $day }, з { $from } до { $until }. Дякуємо за дзвінок!
promise-phone_nameless = Вітаємо! Зараз ми не працюємо; години роботи: { $hours }. Ми записали ваш номер і передзвонимо { $day }, з { $from } до { $until }. Дякуємо за дзвінок!

message_lacks-order = Це повідомлення про замовлення, а замовлення немає.
message_lacks-opening = Магазин не відчиняється протягом року.
message_lacks-tracking = ТТН у замовлення ще немає.
message_lacks-handed_over = Замовлення ще не відправлено.
message_lacks-arrived = Посилка ще не прибула.
message_lacks-owed = За замовлення нічого не винні.
message_lacks-term = Термін відправки замовлення не задано.
message_lacks-hint = Оберіть інше повідомлення або спершу внесіть це.
message_broken-hint = Виправте текст у папці messages поруч із налаштуваннями; усі тексти перевіряє `config check`.

## The texts a message by hand can be made of
template-promise = обіцянка подзвонити
template-promise_broken = не подзвонили вчасно: вибачення
template-call_after_hours = передзвонимо, коли відчинимося
template-in_work = замовлення в роботі
template-calls_missed = пропустили ваші дзвінки
template-calls_in_vain = не додзвонилися
template-wrong_number = чи правильний номер?
template-accepted = підтвердження замовлення
template-changed = замовлення змінено
template-payment_reminder = нагадування про оплату
template-requisites = реквізити
template-paid = дякуємо за оплату
template-dispatch_late = відправка затримується
template-tracking = номер ТТН
template-dispatched = замовлення відправлено
template-arrived = посилка прибула
template-ready = готове до видачі
template-pickup_waits = посилка досі чекає
template-pickup_last = скоро зберігання стане платним
template-received = замовлення отримано, дякуємо
template-quality = чи все підійшло?
template-review = прохання про відгук
template-courtesy = як вам покупка?
template-taken_back = попереднє повідомлення помилкове
template-apology = вибачення
template-offer = пропозиція
template-written = свій текст

# The page an offer's link leads to. The customer reads it.
stop-ask = Більше не надсилати пропозицій?
stop-ask_more = Рекламних листів більше не буде. Про ваші замовлення ми, як і раніше, повідомлятимемо.
stop-button = Більше не надсилати
stop-done = Готово
stop-done_more = Пропозицій більше не надсилатимемо. Про ваші замовлення, як і раніше, повідомлятимемо.
