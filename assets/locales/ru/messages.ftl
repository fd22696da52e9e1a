# What the desk tells customers by itself: kinds, states and channels of messages, and the promise of a call.

message-promise = обещан звонок
message-promise_broken = извинение и новое время
message-call_after_hours = перезвоним
message-in_work = заказ в работе
message-calls_missed = пропустили ваши звонки
message-calls_in_vain = не дозвонились
message-wrong_number = верен ли номер?
message-accepted = подтверждение заказа
message-requisites = куда платить
message-paid = спасибо за оплату
message-dispatch_late = извинение: отправка задержалась
message-tracking = трек-номер
message-dispatched = посылка в пути
message-arrived = ждёт в пункте выдачи
message-pickup_waits = всё ещё ждёт
message-pickup_last = скоро хранение станет платным
message-quality = всё ли подошло?
message-courtesy = как вам покупка?
message-taken_back = прежнее сообщение ошибочно
message-received = заказ получен, спасибо
message-offer = предложение
message-written = написано вручную

message_state-waiting = ждёт
message_state-recalled = отозвано
message_state-expired = опоздало
message_state-sending = уходит
message_state-sent = ушло
message_state-would_be_sent = ушло бы
message_state-failed = не доставлено
# When it was known that a message has arrived, or did not.
message-known = { $state } { $time }
message_state-delivered = доставлено
message_state-held = ушло или нет, неизвестно

message_channel-sms = SMS
message_channel-email = почта

message-window = { $from }–{ $until }
message-count = { $count ->
    [one] { $count } звонок
    [few] { $count } звонка
   *[many] { $count } звонков
}
message-until = до { $date }
message-by = до { $date }
message-segments = { $parts ->
    [one] { $parts } часть
    [few] { $parts } части
   *[many] { $parts } частей
}, знаков: { $length }
message-correction = поправка

message_leaves-soon = через { $span }
message_leaves-at = в { $time }
message_leaves-now = ждёт отправки
message_leaves-look = после просмотра

hours-every_day = ежедневно { $hours }
hours-day = { $day } { $hours }
hours-days = { $first }–{ $last } { $hours }

promise_month-1 = { $day } января
promise_month-2 = { $day } февраля
promise_month-3 = { $day } марта
promise_month-4 = { $day } апреля
promise_month-5 = { $day } мая
promise_month-6 = { $day } июня
promise_month-7 = { $day } июля
promise_month-8 = { $day } августа
promise_month-9 = { $day } сентября
promise_month-10 = { $day } октября
promise_month-11 = { $day } ноября
promise_month-12 = { $day } декабря

promise_day-1 = в понедельник, { $date }
promise_day-2 = во вторник, { $date }
promise_day-3 = в среду, { $date }
promise_day-4 = в четверг, { $date }
promise_day-5 = в пятницу, { $date }
promise_day-6 = в субботу, { $date }
promise_day-7 = в воскресенье, { $date }

promise_span-hours = { $count ->
    [1] в первый час работы
    [one] в первый { $count } час работы
    [few] в первые { $count } часа работы
   *[many] в первые { $count } часов работы
}
promise_span-minutes = { $count ->
    [one] в первую { $count } минуту работы
    [few] в первые { $count } минуты работы
   *[many] в первые { $count } минут работы
}

promise-site = Мы работаем { $hours }. Если оформить заказ в другое время, мы позвоним { $span }: { $day }, с { $from } до { $until }.
promise-phone = Здравствуйте! Вы позвонили в магазин «{ $shop }». Сейчас мы не работаем; часы работы: { $hours }. Мы записали ваш номер и перезвоним { $day }, с { $from } до { $until }. Спасибо за звонок!
promise-phone_nameless = Здравствуйте! Сейчас мы не работаем; часы работы: { $hours }. Мы записали ваш номер и перезвоним { $day }, с { $from } до { $until }. Спасибо за звонок!

message_lacks-order = Это сообщение о заказе, а заказа нет.
message_lacks-opening = Магазин не открывается в течение года.
message_lacks-tracking = Трек-номера у заказа ещё нет.
message_lacks-handed_over = Заказ ещё не отправлен.
message_lacks-arrived = Посылка ещё не прибыла.
message_lacks-owed = За заказ ничего не должны.
message_lacks-term = Срок отправки у заказа не задан.
message_lacks-hint = Выберите другое сообщение или сначала введите это.
message_broken-hint = Исправьте текст в папке messages рядом с настройками; все тексты проверяет `config check`.

## The texts a message by hand can be made of
template-promise = обещание позвонить
template-promise_broken = не позвонили вовремя: извинение
template-call_after_hours = перезвоним, когда откроемся
template-in_work = заказ в работе
template-calls_missed = пропустили ваши звонки
template-calls_in_vain = не дозвонились
template-wrong_number = верен ли номер?
template-accepted = подтверждение заказа
template-changed = заказ изменён
template-payment_reminder = напоминание об оплате
template-requisites = реквизиты
template-paid = спасибо за оплату
template-dispatch_late = отправка задерживается
template-tracking = трек-номер
template-dispatched = заказ отправлен
template-arrived = посылка прибыла
template-ready = готов к выдаче
template-pickup_waits = посылка всё ещё ждёт
template-pickup_last = скоро хранение станет платным
template-received = заказ получен, спасибо
template-quality = всё ли подошло?
template-review = просьба об отзыве
template-courtesy = как вам покупка?
template-taken_back = прежнее сообщение ошибочно
template-apology = извинение
template-offer = предложение
template-written = свой текст

# Страница, на которую ведёт ссылка из предложения. Её читает покупатель.
stop-ask = Больше не присылать предложения?
stop-ask_more = Рекламных писем больше не будет. О ваших заказах мы по-прежнему будем сообщать.
stop-button = Больше не присылать
stop-done = Готово
stop-done_more = Предложений больше не пришлём. О ваших заказах по-прежнему будем сообщать.
