# Reports: headings, columns, and the rules that leak.

report-nothing = ничего нет
report-daily = Утренняя сводка · { $day }
report-numbers = Цифры
report-speed = Скорость: только рабочее время
report-all = все
report-refusals = Отказы
report-by_channel = По каналам
report-no_reason = не указана
report-calls = Звонки
report-missed = Почему пропущены
report-by_hour = По часам
report-by_weekday = По дням недели
report-hours = Часы
report-outrun = не успевали
report-outrun_hours = Часы, когда заказов пришло больше, чем обслужено

## Columns
report-column-list = список
report-column-count = сколько
report-column-amount = сумма
report-column-number = №
report-column-customer = покупатель
report-column-phone = телефон
report-column-at = когда
report-column-operator = менеджер
report-column-calls = звонков
report-column-talks = разговоров
report-column-in_time = в срок
report-column-handled = решено
report-column-channel = канал
report-column-orders = заказов
report-column-sold = продано
report-column-refused = отказов
report-column-open = в работе
report-column-conversion = конверсия
report-column-repeat = повторных
report-column-contact_median = до звонка, медиана
report-column-contact_90 = 90 %
report-column-handling_median = до решения, медиана
report-column-handling_90 = 90 %
report-column-in_1_to_4 = за 1–4 ч
report-column-reason = причина
report-column-share = доля
report-column-unconfirmed = до подтверждения
report-column-confirmed = после
report-column-returned = вернулось
report-column-lost = потеряно
report-column-rule = нарушенное правило
report-column-answered = приняты
report-column-missed = пропущены
report-column-answered_share = доля принятых
report-column-made = сделаны
report-column-through = дозвонились
report-column-reached = поговорили с покупателями
report-column-first_try = с первого раза
report-column-tries = звонков на одного
report-column-hour = час
report-column-weekday = день
report-column-came = пришло заказов
report-column-served = обслужено
report-column-outrun = не успевали
report-column-contact_median_s = до звонка, медиана
report-column-contact_90_s = до звонка, 90 %
report-column-contacts = первых звонков
report-column-currency = валюта
report-column-email = почта
report-column-handled_1_to_4_h = за 1–4 ч
report-column-handled_1_to_8_h = за 1–8 ч
report-column-handling_median_s = до решения, медиана
report-column-handling_90_s = до решения, 90 %
report-column-id = номер карточки
report-column-in_target_share = доля вовремя
report-column-last_bought = последняя покупка
report-column-lost_total = потеряно
report-column-may_offer = можно предлагать
report-column-name = имя
report-yes = да
report-no = нет

## What leaked, by the number of the rule
leak-4 = первый звонок вовремя
leak-7 = попытки и другой канал связи
leak-11 = наличие известно до звонка
leak-13 = предложить другой способ оплаты
leak-16 = смягчить рост цены
leak-18 = отправка в срок и предупреждение
leak-21 = напоминания о посылке
leak-33 = готовые ответы
leak-34 = сценарий: ничего не навязывать

report-column-waiting = ожидание, медиана
report-column-talk = разговор, медиана
report-column-returned_median = перезвонили, медиана
report-column-returned_90 = 90 %
report-column-returned_soon = за 20 минут
report-column-not_returned = не перезвонили
report-column-talk_sum = разговоры
report-column-line = линия
report-column-days = дней
report-column-there = в смене
report-column-paused = перерывы
report-column-adherence = от рабочего времени
report-column-last_in = последний вход
report-column-last_out = последний выход
report-heat_answered = Отвечено: дни недели и часы
report-heat_missed = Пропущено: дни недели и часы
report-by_operator = По операторам
report-by_line = По линиям
report-presence = Кто был в смене

## The page of calls
page-call_page = Звонки за 30 дней
page-help-call_page = пропущенные и почему, часы пик, операторы, линии, смены
calls-section_waiting = Пропущенные, которым не перезвонили
calls-nobody_waits = Никто не ждёт звонка.
calls-section_sums = Звонки
calls-section_answered = Отвечено: гуще — больше
calls-section_missed = Пропущено: гуще — больше, ! где пропущено больше, чем отвечено
calls-section_why = Почему пропущены
calls-section_operators = По операторам
calls-section_lines = По линиям
calls-section_presence = Кто был в смене
calls-reason_unknown = неизвестно: e y на строке звонка
calls-line_unknown = линия неизвестна
calls-waiting = ждали ответа, медиана · 90 %
calls-talk_time = разговор, медиана · 90 %
calls-returned = перезвонили, медиана · 90 %
calls-returned_soon = перезвонили за 20 минут
calls-not_returned = не перезвонили
calls-answered_share = отвечено
calls-days = дней
calls-there = в смене
calls-paused = перерывы
calls-adherence = от рабочего времени
calls-talk_sum = разговоры
calls-times = { $count ->
    [one] { $count } раз
    [few] { $count } раза
   *[other] { $count } раз
}

## The page of numbers, and the stock
page-numbers = Цифры за 30 дней
page-help-numbers = что стало с заказами, как быстро, почему отказы, часы пик, звонки
page-stock = нет на складе
today-section_stock = Склад
today-out_of_stock = магазин предлагает, а на складе нет
today-orders_wait = { $count ->
    [one] ждёт { $count } заказ
    [few] ждут { $count } заказа
   *[many] ждут { $count } заказов
}
numbers-nothing = Пока ничего.
numbers-section_conversion = От заказа до продажи, по каналам
numbers-section_speed = Скорость, только рабочее время
numbers-section_refusals = Отказы и какое правило не сработало
numbers-section_hours = Когда приходят заказы: гуще – больше, ! – не успевали обслужить
numbers-section_calls = Звонки по часам
numbers-orders = заказов
numbers-sold = продано
numbers-refused = отказов
numbers-open = в работе
numbers-share = продано из решённых
numbers-all = все
numbers-contact_median = первый звонок, медиана
numbers-contact_90 = первый звонок, 90 % быстрее
numbers-in_target = первый звонок в срок
numbers-handling_median = решение, медиана
numbers-handling_90 = решение, 90 % быстрее
numbers-in_1_to_4 = решено за 1–4 часа
numbers-repeat = заказали постоянные покупатели
numbers-no_reason = не указана
numbers-answered = приняты
numbers-missed = пропущены
numbers-made = сделаны
numbers-through = дозвонились
