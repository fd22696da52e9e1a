# Words shared by the console, the commands and the reports.

## Lengths of time and counts
span-minutes = { $count } мин
span-hours = { $count } ч
span-half_hours = { $count }½ ч
span-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[other] { $count } дней
}
percent = { $percent } %
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
task-dispatch_late = отправить в срок
task-check_parcel = найти посылку
task-remind_pickup = напомнить забрать
task-quality_call = всё ли подошло
task-courtesy_call = узнать впечатления
task-refund_due = вернуть деньги
task-check_payment = пришли ли деньги?
task-make_ready = приготовить к выдаче
task-check_payout = деньги от перевозчика?
task-complaint = жалоба
task-reply = ответить на письмо
task-undelivered_message = сообщение не дошло
task-shop_changed = магазин изменил
task-shop_cancelled = магазин отменил
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
outcome-refused = отказ

## Why a call was missed
missed-busy = все линии заняты
missed-away = оператор отошёл
missed-nobody = нет никого на смене
missed-after_hours = нерабочее время
missed-hung_up = положили трубку
missed-technical = сбой связи

## Why a call is to be made at a time
appointment-request = просил на сайте
appointment-schedule = договорились
appointment-promise = обещано

## Why an order was cancelled or returned
reason-too_slow = долго отвечали
reason-no_contact = мы не позвонили
reason-out_of_stock = нет в наличии
reason-pushed = навязывали
reason-price_rose = выросла цена
reason-little_info = мало сведений о товаре
reason-payment_means = не подошла оплата
reason-delivery = не подошла доставка
reason-cheaper = нашли дешевле
reason-not_paid = не оплачен
reason-unreachable = не отвечает
reason-not_collected = не забрали
reason-changed_mind = передумали
reason-duplicate = дубль
reason-test = тестовый заказ
reason-other = другое

## Payment
terms-prepaid = предоплата
terms-on_delivery = оплата при получении

## Ways an order comes
channel-site = сайт
channel-phone = телефон
channel-marketplace = маркетплейс
pay-purpose = Оплата заказа № { $number }
pay-code_caption = Чтобы оплатить, отсканируйте код в приложении банка
pay-title = оплата по коду
pay-sum = К оплате: { $sum }
pay-link = Ссылка: { $link }
pay-nothing = Платить нечего.
pay-no_account = Чтобы показать код, укажите в настройках payee, account и, для российского счёта, bank и bic.
pay-no_room = Код не помещается: нужно строк { $needed }, есть { $rows }. Увеличьте окно или уменьшите шрифт.
pay-no_blocks = Код не показать знаками ASCII. Файл с ним: dozvon order pay-code { $number } --png ФАЙЛ
means-card = карта
means-bank_account = банковский перевод
means-cash = наличные
means-cod = наложенный платёж
means-other = другое

## What is paid and what goes back
money-unpaid = не оплачен
money-paid = оплачен
money-part_paid = оплачено { $paid }, осталось { $owed }
money-overpaid = переплата { $over }
money-to_refund = вернуть { $money }

## Parts of an order
part-lines = состав
part-name = имя
part-contacts = телефоны и почта
part-address = адрес
part-delivery = доставка
part-tracking = трек-номер
part-payment = оплата
part-comment = комментарий
part-number = номер
part-stage = состояние
part-consent = согласие на предложения

## Carriers
carrier-russian_post = Почта России
carrier-nova_poshta = Новая почта
carrier-cdek = СДЭК
carrier-ukrposhta = Укрпочта
carrier-boxberry = Boxberry
carrier-courier = курьер
carrier-pickup = самовывоз
carrier-other = другой перевозчик
carrier-none = без отправки
case-replaced = заменили
case-refunded = вернули деньги
case-explained = объяснили
case-withdrawn = отозвана

## What makes a task stand where it stands
why-last_chance = последний шанс
why-peak = новый, в час пик
why-backlog = из накопившихся
why-promised = обещано { $from }–{ $until }
why-promised_in_vain = { $count ->
    [one] обещано { $count } раз, не позвонили
    [few] обещано { $count } раза, не позвонили
   *[many] обещано { $count } раз, не позвонили
}
return_reason-does_not_fit = не подошло
return_reason-faulty = не работает
return_reason-damaged = повреждено в пути
return_reason-wrong_goods = прислали не то
return_reason-not_as_described = не соответствует описанию
return_reason-changed_mind = раздумал покупатель
return_reason-other = другая причина
condition-as_new = как новое
condition-opened = вскрыта упаковка
condition-used = со следами использования
condition-damaged = повреждено
condition-useless = не продать
instead-refund = деньги
instead-exchange = обмен
return-line = Возврат { $id }: { $goods }
return-back = вернулось { $date }
return-sent = едет обратно: { $parcel }
return-awaited = ждём с { $date }
return-exchanged = взамен отправлен № { $number }
card-exchanged_for = Отправлен взамен возвращённого из № { $number }
why-return_awaited = возврат не пришёл
why-parcel_refused = вернулся? отказ
why-parcel_lost = потеряна перевозчиком
why-in_writing = только письмом
why-paid_in_full = оплачен: подтвердить
why-attempt = попытка { $count }
why-missed_calls = { $count ->
    [one] { $count } пропущенный
    [few] { $count } пропущенных
   *[other] { $count } пропущенных
}
why-unreachable = отменить? не отвечает
why-undecided = отменить? не определился
why-not_paid = отменить? не оплачен
why-refunded = отменить? деньги возвращены
why-no_contact = отменить? контакта нет
why-hold_over = вернулся? срок вышел
why-same_as = тот же заказ дважды?
why-last_storage_day = хранение на исходе
why-b2b = { $words }, B2B
why-maybe_b2b = { $words }, B2B?
why-out_of_stock = { $words }, нет на складе
why-promised_away = { $words }, товар обещан другим

## What the catalogue says of a line
stock-none = нет на складе
stock-few = на складе только { $count }
stock-promised = на складе { $count }, обещано более ранним заказам
stock-left = на складе { $count }
stock-risen = цена +{ $money }

## Можно ли предлагать
offer-no_consent = нет согласия
offer-withdrawn = предложений не хочет
offer-too_soon = не раньше { $from }
offer-not_customer = не клиент
offer-agreed = есть согласие на предложения с { $date }
offer-agreed_on = согласие с { $date }
offer-withdrawn_on = отказ с { $date }
customers-interval = заказывает раз в { $days } дн.

## How long it has waited, and what is left
timing-target = { $left } до { $target }
timing-waited = ждёт { $waited }
timing-late = ждёт { $waited }, дольше { $target }
timing-left = осталось { $left }
timing-until = до { $time }
timing-over = просрочено { $over }
timing-waited_over = ждёт { $waited }, просрочено
row-asleep = ночь
timer-left = осталось
timer-waits = ждёт
timer-over = просрочено
timer-by = до
reason-line = { $rule } · { $words }
reason-line-timed = { $rule } · { $words } · { $timing }

## Days
weekday-1 = пн
weekday-2 = вт
weekday-3 = ср
weekday-4 = чт
weekday-5 = пт
weekday-6 = сб
weekday-7 = вс
day-today = сегодня
day-yesterday = вчера
day-tomorrow = завтра
day-1 = { $day } янв
day-2 = { $day } фев
day-3 = { $day } мар
day-4 = { $day } апр
day-5 = { $day } мая
day-6 = { $day } июн
day-7 = { $day } июл
day-8 = { $day } авг
day-9 = { $day } сен
day-10 = { $day } окт
day-11 = { $day } ноя
day-12 = { $day } дек

## Why a row is left for now
skip-waiting_for_shop = жду ответа магазина
skip-waiting_for_customer = клиент ответит сам
skip-better_later = позже удобнее
skip-somebody_else = не мой клиент
skip-other = другое

## Company or private
b2b-maybe = может быть, компания
b2b-yes = компания
b2b-no = частное лицо
consent-yes = есть согласие
consent-no = отказ

## What an action does
action-take = взять
action-release = отпустить
action-confirm = подтвердить
action-pay = оплачен
action-refund = вернуть деньги
action-ship = трек-номер
action-handed = сдан перевозчику
action-arrived = прибыл
action-received = получен
action-returned = вернулся
action-cancel = отменить
action-reopen = открыть снова
action-close = закрыть
action-note = заметка
action-call = итог звонка
action-schedule = назначить
action-skip = пропустить
action-new_order = новый заказ
action-lines = изменить состав
action-details = изменить оплату, доставку, адрес, комментарий
action-customer = изменить карточку
action-answer = ответить на звонок
action-call_event = звонок
action-keep_both = это разные заказы
action-accept_shop = принять изменения магазина
action-keep_ours = оставить наше
action-put_off = отложить
action-told_late = о задержке сказано
action-complaint = жалоба
action-complaint_settled = жалоба закрыта
action-wrote = письмо покупателя
action-replied = ответ дан
action-return_agreed = вернуть товар
action-return_sent = возврат в пути
action-return_back = возврат получен
action-return_dropped = возврат не состоится
action-return_exchanged = обменять
action-parcel_refused = отказ от посылки
action-put_in_stock = снова на складе
action-followed = новости о посылке
action-claims_paid = говорит, что оплачено
action-missed_why = причина пропущенных звонков
action-call_reviewed = оценка звонка
action-care_done = контрольный звонок не нужен
action-told_unpaid = сказано, что оплаты нет
action-dispatch_by = срок отправки
action-not_customer = не клиент
action-b2b = компания или нет
action-consent = согласие на предложения
action-offered = сделано предложение
action-message = написано сообщение
action-message_released = сообщение отпущено
action-message_retried = повторная отправка сообщения
action-message_stopped = сообщение снято с отправки
action-message_sent = сообщение отмечено отправленным
action-message_corrected = поправка к сообщению
action-import = загрузить
action-lapse = закрыть по сроку
action-undo = вернуть
action-redo = повторить
action-shift_in = войти в смену
action-shift_out = выйти из смены
action-pause = перерыв
action-resume = конец перерыва
action-shift_lost = закрыть брошенную смену
action-merge = объединить с другим покупателем
action-keep_apart = это разные люди
action-unsubscribed = отказ от предложений
action-erase = стереть навсегда
action-publish = опубликовать настройки магазина

## What an action did
done-take = взят
done-take_over = перехвачен; вёл: { $by }
done-release = отпущен
done-confirm = подтверждён
done-pay = оплачен
done-part_pay = оплачен частично
done-refund = деньги возвращены
done-refunded = деньги возвращены: { $money }
done-ship = трек-номер записан
done-handed = сдан перевозчику
done-arrived = прибыл в пункт выдачи
done-received = получен
done-returned = вернулся
done-cancel = отменён
done-reopen = открыт снова
done-close = закрыт
done-note = заметка записана
done-call = итог звонка отмечен
done-schedule = звонок назначен
done-skip = пропущен на 10 минут
done-new_order = заказ принят
done-lines = состав изменён
done-details = условия заказа изменены
done-customer = карточка изменена
done-answer = на звонок отвечено
done-call_event = звонок
done-keep_both = разные заказы
done-accept_shop = изменения магазина приняты
done-keep_ours = оставлено наше
done-put_off = отложен
done-told_late = о задержке сказано
done-complaint = жалоба
done-complaint_settled = жалоба закрыта
done-wrote = письмо покупателя
done-replied = ответ дан
done-return_agreed = возврат оформлен
done-return_sent = возврат в пути
done-return_back = возврат получен
done-return_dropped = возврат не состоится
done-return_exchanged = обменяно
done-parcel_refused = отказ от посылки
done-put_in_stock = снова на складе
done-followed = новости о посылке
done-claims_paid = говорит, что оплачено
done-missed_why = причина пропущенных звонков записана
done-call_reviewed = звонок оценён
done-care_done = контрольный звонок не нужен
done-told_unpaid = сказано, что оплаты нет
done-dispatch_by = срок отправки назначен
done-not_customer = не клиент
done-b2b = отмечено, кто покупает
done-consent = ответ о предложениях записан
done-offered = сделано предложение
done-message = сообщение в исходящих
done-message_released = сообщение уходит
done-message_retried = сообщение отправляется ещё раз
done-message_stopped = сообщение снято с отправки
done-message_sent = сообщение отмечено отправленным
done-message_corrected = поправка уходит клиенту
done-import = пришёл из магазина
done-from_base = из базы клиентов
done-shop_changed = магазин изменил заказ
done-lapse = закрыт по сроку
done-undo = возвращено
done-redo = повторено
done-shift_in = смена начата
done-shift_out = смена окончена
done-pause = перерыв
done-resume = перерыв окончен
done-shift_lost = брошенная смена закрыта
done-merge = покупатели объединены
done-keep_apart = отмечено: это разные люди
done-unsubscribed = просит больше не присылать предложений
done-erase = стёрт по его просьбе
done-publish = опубликованы настройки магазина
done-line = №{ $number } · { $what }
done-count = { $count } × { $what }
undid-line = Возвращено: { $what }
redid-line = Повторено: { $what }
undid-entry = возвращено: { $what }
redid-entry = повторено: { $what }

## Два покупателя становятся одним
count-notes = { $count ->
    [one] { $count } заметка
    [few] { $count } заметки
   *[other] { $count } заметок
}
count-messages = { $count ->
    [one] { $count } сообщение
    [few] { $count } сообщения
   *[other] { $count } сообщений
}
count-appointments = { $count ->
    [one] { $count } назначенный звонок
    [few] { $count } назначенных звонка
   *[other] { $count } назначенных звонков
}
same-phone = тот же телефон
same-email = та же почта
merge-stays = остаётся
merge-goes = вливается в него
merge-comes = переходит
merge-contacts = телефоны, почта
merge-nameless = без имени
merge-wrong_number = не тот номер
merge-name = имя
merge-company = компания
merge-tax_id = ИНН
merge-region = регион
merge-time_zone = часовой пояс
merge-sex = пол
merge-b2b = компания или нет
merge-manager = менеджер
merge-customer_note = заметка
merge-do_not_call = не звонить
merge-not_customer = не клиент
merge-consent_at = согласие на предложения
merge-consent_off_at = отказ от предложений
merge-last_offer_at = последнее предложение
merge-yes = да
merge-no = нет
merge-known = как во второй карточке

## The rules, each in a sentence
rule-1 = Сначала те, кому труднее ждать: звонящие, недозвонившиеся, те, кому обещан звонок, новые заказы, остальное.
rule-2 = В свежих полосах первым идёт самый свежий, в остальных тот, чей срок ближе.
rule-3 = Дорогой заказ идёт впереди прочих новых.
rule-4 = Первый звонок — за считаные минуты, в крайнем случае до предела: каждые 5 минут уносят около десятой части продаж.
rule-5 = Заказу, пришедшему не в часы звонков, обещан звонок в начале следующего рабочего дня.
rule-6 = Если за полчаса никто не позвонил, покупатель узнаёт, что заказ в работе.
rule-7 = Кто не ответил, тому звонят снова: в тот же день, потом раз в день; после этого программа предлагает отмену.
rule-8 = Один покупатель, один менеджер: взятую карточку другой не обзванивает.
rule-9 = Постоянного покупателя первым видит его менеджер.
rule-10 = Компании, новые и постоянные покупатели — разная работа.
rule-11 = О том, чего нет в наличии, говорится до звонка; замену не навязывают.
rule-12 = Оплата до отправки или при получении; заказ не закрывается, пока кто-то кому-то должен.
rule-13 = Подтверждён и не оплачен: звонок с напоминанием предлагает другой способ оплаты.
rule-14 = Не оплачен и после повторных реквизитов: программа предлагает закрыть заказ.
rule-15 = Оплачен полностью: спасибо, дата отправки и срок доставки.
rule-16 = Выросшую с заказа цену берут на себя или возмещают.
rule-17 = Трек-номер попадает к покупателю через минуты после готовности заказа.
rule-18 = Посылка уходит в срок; если нет, покупатель узнаёт об этом от нас.
rule-19 = В сообщении об отправке есть дата, срок и номер.
rule-20 = Посылка собирается по списку.
rule-21 = За посылкой следят сообщениями и звонками, и ещё раз до конца бесплатного хранения.
rule-22 = Через несколько дней после получения всех спрашивают, всё ли подошло.
rule-23 = Через месяц после получения спрашивают о впечатлениях.
rule-24 = В базе есть имя, телефон, пол и покупки.
rule-25 = Предложения идут тем, кто согласился, и редко.
rule-26 = То, что кончается, подходит снова.
rule-27 = На пропущенный звонок отвечают в течение часа и звонят, пока не дозвонятся.
rule-28 = Записи хранятся при звонке.
rule-29 = Пропущенные звонки считаются с причинами.
rule-30 = Каждый этап подтверждается покупателю.
rule-31 = Утро начинается со вчерашних неоплаченных заказов.
rule-32 = Конверсия, отказы и ожидание измеряются.
rule-33 = На обычные вопросы есть готовые ответы.
rule-34 = Сценарий стоит рядом с карточкой; при первом звонке ничего не допродают.
rule-35 = Что уходит само, ждёт немного, чтобы его можно было отозвать, и уходит один раз.
rule-36 = Звонят, когда у покупателя день; кто просил не звонить, тому пишут.
rule-37 = Заказ или просьба о звонке по телефону вносятся за покупателя.
rule-38 = Жалобу закрывают с итогом; до этого ничего не предлагают и не спрашивают, понравилось ли.
rule-39 = На письмо покупателя отвечают в течение часа.
rule-40 = Самовывоз готовят в срок; для того, что не отправляют, номер не нужен.

## Words of somebody else
quoted = «{ $text }»

# Размеры файлов
size-kb = { $count } КБ
size-mb = { $count } МБ
size-gb = { $count } ГБ

## A clock that was set
clock-went_ahead = Часы ушли вперёд на { $span }: их перевели или машина спала.
clock-went_back = Часы ушли назад на { $span }: их перевели.

## Numbers
number-thousand = { $count } тыс
number-million = { $count } млн

# Said in English by what knows no language.
known-not_set = переменная { $one } не задана
known-command = команда секрета не удалась: { $one }
known-open = файл { $one } могут читать другие: сделайте chmod 600
known-no_small_file = { $one }: это не маленький файл
known-unreadable = не читается: { $one }
known-not_regular = это не обычный файл
known-no_message = нет сообщения с именем `{ $one }`
known-no_script = нет сценария с именем `{ $one }`
known-not_for_texts = `{ $one }` в таких текстах не бывает
known-undefined = такого значения нет
known-syntax = ошибка записи: не закрыта или лишняя скобка, кавычка или команда
known-too_long = заполненный текст длиннее { $one } КБ
known-too_slow = текст заполняется слишком долго
known-no_question = нет вопроса или ответа
known-no_layout = это не рамка писем
known-no_key = { $one }: клавиши `{ $two }` нет
known-two_commands = клавиша `{ $one }` сразу у двух команд: { $two }
known-reason_key = { $one }: `{ $two }` выбирает причину в списке, который она открывает
known-no_command = нет команды `{ $one }`
known-key_line = строка пишется `команда = "клавиша"`
known-commands_list = все команды перечислены в assets/keymap.toml
known-other_key = дайте одной из двух другую клавишу
known-no_twice = двойное нажатие не должно отменять заказ: выберите x, b, v, z или w
known-key_names = напишите в кавычках один знак или Space, Enter, Tab, Esc, Up, Down, Left, Right, PgUp, PgDn, Home, End, F2
known-utf8 = проверьте, что это текст в UTF-8 и его можно прочесть
known-unclear = эта строка непонятна
known-silent = нет ответа за { $one } с
known-no_end = не закончилось за { $one } с
known-no_server = такого сервера нет
known-connection = сервер не принимает соединение
known-address = адрес записан неверно
known-no_command_set = команда не задана
known-ended = программа закрылась, пока сообщение отправлялось
known-login = логин или пароль не подходят: { $one }
text-hint_readable = это должен быть небольшой текстовый файл в UTF-8, и его должно быть можно прочесть
text-hint_values = значения пишут так: {"{{ order.number }}"}, а там, где заказа может не быть, – между {"{% if order %}"} и {"{% endif %}"}; их названия – в { $file }
text-hint_scripts = имя – одно из: { $names }; -{ $segments } в конце – только для такого покупателя
text-hint_messages = назовите ИМЯ.sms.txt или ИМЯ.email.txt, ИМЯ – одно из: { $names }; или { $signature }.email.txt
text-hint_answer = напишите `# вопрос`, `> слова, по которым его находят`, а ниже ответ
text-hint_layout = HTML-файл здесь один – layout.html
text-hint_layout_values = в рамке бывают {"{{ subject }}, {{ body }}, {{ logo }}, {{ color }}"} и {"{{ shop }}"}

# Что пишется обратно в магазин
shop_write-status = статус «{ $value }»
shop_write-payment = оплачен
shop_write-tracking = трек-номер { $value }
shop_write-no_tracking = трек-номера больше нет
shop_write-note = заметка: { $value }
shop_why-refused = магазин не принимает: { $said }
shop_why-overtaken = магазин изменил сам: { $said }
shop_why-kept = магазин оставил как было: { $said }
shop_why-gone = такого заказа в магазине нет: { $said }
shop_why-keys = ключам нельзя писать, нужны права «Чтение/Запись»: { $said }
shop_why-unreached = магазин не отвечает, будет ещё попытка: { $said }
shop_why-unsure = неизвестно, принято ли; сначала спросим магазин: { $said }
shop_why-taken_back = здесь отменено, а в магазине осталось: исправьте там
shop_why-secret = ключей не достать: { $said }
parcel_state-announced = ещё не сдана
parcel_state-handed_over = принята
parcel_state-on_the_way = в пути
parcel_state-arrived = ждёт получателя
parcel_state-refused = отказ получателя
parcel_state-received = вручена
parcel_state-returning = едет обратно
parcel_state-returned = вернулась отправителю
parcel_state-lost = утеряна
parcel_state-withdrawn = номер отменён
carrier-fault = { $fault ->
    [unreached] По этому адресу никто не отвечает ({ $said }).
    [slow] Ответ не пришёл вовремя ({ $said }).
    [unauthorized] Логин или ключ не приняты ({ $said }).
    [forbidden] В ответе отказано ({ $said }).
    [not_found] По этому адресу такой службы нет ({ $said }).
    [moved] Служба переехала: { $said }.
    [too_many] Просят спрашивать реже ({ $said }).
    [closed] Идут технические работы ({ $said }).
    [broken] Ошибка на стороне перевозчика ({ $said }).
    [not_orders] Пришёл не ответ о посылках ({ $said }).
    [secret] Секрет не прочитать: { $said }.
   *[stopped] На этом ответе программа сбилась ({ $said }).
}
carrier-fault_hint = { $fault ->
    [unreached] Есть ли интернет и верен ли адрес в настройках?
    [slow] Спросим ещё раз сами.
    [unauthorized] Сверьте с кабинетом перевозчика: нужны логин, пароль или ключ именно от API.
    [forbidden] Входит ли отслеживание по API в договор?
    [not_found] Уберите `address` из настроек или укажите адрес API.
    [moved] Укажите его в `address`: сами мы секреты на другой адрес не шлём.
    [too_many] Подождём, сколько просят; поможет и `poll` подольше.
    [closed] Спросим ещё раз сами.
    [broken] Спросим ещё раз сами; пока посылки видно на сайте перевозчика.
    [not_orders] Возможно, мешает прокси или защита сайта; спросим ещё раз сами.
    [secret] Положите его туда, куда указывают настройки.
   *[stopped] Попробуем ещё раз; пожалуйста, сообщите нам.
}
card-free_until = бесплатно до { $date }
card-pickup_code = код { $code }
