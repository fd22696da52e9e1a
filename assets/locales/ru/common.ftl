# Words shared by the console, the commands and the reports.

## Lengths of time and counts
span-minutes = { $count } мин
span-hours = { $count } ч
span-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[other] { $count } дней
}
count-minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
   *[other] { $count } минут
}
count-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[other] { $count } часов
}
count-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[other] { $count } дней
}
count-orders = { $count ->
    [one] { $count } заказ
    [few] { $count } заказа
   *[other] { $count } заказов
}
count-customers = { $count ->
    [one] { $count } покупатель
    [few] { $count } покупателя
   *[other] { $count } покупателей
}
count-calls = { $count ->
    [one] { $count } звонок
    [few] { $count } звонка
   *[other] { $count } звонков
}
count-attempts = { $count ->
    [one] { $count } попытка
    [few] { $count } попытки
   *[other] { $count } попыток
}

## Lanes of the queue
lane-ringing = звонит
lane-missed = пропущен
lane-callback = перезвонить
lane-new_high = новый, дорогой
lane-new = новый
lane-follow_up = в работе

## Tasks
task-answer = ответить
task-return_call = перезвонить
task-call_back = позвонить к сроку
task-first_contact = первый звонок
task-retry_call = звонить ещё раз
task-decide = довести до решения
task-find_contact = найти контакт
task-remind_payment = напомнить об оплате
task-send_tracking = трек-номер
task-dispatch_late = отправка опаздывает
task-check_parcel = найти посылку
task-remind_pickup = ждёт посылка
task-quality_call = всё ли подошло
task-courtesy_call = звонок вежливости
task-refund_due = вернуть деньги
task-undelivered_message = сообщение не дошло
task-shop_changed = магазин изменил заказ
task-shop_cancelled = магазин отменил заказ
task-duplicate = тот же заказ дважды?
task-propose_cancel = отменить?
task-propose_return = вернулся?

## Stages of an order
stage-new = новый
stage-confirmed = подтверждён
stage-ready = готов к отправке
stage-dispatched = отправлен
stage-arrived = ждёт в пункте выдачи
stage-received = получен
stage-closed = закрыт
stage-cancelled = отменён
stage-returned = вернулся

## Outcomes of a call
outcome-talked = поговорили
outcome-no_answer = не отвечает
outcome-busy = занято
outcome-voicemail = автоответчик
outcome-unreachable = недоступен
outcome-wrong_number = не тот номер
outcome-call_back = просит позже
outcome-refused = отказался

## Why a call was missed
missed-busy = все линии заняты
missed-away = оператор отошёл
missed-nobody = нет никого на смене
missed-after_hours = нерабочее время
missed-hung_up = сам положил трубку
missed-technical = сбой связи

## Why a call is to be made at a time
appointment-request = просил на сайте
appointment-schedule = договорились
appointment-promise = обещано

## Why an order was cancelled or returned
reason-too_slow = долго отвечали
reason-no_contact = не связались
reason-out_of_stock = нет в наличии
reason-pushed = навязывали
reason-price_rose = выросла цена
reason-little_info = мало сведений о товаре
reason-payment_means = не подошла оплата
reason-delivery = не подошла доставка
reason-cheaper = нашёл дешевле
reason-not_paid = не оплачен
reason-unreachable = не дозвонились
reason-not_collected = не забрал
reason-changed_mind = передумал
reason-duplicate = дубль
reason-test = тестовый заказ
reason-other = другое

## Payment
terms-prepaid = предоплата
terms-on_delivery = оплата при получении
means-card = карта
means-bank_account = банковский перевод
means-cash = наличные
means-cod = наложенный платёж
means-other = другое

## Carriers
carrier-russian_post = Почта России
carrier-nova_poshta = Новая почта
carrier-cdek = СДЭК
carrier-ukrposhta = Укрпочта
carrier-boxberry = Boxberry
carrier-courier = курьер
carrier-pickup = самовывоз
carrier-other = другой перевозчик
