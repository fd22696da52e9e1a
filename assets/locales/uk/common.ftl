# Words shared by the console, the commands and the reports.

## Lengths of time and counts
span-minutes = { $count } хв
span-hours = { $count } год
span-half_hours = { $count }½ год
span-days = { $count ->
    [one] { $count } день
    [few] { $count } дні
   *[other] { $count } днів
}
percent = { $percent }%
count-minutes = { $count ->
    [one] { $count } хвилина
    [few] { $count } хвилини
   *[other] { $count } хвилин
}
count-hours = { $count ->
    [one] { $count } година
    [few] { $count } години
   *[other] { $count } годин
}
count-days = { $count ->
    [one] { $count } день
    [few] { $count } дні
   *[other] { $count } днів
}
count-orders = { $count ->
    [one] { $count } замовлення
    [few] { $count } замовлення
   *[other] { $count } замовлень
}
count-customers = { $count ->
    [one] { $count } клієнт
    [few] { $count } клієнти
   *[other] { $count } клієнтів
}
count-calls = { $count ->
    [one] { $count } дзвінок
    [few] { $count } дзвінки
   *[other] { $count } дзвінків
}
count-attempts = { $count ->
    [one] { $count } спроба
    [few] { $count } спроби
   *[other] { $count } спроб
}

## Lanes of the queue
lane-ringing = дзвонить
lane-missed = пропущено
lane-callback = передзвонити
lane-new_high = нове, дороге
lane-new = нове
lane-follow_up = у роботі

## Tasks
task-answer = відповісти
task-return_call = передзвонити
task-call_back = подзвонити вчасно
task-first_contact = перший дзвінок
task-retry_call = дзвонити ще раз
task-decide = довести до рішення
task-find_contact = знайти контакт
task-remind_payment = нагадати про оплату
task-send_tracking = внести ТТН
task-dispatch_late = відправити вчасно
task-check_parcel = знайти посилку
task-remind_pickup = нагадати забрати
task-quality_call = чи все підійшло
task-courtesy_call = спитати враження
task-refund_due = повернути кошти
task-check_payment = чи є оплата?
task-make_ready = зібрати до видачі
task-check_payout = чи є виплата?
task-complaint = скарга
task-reply = відповісти на лист
task-undelivered_message = повідомл. не дійшло
task-shop_changed = магазин змінив
task-shop_cancelled = магазин скасував
task-duplicate = те саме двічі?
task-propose_cancel = скасувати?
task-propose_return = повернулося?

## Stages of an order
stage-new = нове
stage-confirmed = підтверджено
stage-ready = готове до відправки
stage-dispatched = відправлено
stage-arrived = чекає на видачу
stage-received = отримано
stage-closed = закрито
stage-cancelled = скасовано
stage-returned = повернулося

## Outcomes of a call
outcome-talked = поговорили
outcome-no_answer = не відповідає
outcome-busy = зайнято
outcome-voicemail = автовідповідач
outcome-unreachable = поза зоною
outcome-wrong_number = не той номер
outcome-call_back = просить пізніше
outcome-refused = відмова

## Why a call was missed
missed-busy = усі лінії зайняті
missed-away = оператор відійшов
missed-nobody = нікого на зміні
missed-after_hours = неробочий час
missed-hung_up = поклали слухавку
missed-technical = збій зв’язку

## Why a call is to be made at a time
appointment-request = просили на сайті
appointment-schedule = домовилися
appointment-promise = обіцяно

## Why an order was cancelled or returned
reason-too_slow = довго відповідали
reason-no_contact = ми не подзвонили
reason-out_of_stock = немає в наявності
reason-pushed = нав’язували
reason-price_rose = зросла ціна
reason-little_info = мало інформації про товар
reason-payment_means = не підійшла оплата
reason-delivery = не підійшла доставка
reason-cheaper = знайшли дешевше
reason-not_paid = не оплачено
reason-unreachable = не відповідає
reason-not_collected = не забрали
reason-changed_mind = передумали
reason-duplicate = дубль
reason-test = тестове замовлення
reason-other = інше

## Payment
terms-prepaid = передоплата
terms-on_delivery = оплата при отриманні

## Ways an order comes
channel-site = сайт
channel-phone = телефон
channel-marketplace = маркетплейс
pay-purpose = Оплата замовлення № { $number }
pay-code_caption = Щоб оплатити, відскануйте код у застосунку банку
pay-title = оплата за кодом
pay-sum = До сплати: { $sum }
pay-link = Посилання: { $link }
pay-nothing = Сплачувати нічого.
pay-no_account = Щоб показати код, вкажіть у налаштуваннях payee, account і, для російського рахунку, bank та bic.
pay-no_room = Код не вміщується: треба рядків { $needed }, є { $rows }. Збільште вікно або зменште шрифт.
pay-no_blocks = Код не показати знаками ASCII. Файл із ним: dozvon order pay-code { $number } --png ФАЙЛ
means-card = картка
means-bank_account = банківський переказ
means-cash = готівка
means-cod = післяплата
means-other = інше

## What is paid and what goes back
money-unpaid = не оплачено
money-paid = оплачено
money-part_paid = оплачено { $paid }, лишилося { $owed }
money-overpaid = переплата { $over }
money-to_refund = повернути { $money }

## Parts of an order
part-lines = товари
part-name = ім’я
part-contacts = телефони та email
part-address = адреса
part-delivery = доставка
part-tracking = ТТН
part-payment = оплата
part-comment = коментар
part-number = номер
part-stage = етап
part-consent = згода на пропозиції

## Carriers
carrier-russian_post = Пошта Росії
carrier-nova_poshta = Нова пошта
carrier-cdek = СДЕК
carrier-ukrposhta = Укрпошта
carrier-boxberry = Boxberry
carrier-courier = кур’єр
carrier-pickup = самовивіз
carrier-other = інший перевізник
carrier-none = без відправки
case-replaced = замінили
case-refunded = повернули кошти
case-explained = пояснили
case-withdrawn = відкликано

## What makes a task stand where it stands
why-last_chance = останній шанс
why-peak = нове, у годину пік
why-backlog = з накопичених
why-promised = обіцяно { $from }–{ $until }
why-promised_in_vain = { $count ->
    [one] обіцяно { $count } раз, не подзвонили
    [few] обіцяно { $count } рази, не подзвонили
   *[many] обіцяно { $count } разів, не подзвонили
}
why-return_awaited = повернення не прийшло
return_reason-does_not_fit = не підійшло
return_reason-faulty = не працює
return_reason-damaged = пошкоджено в дорозі
return_reason-wrong_goods = надіслали не те
return_reason-not_as_described = не відповідає опису
return_reason-changed_mind = покупець передумав
return_reason-other = інша причина
condition-as_new = як нове
condition-opened = розкрита упаковка
condition-used = зі слідами використання
condition-damaged = пошкоджено
condition-useless = не продати
instead-refund = гроші
instead-exchange = обмін
return-line = Повернення { $id }: { $goods }
return-back = повернулося { $date }
return-sent = їде назад: { $parcel }
return-awaited = чекаємо з { $date }
return-exchanged = натомість надіслано № { $number }
card-exchanged_for = Надіслано замість повернутого з № { $number }
why-parcel_refused = повернулося? відмова
why-parcel_lost = загубив перевізник
why-in_writing = лише письмово
why-paid_in_full = оплачено: підтвердити
why-attempt = спроба { $count }
why-missed_calls = { $count ->
    [one] { $count } пропущений
    [few] { $count } пропущені
   *[other] { $count } пропущених
}
why-unreachable = скасувати? не відповідає
why-undecided = скасувати? немає рішення
why-not_paid = скасувати? не оплачено
why-refunded = скасувати? кошти повернено
why-no_contact = скасувати? контакту немає
why-hold_over = повернулося? термін вийшов
why-same_as = те саме двічі?
why-last_storage_day = зберігання спливає
why-b2b = { $words }, B2B
why-maybe_b2b = { $words }, B2B?
why-out_of_stock = { $words }, немає на складі
why-promised_away = { $words }, товар обіцяно іншим

## What the catalogue says of a line
stock-none = немає на складі
stock-few = на складі лише { $count }
stock-promised = на складі { $count }, обіцяно давнішим замовленням
stock-left = на складі { $count }
stock-risen = ціна +{ $money }

## Whether something may be offered
offer-no_consent = немає згоди
offer-withdrawn = пропозицій не хоче
offer-too_soon = не раніше { $from }
offer-not_customer = не клієнт
offer-agreed = є згода на пропозиції з { $date }
offer-agreed_on = згода з { $date }
offer-withdrawn_on = відмова з { $date }
customers-interval = замовляє раз на { $days } дн.

## How long it has waited, and what is left
timing-target = { $left } до { $target }
timing-waited = чекає { $waited }
timing-late = чекає { $waited }, довше за { $target }
timing-left = лишилося { $left }
timing-until = до { $time }
timing-over = запізнення { $over }
timing-waited_over = чекає { $waited }, прострочено
row-asleep = ніч
timer-left = лишилося
timer-waits = чекає
timer-over = запізнення
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
weekday-7 = нд
day-today = сьогодні
day-yesterday = учора
day-tomorrow = завтра
day-1 = { $day } січ
day-2 = { $day } лют
day-3 = { $day } бер
day-4 = { $day } кві
day-5 = { $day } тра
day-6 = { $day } чер
day-7 = { $day } лип
day-8 = { $day } сер
day-9 = { $day } вер
day-10 = { $day } жов
day-11 = { $day } лис
day-12 = { $day } гру

## Why a row is left for now
skip-waiting_for_shop = чекаю на магазин
skip-waiting_for_customer = клієнт відповість
skip-better_later = пізніше зручніше
skip-somebody_else = не мій клієнт
skip-other = інше

## Company or private
b2b-maybe = може, компанія
b2b-yes = компанія
b2b-no = приватна особа
consent-yes = є згода
consent-no = відмова

## What an action does
action-take = взяти
action-release = відпустити
action-confirm = підтвердити
action-pay = оплачено
action-refund = повернути кошти
action-ship = ТТН
action-handed = передано перевізнику
action-arrived = прибуло
action-received = отримано
action-returned = повернулося
action-cancel = скасувати
action-reopen = відкрити знову
action-close = закрити
action-note = нотатка
action-call = підсумок дзвінка
action-schedule = призначити
action-skip = пропустити
action-new_order = нове замовлення
action-lines = змінити товари
action-details = змінити оплату, доставку, адресу, коментар
action-customer = змінити картку
action-answer = відповісти на дзвінок
action-call_event = дзвінок
action-keep_both = це різні замовлення
action-accept_shop = прийняти зміни магазину
action-keep_ours = залишити наше
action-put_off = відкласти
action-told_late = про затримку сказано
action-complaint = скарга
action-complaint_settled = скаргу закрито
action-wrote = лист клієнта
action-replied = відповіли
action-put_in_stock = знову на складі
action-return_agreed = повернути товар
action-return_sent = повернення в дорозі
action-return_back = повернення отримано
action-return_dropped = повернення не буде
action-return_exchanged = обміняти
action-parcel_refused = відмова від посилки
action-followed = новини про посилку
action-claims_paid = каже, що оплачено
action-missed_why = причина пропущених дзвінків
action-call_reviewed = оцінка дзвінка
action-care_done = контрольний дзвінок не потрібен
action-told_unpaid = сказано, що оплати немає
action-dispatch_by = термін відправки
action-not_customer = не клієнт
action-b2b = компанія чи ні
action-consent = згода на пропозиції
action-offered = зроблено пропозицію
action-message = написано повідомлення
action-message_released = повідомлення відпущено
action-message_retried = повторне надсилання повідомлення
action-message_stopped = повідомлення знято з надсилання
action-message_sent = повідомлення позначено надісланим
action-message_corrected = виправлення до повідомлення
action-import = завантажити
action-lapse = закрити за терміном
action-undo = повернути
action-redo = повторити
action-shift_in = вийти на зміну
action-shift_out = завершити зміну
action-pause = перерва
action-resume = кінець перерви
action-shift_lost = закрити покинуту зміну
action-merge = об’єднати з іншим клієнтом
action-keep_apart = це різні люди
action-unsubscribed = відмова від пропозицій
action-erase = стерти назавжди
action-publish = опублікувати налаштування магазину

## What an action did
done-take = взято
done-take_over = перехоплено; раніше: { $by }
done-release = відпущено
done-confirm = підтверджено
done-pay = оплачено
done-part_pay = оплачено частково
done-refund = кошти повернено
done-refunded = кошти повернено: { $money }
done-ship = ТТН записано
done-handed = передано перевізнику
done-arrived = прибуло у відділення
done-received = отримано
done-returned = повернулося
done-cancel = скасовано
done-reopen = відкрито знову
done-close = закрито
done-note = нотатку записано
done-call = підсумок дзвінка записано
done-schedule = дзвінок призначено
done-skip = пропущено на 10 хвилин
done-new_order = замовлення прийнято
done-lines = товари змінено
done-details = умови замовлення змінено
done-customer = картку змінено
done-answer = на дзвінок відповіли
done-call_event = дзвінок
done-keep_both = різні замовлення
done-accept_shop = зміни магазину прийнято
done-keep_ours = залишено наше
done-put_off = відкладено
done-told_late = про затримку сказано
done-complaint = скарга
done-complaint_settled = скаргу закрито
done-wrote = лист клієнта
done-replied = відповіли
done-put_in_stock = знову на складі
done-return_agreed = повернення оформлено
done-return_sent = повернення в дорозі
done-return_back = повернення отримано
done-return_dropped = повернення не буде
done-return_exchanged = обміняно
done-parcel_refused = відмова від посилки
done-followed = новини про посилку
done-claims_paid = каже, що оплачено
done-missed_why = причину пропущених дзвінків записано
done-call_reviewed = дзвінок оцінено
done-care_done = контрольний дзвінок не потрібен
done-told_unpaid = сказано, що оплати немає
done-dispatch_by = термін відправки призначено
done-not_customer = не клієнт
done-b2b = позначено, хто купує
done-consent = відповідь про пропозиції записано
done-offered = зроблено пропозицію
done-message = повідомлення у вихідних
done-message_released = повідомлення йде
done-message_retried = повідомлення надсилається ще раз
done-message_stopped = повідомлення знято з надсилання
done-message_sent = повідомлення позначено надісланим
done-message_corrected = виправлення йде клієнту
done-import = прийшло з магазину
done-from_base = з бази клієнтів
done-shop_changed = магазин змінив замовлення
done-lapse = закрито за терміном
done-undo = повернуто
done-redo = повторено
done-shift_in = зміну почато
done-shift_out = зміну закінчено
done-pause = перерва
done-resume = перерву закінчено
done-shift_lost = покинуту зміну закрито
done-merge = клієнтів об’єднано
done-keep_apart = позначено: це різні люди
done-unsubscribed = просить більше не надсилати пропозицій
done-erase = стерто на прохання клієнта
done-publish = опубліковано налаштування магазину
done-line = №{ $number } · { $what }
done-count = { $count } × { $what }
undid-line = Повернуто: { $what }
redid-line = Повторено: { $what }
undid-entry = повернуто: { $what }
redid-entry = повторено: { $what }

## Two customers become one
count-notes = { $count ->
    [one] { $count } нотатка
    [few] { $count } нотатки
   *[other] { $count } нотаток
}
count-messages = { $count ->
    [one] { $count } повідомлення
    [few] { $count } повідомлення
   *[other] { $count } повідомлень
}
count-appointments = { $count ->
    [one] { $count } призначений дзвінок
    [few] { $count } призначені дзвінки
   *[other] { $count } призначених дзвінків
}
same-phone = той самий телефон
same-email = той самий email
merge-stays = лишається
merge-goes = приєднується
merge-comes = переходить
merge-contacts = телефони, email
merge-nameless = без імені
merge-wrong_number = не той номер
merge-name = ім’я
merge-company = компанія
merge-tax_id = ЄДРПОУ/ІПН
merge-region = регіон
merge-time_zone = часовий пояс
merge-sex = стать
merge-b2b = компанія чи ні
merge-manager = менеджер
merge-customer_note = нотатка
merge-do_not_call = не дзвонити
merge-not_customer = не клієнт
merge-consent_at = згода на пропозиції
merge-consent_off_at = відмова від пропозицій
merge-last_offer_at = остання пропозиція
merge-yes = так
merge-no = ні
merge-known = як у другій картці

## The rules, each in a sentence
rule-1 = Спершу ті, кому важче чекати: хто дзвонить, хто не додзвонився, кому обіцяно дзвінок, нові замовлення, решта.
rule-2 = Серед свіжого першим іде найсвіжіше, серед решти – те, чий термін ближче.
rule-3 = Дороге замовлення йде попереду інших нових.
rule-4 = Перший дзвінок – за лічені хвилини, щонайпізніше до межі: кожні 5 хвилин забирають близько десятої частини продажів.
rule-5 = Замовленню, що прийшло не в години дзвінків, обіцяно дзвінок на початку наступного робочого дня.
rule-6 = Якщо за пів години ніхто не подзвонив, клієнт дізнається, що замовлення в роботі.
rule-7 = Хто не відповів, тим дзвонять знову: того ж дня, потім раз на день; далі програма пропонує скасувати.
rule-8 = Один клієнт, один менеджер: узяту картку інший не обдзвонює.
rule-9 = Постійний клієнт спершу потрапляє до свого менеджера.
rule-10 = Компанії, нові й постійні клієнти – різна робота.
rule-11 = Про те, чого немає в наявності, кажуть до дзвінка; заміну не нав’язують.
rule-12 = Оплата до відправки або при отриманні; замовлення не закривається, поки хтось комусь винен.
rule-13 = Підтверджено й не оплачено: дзвінок-нагадування пропонує інший спосіб оплати.
rule-14 = Не оплачено й після повторних реквізитів: програма пропонує закрити замовлення.
rule-15 = Оплачено повністю: подяка, дата відправки й строк доставки.
rule-16 = Якщо ціна зросла, різницю беруть на себе або відшкодовують.
rule-17 = Клієнт отримує ТТН за кілька хвилин після того, як замовлення готове.
rule-18 = Посилка йде вчасно; якщо ні, клієнт дізнається про це від нас.
rule-19 = У повідомленні про відправку є дата, строк і номер.
rule-20 = Посилку збирають за списком.
rule-21 = За посилкою стежать повідомленнями та дзвінками, і ще раз перед кінцем безкоштовного зберігання.
rule-22 = Через кілька днів після отримання всіх питають, чи все підійшло.
rule-23 = Через місяць після отримання питають про враження.
rule-24 = У базі є ім’я, телефон, стать і покупки.
rule-25 = Пропозиції отримують ті, хто погодився, і нечасто.
rule-26 = Те, що закінчується, підходить знову.
rule-27 = На пропущений дзвінок відповідають протягом години й дзвонять, поки не додзвоняться.
rule-28 = Записи зберігаються при дзвінку.
rule-29 = Пропущені дзвінки рахують із причинами.
rule-30 = Кожен етап підтверджують клієнтові.
rule-31 = Ранок починається з учорашніх неоплачених замовлень.
rule-32 = Конверсію, відмови й очікування вимірюють.
rule-33 = На звичні запитання є готові відповіді.
rule-34 = Сценарій стоїть поруч із карткою; під час першого дзвінка нічого не допродають.
rule-35 = Що надсилається автоматично, трохи чекає, щоб його можна було відкликати, і йде один раз.
rule-36 = Дзвонять, коли в клієнта день; хто просив не дзвонити, тим пишуть.
rule-37 = Замовлення чи прохання про дзвінок, отримані телефоном, вносять за клієнта.
rule-38 = Скаргу закривають із підсумком; доти нічого не пропонують і не питають, чи сподобалося.
rule-39 = На лист клієнта відповідають протягом години.
rule-40 = Самовивіз готують вчасно; для того, що не відправляють, номер не потрібен.

## Words of somebody else
quoted = «{ $text }»

# Sizes of files
size-kb = { $count } КБ
size-mb = { $count } МБ
size-gb = { $count } ГБ

## A clock that was set
clock-went_ahead = Годинник пішов уперед на { $span }: його перевели або машина спала.
clock-went_back = Годинник пішов назад на { $span }: його перевели.

## Numbers
number-thousand = { $count } тис
number-million = { $count } млн

# Said in English by what knows no language.
known-not_set = змінну { $one } не задано
known-command = команда секрету не вдалася: { $one }
known-open = файл { $one } можуть читати інші: зробіть chmod 600
known-no_small_file = { $one }: це не маленький файл
known-unreadable = не читається: { $one }
known-not_regular = це не звичайний файл
known-no_message = немає повідомлення з іменем `{ $one }`
known-no_script = немає сценарію з іменем `{ $one }`
known-not_for_texts = `{ $one }` у таких текстах не буває
known-undefined = такого значення немає
known-syntax = помилка запису: не закрита або зайва дужка, лапка чи команда
known-too_long = заповнений текст довший за { $one } КБ
known-too_slow = текст заповнюється надто довго
known-no_question = немає запитання або відповіді
known-no_layout = це не рамка листів
known-no_key = { $one }: клавіші `{ $two }` немає
known-two_commands = клавіша `{ $one }` одразу у двох команд: { $two }
known-reason_key = { $one }: `{ $two }` обирає причину в списку, який вона відкриває
known-no_command = немає команди `{ $one }`
known-key_line = рядок пишуть так: `команда = "клавіша"`
known-commands_list = усі команди перелічено в assets/keymap.toml
known-other_key = дайте одній із двох іншу клавішу
known-no_twice = подвійне натискання не має скасовувати замовлення: оберіть x, b, v, z або w
known-key_names = напишіть у лапках один знак або Space, Enter, Tab, Esc, Up, Down, Left, Right, PgUp, PgDn, Home, End, F2
known-utf8 = перевірте, що це текст в UTF-8 і його можна прочитати
known-unclear = цей рядок незрозумілий
known-silent = немає відповіді за { $one } с
known-no_end = не закінчилося за { $one } с
known-no_server = такого сервера немає
known-connection = сервер не приймає з’єднання
known-address = адресу записано неправильно
known-no_command_set = команду не задано
known-ended = програма закрилася, поки повідомлення надсилалося
known-login = логін або пароль не підходять: { $one }
text-hint_readable = це має бути невеликий текстовий файл в UTF-8, який можна прочитати
text-hint_values = значення пишуть так: {"{{ order.number }}"}, а там, де замовлення може не бути, – між {"{% if order %}"} та {"{% endif %}"}; їхні назви – у { $file }
text-hint_scripts = ім’я – одне з: { $names }; -{ $segments } наприкінці – лише для такого клієнта
text-hint_messages = назвіть ІМ’Я.sms.txt або ІМ’Я.email.txt, де ІМ’Я – одне з: { $names }; або { $signature }.email.txt
text-hint_answer = напишіть `# запитання`, `> слова, за якими його знаходять`, а нижче відповідь
text-hint_layout = HTML-файл тут один – layout.html
text-hint_layout_values = у рамці бувають {"{{ subject }}, {{ body }}, {{ logo }}, {{ color }}"} та {"{{ shop }}"}

# What is written back to the shop
shop_write-status = статус «{ $value }»
shop_write-payment = оплачено
shop_write-tracking = ТТН { $value }
shop_write-no_tracking = ТТН більше немає
shop_write-note = нотатка: { $value }
shop_why-refused = магазин не приймає: { $said }
shop_why-overtaken = магазин змінив сам: { $said }
shop_why-kept = магазин залишив як було: { $said }
shop_why-gone = такого замовлення в магазині немає: { $said }
shop_why-keys = ключам не можна писати, потрібні права «Читання/Запис»: { $said }
shop_why-unreached = магазин не відповідає, буде ще спроба: { $said }
shop_why-unsure = невідомо, чи прийнято; спершу спитаємо магазин: { $said }
shop_why-taken_back = тут скасовано, а в магазині лишилося: виправте там
shop_why-secret = ключі не дістати: { $said }
parcel_state-announced = ще не передано
parcel_state-handed_over = прийнято
parcel_state-on_the_way = у дорозі
parcel_state-arrived = чекає отримувача
parcel_state-refused = відмова отримувача
parcel_state-received = вручено
parcel_state-returning = їде назад
parcel_state-returned = повернулася відправнику
parcel_state-lost = загублено
parcel_state-withdrawn = номер скасовано
carrier-fault = { $fault ->
    [unreached] За цією адресою ніхто не відповідає ({ $said }).
    [slow] Відповідь не прийшла вчасно ({ $said }).
    [unauthorized] Логін або ключ не прийнято ({ $said }).
    [forbidden] У відповіді відмовлено ({ $said }).
    [not_found] За цією адресою такої служби немає ({ $said }).
    [moved] Служба переїхала: { $said }.
    [too_many] Просять питати рідше ({ $said }).
    [closed] Тривають технічні роботи ({ $said }).
    [broken] Помилка на боці перевізника ({ $said }).
    [not_orders] Прийшла не відповідь про посилки ({ $said }).
    [secret] Секрет не прочитати: { $said }.
   *[stopped] На цій відповіді програма збилася ({ $said }).
}
carrier-fault_hint = { $fault ->
    [unreached] Чи є інтернет і чи правильна адреса в налаштуваннях?
    [slow] Спитаємо ще раз самі.
    [unauthorized] Звірте з кабінетом перевізника: потрібні логін, пароль або ключ саме від API.
    [forbidden] Чи входить відстеження через API до договору?
    [not_found] Приберіть `address` з налаштувань або вкажіть адресу API.
    [moved] Вкажіть її в `address`: самі ми секретів на іншу адресу не надсилаємо.
    [too_many] Почекаємо, скільки просять; допоможе й довший `poll`.
    [closed] Спитаємо ще раз самі.
    [broken] Спитаємо ще раз самі; поки що посилки видно на сайті перевізника.
    [not_orders] Можливо, заважає проксі або захист сайту; спитаємо ще раз самі.
    [secret] Покладіть його туди, куди вказують налаштування.
   *[stopped] Спробуємо ще раз; будь ласка, повідомте нам.
}
card-free_until = безкоштовно до { $date }
card-pickup_code = код { $code }
