# The screens of the console.

console-queue = Черга
console-empty = Ніхто не чекає.

## Views of the queue
view-all = усі
view-mine = мої
view-new = нові клієнти
view-existing = постійні
view-b2b = B2B
view-repeat = після отримання

## The list
console-loading = Читаю файл…
console-empty_hint = Замовлення завантажує команда: dozvon import ФАЙЛ. Подивитися на вигаданих: dozvon demo.
console-marked = { $count ->
    [one] позначено { $count } рядок
    [few] позначено { $count } рядки
   *[other] позначено { $count } рядків
}
console-next_due = Найближча справа: { $when }.
console-waiting = Чекають свого часу: { $count }.
console-ahead = { $count ->
    [one] ще { $count } чекає свого часу, перше – { $when }
    [few] ще { $count } чекають свого часу, перше – { $when }
   *[other] ще { $count } чекають свого часу, перше – { $when }
}
console-empty_view = Тут порожньо. Інший вигляд – клавіша v.

## The line at the top
header-ringing = { $count ->
    [one] дзвонить
   *[other] дзвонять
}
header-missed = пропущено
header-callback = передзвонити
header-new_high = { $count ->
    [one] дороге
   *[other] дорогих
}
header-new = { $count ->
    [one] нове
   *[other] нових
}
header-follow_up = { $count ->
    [one] справа
    [few] справи
   *[other] справ
}
# What is not named one by one.
header-rest = ще { $count }
header-in_time = вчасно { $percent }%
header-at_risk = під ризиком { $money }
header-held = за вами { $count }
header-outbox = вихідні { $count }
header-outbox_failed = не доставлено { $count }
header-other_rules = у базі інші правила: config adopt
header-other_rules-since = інші правила з { $since }: config adopt
header-published-since = нові налаштування магазину з { $since }: відкрийте заново
header-clock_behind-since = годинник відстає: запис { $since }
header-rehearsal = репетиція: нічого не йде
header-rehearsal-since = репетиція з { $since }: нічого не йде
header-work_fails-since = автоматика стоїть з { $since }: doctor
header-file_gone = базу підмінили чи перенесли: закрийте й перевірте
header-cut_off-since = немає зв’язку з базою з { $since }: записати нічого не можна
header-synced_folder = файл у папці, що синхронізується
header-loading = читаю…
header-walk = обдзвін: { $list }, { $at } з { $count }
header-paused = перерва з { $since }
header-off_shift = не на зміні
header-with = з вами { $names }

## Over the list
lanes-ringing = Дзвонять
lanes-missed = Пропущені
lanes-callback = Передзвонити
lanes-new_high = Нові, дорогі
lanes-new = Нові
lanes-follow_up = Справи
list-due = що зробити
list-time = час

## The row of calls
banner-nothing_leaves = { $count ->
    [one] Повідомлення не йдуть: канали не підключено, { $count } чекає
    [few] Повідомлення не йдуть: канали не підключено, { $count } чекають
   *[other] Повідомлення не йдуть: канали не підключено, { $count } чекають
}
banner-texts = тексти
calls-rings = Дзвонить
calls-ring = Дзвонять { $count }
calls-talk = Розмова
calls-over = Розмову закінчено
calls-unknown = новий номер
calls-also = дзвонить { $who }
row-talk = розмова
calls-held = веде { $by }
calls-manager = менеджер { $name }

## The card
card-title = Картка
card-reading = Читаю…
card-gone = Такого замовлення більше немає.
card-number = №{ $number }
card-nameless = без імені
card-hidden = номер приховано
card-regular = постійний клієнт, { $orders }
card-first_order = новий клієнт
card-first_time = новий клієнт, { $orders }
card-no_orders = замовлень ще немає
card-clock = у клієнта { $clock }
card-clock_in = { $region }, там { $clock }
card-night = У клієнта зараз не час для дзвінків.
card-mine = Клієнта ведете ви, з { $since }
card-claimed = Клієнта веде { $by }, з { $since }
card-at_risk = втрати від очікування { $money }
card-tax_id = ЄДРПОУ/ІПН { $id }
card-manager = менеджер { $name }
card-total = Разом
card-called_about = Дзвінок чекає при №{ $number }: { $reason }
card-shop = Магазин: { $name }
card-recipient = У замовленні: { $recipient }
card-duplicate = Схоже на №{ $number }
card-alike = можливо, це також { $who } ({ $keys })
card-merged = раніше також { $names }
card-difference = У магазині: { $theirs }. У нас: { $ours }.
card-upcoming = потім: { $what }, { $when }
card-more_orders = { $count ->
    [one] і ще { $count } замовлення
    [few] і ще { $count } замовлення
   *[other] і ще { $count } замовлень
}
card-ordered_plain = замовлення
card-ordered = замовлення · { $channel }
card-call_in = дзвінок від клієнта
card-call_out = дзвінок клієнту
history-title = Історія

## What an order waits for when nothing is due
waiting-call = Чекає часу наступного дзвінка.
waiting-payment = Чекає на оплату від клієнта.
waiting-dispatch = Чекає передачі перевізнику.
waiting-parcel = Посилка в дорозі.
waiting-pickup = Чекає клієнта у відділенні.
waiting-on_delivery_money = Чекає на післяплату від перевізника.
waiting-refund = Кошти чекають повернення клієнту.
waiting-closing = Отримано; закриється само після контрольних дзвінків.
waiting-nothing = Завершено, нічого не чекає.
waiting-failed_payment = Чекає нової спроби оплати: у ранковому списку, потім закриється само.

## Why a row stands where it stands
why-title = Чому тут
why-also = ще: { $what }
why-nothing_due = Зараз тут нічого робити не треба.
why-since = чекає з { $when }
why-due = до терміну { $when }
why-target = ціль { $when }
why-limit = межа { $when }

## Lists of choices
pick-call_anyway = усе одно дзвонити?
pick-hour_unknown = Котра в клієнта година, ще не прочитано.
pick-go_call = дзвонити
pick-missed_why = чому не відповіли на дзвінки?
review-script = Сценарій: пройдено { $ticked } з { $all }
review-no_script = З дзвінком не позначено жодного пункту сценарію.
review-so_far = Оцінка поки що: { $mark } · { $by }
pick-review_note = нотатка
pick-hear_again = прослухати ще раз
mark-1 = 1 — дуже погано
mark-2 = 2 — погано
mark-3 = 3 — посередньо
mark-4 = 4 — добре
mark-5 = 5 — чудово
pick-review = якою була розмова?
pick-line_says = Лінія повідомляє: { $outcome } · Enter – так і записати
pick-outcome = чим скінчився дзвінок?
pick-agreed = домовилися: підтвердити замовлення
pick-cancel = скасувати: чому?
pick-returned = повернулося: чому?
pick-refused = відмова: чому?
pick-parcels = { $what }: яка посилка?
pick-all_parcels = усі
parcel-place = посилка { $place }
pick-settle = чим скінчилася скарга?
pick-skip = не зараз: чому?
pick-other = що ще?
pick-edit = що змінити чи записати?
pick-order = за яким стовпцем?
pick-columns = порядок рядків
pick-shops = Який магазин?
pick-all_shops = усі магазини
pick-shop = один магазин
pick-views = Які рядки чи яка сторінка?
pick-undo_earlier = Зроблено { $when } в іншому вікні: { $what }. Повернути?
pick-go_undo = повернути
pick-take_over = клієнта веде { $by }, з { $since }: перехопити?
pick-feed_reject = Що з ним зробити?
pick-reject_value = прийняти з іншим значенням
pick-reject_again = прочитати ще раз як є
pick-reject_left = не приймати
pick-feed_word = що означає статус «{ $word }»?
pick-pasted = Вставлено текст: що це?
pick-release_all = Надіслати все, що чекає перегляду: { $count }?
pick-go_release = надіслати все
pick-as_tracking = ТТН цього замовлення
pick-as_note = нотатка до замовлення або клієнта
pick-as_order = нове замовлення телефоном із цим текстом
pick-rest = … і те, що зараз неможливо
pick-as_search = шукати це
pick-merge = Одна людина з двома картками?
pick-merge_with = одна людина з ким?
pick-go_merge = об’єднати
pick-merge_swap = нехай лишиться інша картка
pick-keep_apart = це різні люди
other-group-order = Замовлення
other-group-money = Гроші
other-group-parcel = Посилка
other-group-customer = Клієнт
other-group-copied = Скопіювати
other-group-operator = Зміна
other-edit_lines = товари замовлення
other-edit_customer = картку: ім’я, телефон, email
other-edit_term = свій термін відправки
other-edit_details = оплату, доставку, адресу
other-new_order = нове замовлення телефоном
other-part_payment = надійшла частина грошей
other-pay_code = показати код для оплати
other-refund = кошти повернено
other-handed = передано перевізнику
other-told_late = про затримку сказано
other-return_goods = повернення товару
other-return_back = повернення: отримано, у дорозі, скасовано
other-exchange = обмін: надіслати інше
other-complaint = скарга
other-settle = скаргу закрито
other-wrote = клієнт написав
other-write = написати клієнту
other-replied = на лист відповіли
other-parcel_refused = відмова від посилки
other-put_in_stock = повернулося: знову на складі
other-claims_paid = каже, що оплачено
other-missed_why = чому дзвінок пропущено
other-recorded = записи їхніх розмов
other-care_done = враження відомі
other-told_unpaid = сказано: оплати немає
other-reopen = відкрити знову
other-close = закрити
other-keep_both = це різні замовлення
other-is_duplicate = повтор: скасувати це замовлення
other-accept_shop = прийняти зміни магазину
other-keep_ours = залишити наше
other-put_off = відкласти пропозицію
other-company = компанія
other-private = приватна особа
other-not_customer = не клієнт
other-merge = та сама людина: об’єднати
other-agrees_to_offers = є згода на пропозиції
other-no_offers = пропозицій не хоче, назавжди
other-offered = зроблено пропозицію
other-copy_phone = скопіювати телефон
other-copy_number = скопіювати номер замовлення
other-copy_tracking = скопіювати ТТН
other-take_over = перехопити клієнта
other-pause = на перерву чи з перерви
other-shift = завершити зміну чи почати

## Lines that are typed
line-tracking = ТТН
line-tracking-hint = Наберіть або відскануйте; після «;» можна вказати день прибуття.
line-tracking-tab = Наберіть або відскануйте; Tab: чий це номер чи ще одна посилка.
line-tracking-another = ще одна посилка
line-tracking-of = замість { $parcel }
line-tracking-arrives = прибуде { $day }
line-tracking-now = Зараз стоїть { $number }; Enter запише ваш замість нього.
line-tracking-gone = Номер тим часом прибрали; Enter запише ваш.
line-call_back = коли просить подзвонити?
line-schedule = коли дзвонити?
line-dispatch_by = коли відправити?
line-when-hint = 15.30 · завтра вранці · пт 12 · 2 грудня 14:00 · пів години · 3 дні
line-in = через { $span }
line-moved = { $asked } – не час дзвінків (R36), стане на { $made }
line-note = нотатка
line-review_note = що сказати про розмову?
line-complaint = скарга: що не так?
line-wrote = що написав клієнт?
line-text-hint = Enter – записати, Esc – залишити як було.
line-refund = скільки повернено?
line-part_payment = скільки надійшло?
line-amount-hint = 1450 або 1450,50
line-put_off_until = відкласти до якого часу?
line-put_off_why = відкласти: чому?
line-check_ok = контрольна цифра правильна
line-check_none = довжина правильна
line-check_incomplete = номер неповний
fault-when = Це не час: пишіть 15.30, завтра вранці, 2 грудня 14:00 або пів години.
fault-no_time_of_day = О котрій? Пишіть сьогодні 18.
fault-no_such_day = Такого дня немає.
fault-doubtful_number = Номер неповний або незнайомий: ще раз Enter – записати як є.
fault-no_number = Це не ТТН.
fault-amount = Це не сума, більша за нуль: пишіть 1450 або 1450,50.

## Forms
form-new_order = Нове замовлення телефоном
form-return = повернення товару
form-return_awaited = повернення, на яке чекаємо
form-exchange = замість того, що повертають
form-lines = товари замовлення
form-details = оплата й доставка
form-customer = картка клієнта
form-whose = Для кого
form-whose-hint = Ім’я або телефон; ↓ – обрати зі знайдених. Новому клієнту створимо картку.
form-whose-found = Enter – новий клієнт; ↓ – обрати зі знайдених.
form-whose-new = Новий клієнт: для нового буде створено картку.
form-name = Ім’я
form-phone = Телефон
form-phone-hint = Як його диктують: 067 123-45-67.
form-email = Email
form-line_name = Що
form-line_name-hint = Enter – далі, у порожньому рядку – до підсумку.
form-line_name-unknown = У каталозі такого немає: запишеться, як набрано.
form-line_quantity = К-сть
form-line_quantity-hint = 2 або 1,5; порожньо — одна штука.
form-line_price = Ціна
form-line_sum = Сума
form-return_reason = Чому
form-condition = Стан
form-instead = Покупець отримає
form-worth = На суму
form-worth-hint = Якщо порожньо — скільки за це заплачено.
form-arrival = Де товар
form-arrival-awaited = ще повернеться
form-arrival-here = уже в нас
form-return_number = Трек-номер
form-no_returned = Вкажіть, скільки чого повернуть.
form-which_return = Повернення
form-return_step = Що з ним
form-return_step-back = товар у нас
form-return_step-sent = посилка в дорозі
form-return_step-dropped = покупець залишив товар собі
form-no_return_number = Введіть номер посилки, якою їде повернення.
form-total = Разом
form-total-hint = Якщо порожньо, рахується за товарами.
form-terms = Оплата
form-payment = Спосіб оплати
form-delivery = Доставка
form-address = Адреса
form-comment = Коментар
form-agreed = Узгоджено
form-agreed-yes = усе: підтверджено
form-agreed-no = ще ні
form-company = Компанія
form-tax_id = ЄДРПОУ/ІПН
form-b2b = Хто це
form-not_said = не сказано
form-add_phone = Ще телефон
form-add_email = Ще email
form-time_zone = Часовий пояс
form-time_zone-hint = Europe/Kyiv; якщо порожньо — пояс магазину.
form-region = Регіон або місто
form-note = Постійна нотатка
form-hint = Enter – далі, Ctrl-S – зберегти, Esc – вийти.
form-choice-hint = Обирають пробілом і стрілками.
form-known_as = Цей номер має клієнт { $name }: замовлення запишеться туди.
form-behind = Поки ви писали, колега це змінив: неторкане оновлено, набране вами лишилося.
notice-one_line = Вставлено одним рядком: рядків було кілька.
form-copied = Набране скопійовано.
form-leave = Набране не збережено. Ще раз Esc — викинути; будь-яка інша клавіша — продовжити.
form-stands = зараз
form-stands-empty = порожньо
form-stands-lines = Зараз у замовленні:
form-sent = Зберігаю…
form-nothing = Нічого не змінилося.
form-nobody = Хто замовляє? Потрібне ім’я або телефон.
form-no_lines = Нічого не замовлено: напишіть хоча б один рядок.
form-bad_name = Що це? У рядка немає назви.
form-bad_quantity = Це не кількість: пишіть 2 або 1,5.
form-bad_price = Це не ціна: пишіть 1450 або 1450,50.
form-bad_email = Це не email: у ньому немає @.
form-bad_phone = На такий номер поки що не подзвонити; він лишиться, як набрано.
form-bad_zone = Такого поясу немає: пишіть на кшталт Europe/Kyiv.

## The command palette
palette-title = Команди
palette-nothing = Такої команди немає. Esc поверне назад.

## The search
search-title = Пошук
search-hint = Кінець телефону, номер замовлення, частина імені, у будь-якій розкладці.
search-nothing = Нічого не знайшлося. Спробуйте менше літер або кінець телефону.

## What is said above the keys
notice-no_message = Повідомлення лежать у вихідних: v, потім o.
notice-message_released = Надсилається; поки не пішло, можна відкликати.
notice-released_all = { $count ->
    [one] Надсилається { $count } повідомлення; поки не пішло, його можна відкликати.
    [few] Надсилаються { $count } повідомлення; поки не пішли, їх можна відкликати.
   *[many] Надсилається { $count } повідомлень; поки не пішли, їх можна відкликати.
}
notice-message_retried = Надсилаємо ще раз.
notice-message_otherwise = Повідомлення вже в іншому стані, нічого не зроблено. Погляньте на рядок клавіш.
notice-message_settles = Натисніть Enter: у самому повідомленні видно, що з ним можна зробити.
notice-message_sent = Позначено як надіслане.
notice-message_dismissed = Повідомлення не піде.
notice-message_worded = Текст змінено; піде таким.
notice-message_copied = Текст у буфері обміну.
notice-message_recalled = Відкликано: повідомлення не піде.
notice-message_over = Воно вже не чекає надсилання.
notice-message_corrected = Клієнту піде виправлення; його теж можна відкликати.
notice-message_corrected_before = Виправлення вже було.
notice-already = Це вже так: { $what }.
notice-next = Далі: { $why }
notice-next_again = Досі перше: { $why }. Запишіть підсумок або пропустіть.
notice-next_repeat = Контрольних дзвінків більше немає: кому час повторити й кому запропонувати.
notice-next_none = Більше нема кого взяти.
notice-taken_over = { $by } перехоплює вашого клієнта: { $name }.
notice-walk_done = Обдзвін списку завершено: пройдено всіх.
notice-walk_left = Обдзвін списку завершено.
notice-call_waits = Дзвонять. Esc повертає до черги.
notice-no_phone = Робочого телефону немає. Знайдіть інший або скасуйте замовлення.
notice-no_row = Пропустити можна лише рядок черги.
notice-no_call = Зараз ніхто не дзвонить.
notice-key_held = Під курсором уже інше, клавіша нічого не зробила. Якщо треба, натисніть ще раз.
notice-unskipped = Рядок знову на своєму місці.
notice-done_elsewhere = У цьому вікні ще нічого не зроблено. В іншому, { $when }: { $what }. Повернути: { $key }
notice-undo_own_first = Спершу поверніть зроблене в цьому вікні.
notice-text_waits = Повернуто те, що ви набирали до дзвінка.
notice-call_taken = { $who }: на дзвінок відповідає { $by }.
notice-call_missed = { $who }: дзвінок пропущено, чекає серед пропущених.
notice-call_over = { $who }: дзвінок закінчено.
notice-no_columns = Порядок рядків змінюють на сторінках «Замовлення» й «Товари»: v l, v g.
notice-next_attempt = { $said }; спроба { $attempt } – { $when }
notice-no_mark = Рядки позначають у списку.
notice-nobody_alike = Ні в кого немає спільних телефонів чи email. Щоб об’єднати, позначте обидва рядки.
notice-merge_two = Позначте рядки рівно двох клієнтів.
notice-already_count = уже так: { $count }
notice-refused_count = не зроблено: { $count }
notice-placed_logged = Підсумок цього дзвінка вже записано.
notice-recording_gone = Цього запису більше немає.
notice-placed_over = Дзвінок закінчено: запишіть підсумок.
notice-placed_over_with = Дзвінок закінчено: { $outcome }. Запишіть підсумок.
notice-copied = Скопійовано: { $text }
notice-nothing_awaited = Цей клієнт нічого такого не чекає.
notice-nothing_to_copy = Копіювати поки що нічого.
notice-going = Кладемо пропозицію у вихідні: { $done } із { $of }. u — зупинити й повернути.
notice-going_undo = Повертаємо: { $done } із { $of }.
notice-going_redo = Повторюємо: { $done } із { $of }.
notice-writing = Ще не записано: файл зайнятий іншою програмою …
notice-put_away = Забагато клавіш одразу: нічого не зроблено.
notice-broken = Програма зупинилася: { $what }. Запустіть dozvon знову; усе зроблене – у файлі.

## Keys, in short
bar-next = далі
bar-confirm = підтвердити
bar-pay = оплачено
bar-arrived = прибуло
bar-received = отримано
bar-claim = взяти/відпустити
bar-take_over = перехопити
bar-undo = повернути
bar-redo = повторити
bar-undo_earlier = повернути давніше
bar-dial = дзвонити
bar-outcome = підсумок
bar-ship = ТТН
bar-cancel = скасувати
bar-returned = повернулося
bar-schedule = призначити
bar-skip = пропустити
bar-note = нотатка
bar-message = повідомлення
bar-answers = відповіді
bar-message_recall = відкликати
bar-message_copy = копіювати
bar-message_sent = вже надіслано
bar-message_dismiss = не надсилати
bar-message_retry = ще раз
bar-message_send = надіслати
bar-message_correct = виправити
bar-message_edit = змінити
bar-write = написати
bar-way = іншим каналом
bar-subject = тема
bar-text = текст
bar-try = перевірити
bar-edit = змінити
bar-new_phone = новий телефон
bar-on = далі
bar-take_over_save = перехопити й зберегти
bar-theirs = взяти як у колеги
bar-merge_lines = звести з нинішніми товарами
bar-copy_typed = скопіювати набране
bar-copy = копіювати
bar-run = виконати
bar-save = зберегти
bar-remove_row = прибрати рядок
bar-other = інше
bar-refund = кошти повернено
bar-mark = позначити
bar-unmark = зняти позначки: { $count }
bar-calls = до дзвінка
bar-answer = відповісти
bar-new_order = нове замовлення
bar-left = ліворуч
bar-right = праворуч
bar-down = униз
bar-up = угору
bar-page_down = екран униз
bar-page_up = екран угору
bar-first = перший
bar-last = останній
bar-open = картка
bar-enter = відкрити
bar-focus = список/картка/сценарій
bar-history = історія
bar-why = чому
bar-views = вигляд
bar-search = знайти
bar-palette = команда
bar-help = усі клавіші
bar-back = назад
bar-quit = вийти
bar-undo_what = повернути: { $what }
bar-leave = назад
bar-no_filter = зняти
bar-stage = етап
bar-sort = порядок
bar-tab = вкладка
bar-period = період
bar-filter = фільтр
bar-accept = прийняти
bar-choose = обрати
bar-scroll = гортати

## Keys, in full
help-title = Усі клавіші
help-at_once = Одразу
help-asking = Спитає ще дещо
help-looking = Дивитися
help-pages = Сторінки
help-next = взяти того, хто перший, і відкрити картку
help-confirm = клієнт з усім згоден
help-pay = оплачено повністю
help-arrived = посилка чекає у відділенні
help-received = клієнт отримав
help-claim = взяти клієнта або відпустити
help-undo = повернути все, як було до останньої дії
help-redo = повторити те, що повернули
help-undo_earlier = повернути свою останню дію з іншого вікна або до перезапуску
help-dial = подзвонити або показати номер, потім записати підсумок
help-outcome = записати підсумок дзвінка
help-ship = внести ТТН
help-cancel = скасувати з причиною
help-returned = посилка повернулася, з причиною
help-schedule = домовитися про час дзвінка
help-skip = не зараз, з причиною
help-note = написати нотатку
help-message = повідомлення клієнту; на повідомленні у вихідних: надіслати, відкликати, повторити або виправити
help-answers = готові відповіді: кілька літер, Enter копіює
help-edit = змінити товари, оплату, доставку, адресу або картку клієнта
help-other = нове замовлення телефоном, повернення коштів, частина оплати, відкрити знову, закрити тощо
help-mark = позначити рядок або зняти позначку: дія буде для всіх позначених; у сценарії – позначити пункт
help-calls = до того, хто дзвонить, звідки завгодно; Esc повертає
help-left = що лівіше: інший дзвінок
help-right = що правіше: інший дзвінок
help-down = наступний рядок
help-up = попередній рядок
help-page_down = на екран униз
help-page_up = на екран угору
help-first = перший рядок
help-last = останній рядок
help-open = картка на весь екран
help-focus = зі списку в картку, у її сценарій і назад
help-history = усе, що було з цим клієнтом
help-why = чому рядок стоїть тут
help-views = усі, мої, нові, постійні клієнти, компанії, дзвінки після отримання – або сторінка
help-search = пошук; його починає й цифра
help-palette = знайти будь-яку команду за назвою
help-help = цей список
help-back = на крок назад
help-quit = вийти

## Full-screen pages
page-nobody = Нікого.
page-today = Сьогодні
page-orders = Замовлення
page-customers = Клієнти
page-help-orders = усі замовлення за етапами, з фільтром і порядком; що чекає свого часу
page-help-customers = повторні продажі: сегменти й кому час повторити
page-segment = Сегмент
page-again = Час повторити
customers-newest = Нові клієнти
customers-none = Таких клієнтів немає.
customers-phone = телефон
customers-orders = замовлень
customers-received = отримано на
customers-last = останнє замовл.
customers-filter = ім’я, телефон
customers-found = { $count ->
    [one] { $number } клієнт
    [few] { $number } клієнти
   *[other] { $number } клієнтів
}
customers-found_least = { $count ->
    [one] не менше { $number } клієнта
   *[other] не менше { $number } клієнтів
}
customers-due = Час повторити замовлення
customers-again = скінчилося або минув звичний строк
customers-segments = Сегменти: кому можна запропонувати
customers-no_segments = Поки що жодного: додайте [[segment]] у налаштування.
customers-stopped = перервано: { $made } із { $planned }; m — решті
customers-of_all = із { $all }
customers-segment = { $name }: можна запропонувати { $allowed } із { $all }
customers-again_title = можна запропонувати { $allowed } із { $all }
page-help-today = ранок власника: кому подзвонити, що відправити, на що чекати
page-failed = хотіли купити й не купили
today-failed = хотіли купити й не купили
page-ordered = замовили вчора
today-ordered = замовили
page-confirmed = підтверджено вчора
today-confirmed = підтверджено
page-paid = оплатили вчора
today-paid = оплатили
page-unpaid = не оплатили
answers-title = Готові відповіді
answers-nothing = Відповіді з такими словами немає.
notice-answer_copied = Відповідь у буфері обміну.
page-messages = Повідомлення клієнту
page-help-messages = що клієнту написано й буде написано
page-outbox = Вихідні
page-channels = Канали
page-help-outbox = що йде автоматично: поки чекає, можна відкликати
page-help-channels = чим ідуть повідомлення, чи працює це
outbox-failed = Не доставлено
outbox-look = Піде після перегляду: клавіша повідомлення надсилає
outbox-release_all = Надіслати все: { $count }
outbox-waiting = Чекає
outbox-over = Пішло або відкликано
outbox-to_shops = До магазинів
outbox-nothing = Нічого не чекає.
today-unpaid = замовили й не оплатили: подзвонити
page-promises = обіцяно на сьогодні
today-promises = обіцяно дзвінок сьогодні
page-storage = зберігання спливає
today-storage = зберігання посилки спливає
today-section_calls = Подзвонити сьогодні
today-section_yesterday = Учора
today-section_copy = Копія бази
today-copy = остання перевірена
today-copy_old = понад два дні не робилася
today-copy_none = ще жодної
today-copy_failed = остання спроба не вдалася
today-copy_remedy = зробити: dozvon backup; що не так: dozvon doctor
today-section_came_back = Повернулося, ще не на складі
today-came_back = оглянути й покласти на склад (e b): dozvon parcels back
today-section_retention = Дані зберігаються довше за строк
today-retention = не чути довше { $years ->
    [one] { $years } року
   *[other] { $years } років
}: dozvon customer retention
today-section_shift = Зміна сьогодні
today-calls = дзвінків
today-talks = розмов
today-in_time = вчасно
today-handled = вирішено
today-all_operators = усі
today-oldest = найдовше чекають першого дзвінка
today-at_risk = під ризиком зараз
today-nobody_waits = ніхто

## Scripts
script-title = Сценарій

## All orders
tab-all = Усі
tab-new = Нові
tab-thinking = Думають
tab-confirmed = До оплати
tab-ready = Відправити
tab-dispatched = Їдуть
tab-arrived = Чекають
tab-received = Отримані
tab-closed = Закриті
tab-cancelled = Скасовані
tab-returned = Повернуті
tab-later = Потім
tab-products = Усі
tab-absent = Немає в наявності
tab-running_out = Закінчуються
tab-wanted = У замовленнях
tab-price_risen = Подорожчали
tab-new_products = Нові
orders-number = №
orders-created = оформлено
orders-customer = клієнт
orders-town = місто
orders-goods = товари
orders-total = сума, { $sign }
orders-total_plain = сума
orders-stage = етап
orders-channel = звідки
orders-thinking = думає
orders-filter = номер, ім’я, телефон, товар, місто, етап
orders-found = { $count ->
    [one] { $number } замовлення з { $of }
    [few] { $number } замовлення з { $of }
   *[other] { $number } замовлень із { $of }
}
orders-found_all = { $count ->
    [one] { $number } замовлення
    [few] { $number } замовлення
   *[other] { $number } замовлень
}
orders-found_least = { $count ->
    [one] не менше { $number } замовлення з { $of }
   *[other] не менше { $number } замовлень із { $of }
}
orders-newest_read = Місто, товар і етап перевірено лише в найновіших замовлень: додайте номер, ім’я або телефон.
orders-none = Таких замовлень немає.
orders-none_seen = Серед найновіших замовлень таких немає; давні переглянуто не всі: оберіть етап стрілками.
later-day = { $day }
later-read = Переглянуто лише { $count } найближчих.
later-first = Показано перші { $count }: звузьте вибір клавішею /.
later-nothing = На тиждень уперед нічого не призначено.
page-products = Товари
page-help-products = каталог: скільки є, скільки потребують відкриті замовлення
page-calendar = Календар
page-help-calendar = домовлені дзвінки за днями
products-filter = назва, артикул
products-filter_new = назва, артикул або з якого дня: 2 лис
products-found = { $count ->
    [one] { $number } товар із { $of }
    [few] { $number } товари з { $of }
   *[other] { $number } товарів із { $of }
}
products-found_all = { $count ->
    [one] { $number } товар
    [few] { $number } товари
   *[other] { $number } товарів
}
products-none = Каталог порожній: його завантажує команда dozvon catalogue import ФАЙЛ.
products-none_such = Тут таких товарів немає.
products-new_since = Нові з { $day }: інший день наберіть у відборі.
products-name = товар
products-sku = артикул
products-price = ціна
products-stock = є
products-wanted = треба
products-left = залишиться
products-orders = замовлень
products-rise = дорожче на
products-since = з’явився
products-running_out = закінчується
products-short = забракне
products-gone = немає, а пропонуємо
calendar-nothing = Дзвінків не призначено.

## A message written by hand
write-title = Нове повідомлення
write-subject = Тема
write-free = Своїми словами: привітання й підпис магазину вже стоять, решту пишете ви.
write-sent = Надсилаємо…
write-copy_only = Цим каналом не дійде; текст можна скопіювати: Ctrl-Y
write-no_address-sms = робочого номера немає
write-no_address-email = адреси немає
write-no_channel-sms = Канал для SMS не налаштовано; текст можна скопіювати: Ctrl-Y
write-no_channel-email = Канал для листів не налаштовано; текст можна скопіювати: Ctrl-Y
write-waits = піде { $when }: у клієнта ніч
write-by = канал { $channel }

## By what messages leave
channels-none = Каналів немає: повідомлення чекають, їх копіюють. Приклад: config.example.toml.
channels-title = { $name } · { $carries }
channels-stands = стан
channels-through = через
channels-from = відправник
channels-shops = магазини
channels-secret = пароль або ключ
channels-goes = надсилання
channels-kinds = повідомлення
channels-kinds_all = усі
channels-kinds_none = жодних: їх беруть інші канали
channels-kinds_but = усі, крім: { $kinds }
channels-today = сьогодні
channels-failed = остання помилка
channels-heard = останній звіт
channels-missing = бракує { $key } у [channels.{ $name }]
channels-never = вимкнено: go = "never"
channels-rests = не бере з { $since }: { $why } · пробуємо що дві хвилини
channels-works = усе гаразд
channels-untried = налаштовано, сьогодні нічого не надсилав: Enter перевірить
channels-folder = у папку: [channels] live = false
channels-goes_auto = одразу
channels-goes_look = після перегляду: go = "look"
channels-goes_never = ніколи: go = "never"
channels-counts = пішло { $sent }, доставлено { $delivered } · не доставлено { $failed }, невідомо { $held }, чекають { $waiting }
channels-failed_at = { $when } · { $why }
channels-heard_at = { $when } · { $state }
channels-listener = Прийом ззовні: що повідомляють інші машини
channels-listens = { $who } з { $since }
channels-listens_nobody = ніхто не слухає: тримайте відкритою консоль або dozvon work
channels-listens_failed = слухати не виходить: { $why }
channels-address = адреса
channels-outside = ззовні
channels-outside_none = невідомо: задайте public_url у [listen]
channels-try = Перевірка каналу { $name }: кому?
channels-try_sms = Номер телефону. Enter надішле одне повідомлення.
channels-try_email = Адреса email. Enter надішле один лист.
channels-trying = Надсилаємо…
channels-rehearsal = Це навчальний файл: з нього нічого не йде.
write-offer = Пропозиція
write-offer_text = Що пропонуємо: привітання, як відмовитися й підпис додадуться самі.
write-offer_look = Ctrl-S покаже отримувачів, текст і ціну; поки що нічого не піде.
write-offer_leaves = У вихідні, по { $count } на хвилину; u поверне те, що не пішло.
write-offer_nobody = Зараз нікому з них не можна пропонувати, або їх нічим дістати.
bar-offer_look = показати
bar-offer = запропонувати
page-money = Гроші
page-help-money = хто скільки винен: клієнти, перевізники, магазин
owed-nothing = Ніхто нікому не винен.
owed-customers = Винні клієнти: { $count } · { $sum }
owed-customers_late = Винні клієнти: { $count } · { $sum }, прострочено { $late } · { $late_sum }
owed-carriers = Винні перевізники: { $count } · { $sum }
owed-carriers_late = Винні перевізники: { $count } · { $sum }, прострочено { $late } · { $late_sum }
owed-refunds = Повернути клієнтам: { $count } · { $sum }
owed-refunds_late = Повернути клієнтам: { $count } · { $sum }, прострочено { $late } · { $late_sum }
owed-at_receipt = Заплатять при отриманні: { $count } · { $sum }
owed-late = було до { $day }
owed-until = до { $day }
owed-claimed = каже: оплачено
owed-more = і ще { $count }: звузьте пошуком
owed-filter = номер, ім’я, телефон, товар, місто
owed-none_found = Нічого не знайдено. Esc покаже все.

page-feeds = Джерела
page-help-feeds = звідки замовлення приходять самі і як із цим справи
page-help-recordings = записи дзвінків, які ніхто не слухав
feeds-none = Джерел немає: замовлення приймає import. Підключити: dozvon feed add.
feeds-title = { $name }
feeds-stands = стан
feeds-works = усе гаразд
feeds-answer_later = запит про багато посилок одразу прийнято, відповідь буде: { $when }
feeds-untried = ще не опитано: лишіть відкритою консоль або dozvon work
feeds-fails = з { $since }: { $why }
feeds-paused = на паузі з { $when }: { $who }
feeds-paused_by_settings = на паузі: pause = true у налаштуваннях
feeds-remedy = що робити
feeds-place = де
feeds-last = остання відповідь
feeds-never = не було
feeds-answered = { $when } · усе, що було до { $known }, вже тут
feeds-reading = { $when } · ще читаємо
feeds-orders = замовлення
feeds-goods = товари
feeds-brought = усього нових: { $count }
feeds-brought_at = усього нових: { $count }, останнє { $when }
feeds-unknown = статус
feeds-word = «{ $word }» не пояснено, замовлень: { $count } · dozvon feed word
feeds-rejects = не прочитано
feeds-rejected = замовлень: { $count } · виправлені в магазині прийдуть самі
feeds-rejected_files = замовлень: { $count } · звіт у rejects/ називає файл, де їх виправити
feeds-rejected_told = замовлень: { $count } · виправте профіль і прийміть їх знову
feeds-told = повідомлення
feeds-unread_told = { $when }: { $why }
feeds-again = прийняти знову
feeds-again_does = Enter
notice-feed_again = Непрочитане буде прийнято знову.
notice-settings_taken = Налаштування магазину опубліковано: цей екран працює вже за ними.
notification-new_orders = { $count ->
        [one] { $count } нове замовлення
        [few] { $count } нові замовлення
       *[many] { $count } нових замовлень
    }
feeds-more_words = і ще { $count }: dozvon feed list
feeds-file = файл
feeds-unread_file = { $file } від { $when } лежить у rejects/: { $why }
feeds-lost = більше немає в налаштуваннях; { $count ->
        [0] у цей магазин ніщо не чекає запису
        [one] у цей магазин чекає { $count } запис
        [few] у цей магазин чекають { $count } записи
       *[many] у цей магазин чекають { $count } записів
    }
feeds-lost_remedy = feed rename { $name } ІМ’Я продовжить під новим іменем, feed forget { $name } закінчить із ним
feeds-writes = у магазин
feeds-writes_stand = чекає запису: { $waiting } · не прийнято: { $failed } · Enter покаже
feeds-reject = ·
feeds-now = спитати зараз
feeds-now_does = Enter
feeds-pause = пауза
feeds-pause_does = Enter
feeds-resume = продовжити
feeds-resume_does = Enter
notice-shop_write_again = Зараз знову запишеться в магазин.
notice-shop_write_dropped = У магазин не запишеться.
notice-shop_write_gone = З цим уже інакше.
notice-feed_asked = Джерело зараз спитають.
notice-feed_paused = Джерело на паузі.
notice-feed_resumed = Джерело знову опитується.

## The signs of the list
legend-call = дзвонить зараз
legend-beware = немає на складі, подорожчало або дзвонити не час
legend-regular = постійний клієнт, свій менеджер на зміні
legend-mine = клієнта ведете ви
legend-mark = рядок позначено
legend-came = щойно прийшло
legend-tick = зроблено
legend-times = стільки спроб додзвонитися було
feeds-carrier = Посилки: { $name }
feeds-followed = посилки
feeds-followed_count = у дорозі: { $count } · про кожну питаємо раз на { $hours ->
    [0] { $minutes } хв
   *[other] { $hours } год
  }

## An empty file
start-title = Тут поки порожньо. З чого почати?
start-import = завантажити замовлення з файлу
start_about-import = Перетягніть файл сюди або вставте шлях. Спершу покажемо, що в ньому; Enter завантажить.
start-shop = налаштувати магазин
start_about-shop = Назва, країна, години, телефон: одна хвилина.
start-feed = під’єднати магазин
start_about-feed = Нові замовлення надходитимуть самі.
start-telephone = під’єднати телефонію
start_about-telephone = Дзвінки видно тут, дзвонити — звідси.
start-mailbox = під’єднати пошту
start_about-mailbox = Листи із замовленнями стануть замовленнями.
start-order = замовлення телефоном
start_about-order = Вам дзвонять і замовляють.
start-demo = подивитися на вигаданий магазин
start_about-demo = Він живий; q поверне сюди.
start-settings = усі налаштування
start_about-settings = Шукайте словами; Enter змінить.
start-foot = Натисніть цифру. Решта клавіш працює як завжди: ? покаже всі.
start-elsewhere = Наберіть в іншому вікні: { $line }
