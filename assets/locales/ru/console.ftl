# The screens of the console.

console-queue = Очередь
console-empty = Никто не ждёт.

## Views of the queue
view-all = все
view-mine = мои
view-new = новые покупатели
view-existing = постоянные
view-b2b = B2B
view-repeat = после получения

## The list
console-loading = Читаю файл…
console-empty_hint = Заказы загружает команда: dozvon import ФАЙЛ. Посмотреть на выдуманных: dozvon demo.
console-marked = { $count ->
    [one] отмечена { $count } строка
    [few] отмечены { $count } строки
   *[other] отмечено { $count } строк
}
console-next_due = Ближайшее дело: { $when }.
console-waiting = Ждут своего часа: { $count }.
console-ahead = { $count ->
    [one] ещё { $count } ждёт своего часа, первый – { $when }
    [few] ещё { $count } ждут своего часа, первый – { $when }
   *[other] ещё { $count } ждут своего часа, первый – { $when }
}
console-empty_view = Здесь пусто. Другой вид — клавиша v.

## The line at the top
header-ringing = { $count ->
    [one] звонит
   *[other] звонят
}
header-missed = пропущено
header-callback = перезвонить
header-new_high = { $count ->
    [one] дорогой
   *[other] дорогих
}
header-new = { $count ->
    [one] новый
   *[other] новых
}
header-follow_up = { $count ->
    [one] дело
    [few] дела
   *[other] дел
}
# What is not named one by one.
header-rest = ещё { $count }
header-in_time = в срок { $percent } %
header-at_risk = под риском { $money }
header-held = за вами { $count }
header-outbox = исходящие { $count }
header-outbox_failed = не доставлено { $count }
header-other_rules = в базе другие правила: config adopt
header-other_rules-since = другие правила с { $since }: config adopt
header-published-since = новые настройки магазина с { $since }: откройте заново
header-clock_behind-since = часы отстают: запись { $since }
header-rehearsal = репетиция: ничего не уходит
header-rehearsal-since = репетиция с { $since }: ничего не уходит
header-work_fails-since = само не делается с { $since }: doctor
header-file_gone = базу подменили или перенесли: закройте и проверьте
header-cut_off-since = нет связи с базой с { $since }: записать ничего нельзя
header-synced_folder = файл в синхронизируемой папке
header-loading = читаю…
header-walk = обзвон: { $list }, { $at } из { $count }
header-paused = перерыв с { $since }
header-off_shift = не в смене
header-with = с вами { $names }

## Over the list
lanes-ringing = Звонят
lanes-missed = Пропущенные
lanes-callback = Перезвонить
lanes-new_high = Новые, дорогие
lanes-new = Новые
lanes-follow_up = Дела
list-due = что сделать
list-time = время

## The row of calls
banner-nothing_leaves = { $count ->
    [one] Сообщения не уходят: каналы не подключены, { $count } ждёт
    [few] Сообщения не уходят: каналы не подключены, { $count } ждут
   *[other] Сообщения не уходят: каналы не подключены, { $count } ждут
}
banner-texts = тексты
calls-rings = Звонит
calls-ring = Звонят { $count }
calls-talk = Разговор
calls-over = Разговор окончен
calls-unknown = новый номер
calls-also = звонит { $who }
row-talk = разговор
calls-held = ведёт { $by }
calls-manager = менеджер { $name }

## The card
card-title = Карточка
card-reading = Читаю…
card-gone = Такого заказа больше нет.
card-number = №{ $number }
card-nameless = без имени
card-hidden = номер скрыт
card-regular = постоянный покупатель, { $orders }
card-first_order = новый покупатель
card-first_time = новый покупатель, { $orders }
card-no_orders = заказов ещё нет
card-clock = у покупателя { $clock }
card-clock_in = { $region }, там { $clock }
card-night = У покупателя сейчас не время для звонков.
card-mine = Клиента ведёте вы, с { $since }
card-claimed = Клиента ведёт { $by }, с { $since }
card-at_risk = потери от ожидания { $money }
card-tax_id = ИНН { $id }
card-manager = менеджер { $name }
card-total = Итого
card-called_about = Звонок ждёт при №{ $number }: { $reason }
card-shop = Магазин: { $name }
card-recipient = В заказе: { $recipient }
card-duplicate = Похож на №{ $number }
card-alike = возможно, это же { $who } ({ $keys })
card-merged = раньше также { $names }
card-difference = В магазине: { $theirs }. У нас: { $ours }.
card-upcoming = потом: { $what }, { $when }
card-more_orders = { $count ->
    [one] и ещё { $count } заказ
    [few] и ещё { $count } заказа
   *[other] и ещё { $count } заказов
}
card-ordered_plain = заказ
card-ordered = заказ · { $channel }
card-call_in = звонок от покупателя
card-call_out = звонок покупателю
history-title = История

## What an order waits for when nothing is due
waiting-call = Ждёт времени следующего звонка.
waiting-payment = Ждёт денег покупателя.
waiting-dispatch = Ждёт сдачи перевозчику.
waiting-parcel = Посылка в пути.
waiting-pickup = Ждёт покупателя в пункте выдачи.
waiting-on_delivery_money = Ждёт наложенный платёж от перевозчика.
waiting-refund = Деньги ждут возврата покупателю.
waiting-closing = Получен; закроется сам после контрольных звонков.
waiting-nothing = Закончен, ничего не ждёт.
waiting-failed_payment = Ждёт новой попытки оплаты: в утреннем списке, потом закроется сам.

## Why a row stands where it stands
why-title = Почему здесь
why-also = ещё: { $what }
why-nothing_due = Сейчас здесь ничего делать не надо.
why-since = ждёт с { $when }
why-due = к сроку { $when }
why-target = цель { $when }
why-limit = предел { $when }

## Lists of choices
pick-call_anyway = всё равно звонить?
pick-hour_unknown = Который час у покупателя, ещё не прочитано.
pick-go_call = звонить
pick-missed_why = почему не ответили на звонки?
review-script = Скрипт: пройдено { $ticked } из { $all }
review-no_script = Со звонком не отмечен ни один пункт скрипта.
review-so_far = Оценка пока: { $mark } · { $by }
pick-review_note = заметка
pick-hear_again = прослушать ещё раз
mark-1 = 1 — очень плохо
mark-2 = 2 — плохо
mark-3 = 3 — сносно
mark-4 = 4 — хорошо
mark-5 = 5 — отлично
pick-review = каким был разговор?
pick-line_says = Линия сообщает: { $outcome } · Enter — так и записать
pick-outcome = чем кончился звонок?
pick-agreed = договорились: подтвердить заказ
pick-cancel = отменить: почему?
pick-returned = вернулся: почему?
pick-refused = отказ: почему?
pick-parcels = { $what }: какая посылка?
pick-all_parcels = все
parcel-place = посылка { $place }
pick-settle = чем кончилась жалоба?
pick-skip = не сейчас: почему?
pick-other = что ещё?
pick-edit = что изменить или записать?
pick-order = по какому столбцу?
pick-columns = порядок строк
pick-shops = Какой магазин?
pick-all_shops = все магазины
pick-shop = один магазин
pick-views = Какие строки или какая страница?
pick-undo_earlier = Сделано { $when } в другом окне: { $what }. Вернуть?
pick-go_undo = вернуть
pick-take_over = клиента ведёт { $by }, с { $since }: перехватить?
pick-feed_reject = Что с ним сделать?
pick-reject_value = принять с другим значением
pick-reject_again = прочитать ещё раз как есть
pick-reject_left = не принимать
pick-feed_word = что значит статус «{ $word }»?
pick-pasted = Вставлен текст: что это?
pick-release_all = Отправить всё, что ждёт просмотра: { $count }?
pick-go_release = отправить все
pick-as_tracking = трек-номер этого заказа
pick-as_note = заметка к заказу или покупателю
pick-as_order = новый заказ по телефону с этим текстом
pick-rest = … и то, что сейчас невозможно
pick-as_search = искать это
pick-merge = Один человек с двумя карточками?
pick-merge_with = один человек с кем?
pick-go_merge = объединить
pick-merge_swap = пусть останется другой
pick-keep_apart = это разные люди
other-group-order = Заказ
other-group-money = Деньги
other-group-parcel = Посылка
other-group-customer = Покупатель
other-group-copied = Скопировать
other-group-operator = Смена
other-edit_lines = состав заказа
other-edit_customer = карточку: имя, телефон, почта
other-edit_term = свой срок отправки
other-edit_details = оплату, доставку, адрес
other-new_order = новый заказ по телефону
other-part_payment = пришла часть денег
other-pay_code = показать код для оплаты
other-refund = деньги возвращены
other-handed = сдан перевозчику
other-told_late = о задержке сказано
other-return_goods = возврат товара
other-return_back = возврат: получен, в пути, отменён
other-exchange = обмен: отправить другое
other-complaint = жалоба
other-settle = жалоба закрыта
other-wrote = покупатель написал
other-write = написать покупателю
other-replied = на письмо ответили
other-parcel_refused = отказ от посылки
other-put_in_stock = вернулось: снова на складе
other-claims_paid = говорит, что оплачено
other-missed_why = почему звонок пропущен
other-recorded = записи их разговоров
other-care_done = впечатления известны
other-told_unpaid = сказано: оплаты нет
other-reopen = открыть снова
other-close = закрыть
other-keep_both = это разные заказы
other-is_duplicate = повтор: отменить этот заказ
other-accept_shop = принять изменения магазина
other-keep_ours = оставить наше
other-put_off = отложить предложение
other-company = компания
other-private = частное лицо
other-not_customer = не клиент
other-merge = тот же человек: объединить
other-agrees_to_offers = есть согласие на предложения
other-no_offers = предложений не хочет, навсегда
other-offered = сделано предложение
other-copy_phone = скопировать телефон
other-copy_number = скопировать номер заказа
other-copy_tracking = скопировать трек-номер
other-take_over = перехватить покупателя
other-pause = на перерыв или с перерыва
other-shift = выйти из смены или войти

## Lines that are typed
line-tracking = трек-номер
line-tracking-hint = Наберите или отсканируйте; после «;» можно указать день прибытия.
line-tracking-tab = Наберите или отсканируйте; Tab: чей это номер или ещё одна посылка.
line-tracking-another = ещё одна посылка
line-tracking-of = вместо { $parcel }
line-tracking-arrives = придёт { $day }
line-tracking-now = Сейчас стоит { $number }; Enter запишет ваш вместо него.
line-tracking-gone = Номер тем временем убрали; Enter запишет ваш.
line-call_back = когда просит позвонить?
line-schedule = когда звонить?
line-dispatch_by = когда отправить?
line-when-hint = 15.30 · завтра утром · пт 12 · 2 дек 14:00 · полчаса · 3 дня
line-in = через { $span }
line-moved = { $asked } – не время звонков (R36), встанет на { $made }
line-note = заметка
line-review_note = что сказать о разговоре?
line-complaint = жалоба: что не так?
line-wrote = что написал покупатель?
line-text-hint = Enter – записать, Esc – оставить как было.
line-refund = сколько возвращено?
line-part_payment = сколько пришло?
line-amount-hint = 1450 или 1450,50
line-put_off_until = отложить до какого времени?
line-put_off_why = отложить: почему?
line-check_ok = контрольная цифра верна
line-check_none = длина верна
line-check_incomplete = номер неполный
fault-when = Это не время: пишите 15.30, завтра утром, 2 дек 14:00 или полчаса.
fault-no_time_of_day = Во сколько? Пишите сегодня 18.
fault-no_such_day = Такого дня нет.
fault-doubtful_number = Номер неполный или незнакомый: ещё раз Enter – записать как есть.
fault-no_number = Это не трек-номер.
fault-amount = Это не сумма больше нуля: пишите 1450 или 1450,50.

## Forms
form-new_order = Новый заказ по телефону
form-return = возврат товара
form-return_awaited = возврат, который ждём
form-exchange = взамен возвращаемого
form-lines = состав заказа
form-details = оплата и доставка
form-customer = карточка покупателя
form-whose = Для кого
form-whose-hint = Имя или телефон; ↓ – выбрать из найденных. Новому покупателю заведут карточку.
form-whose-found = Enter – новый покупатель; ↓ – выбрать из найденных.
form-whose-new = Новый покупатель: для него заведут карточку.
form-name = Имя
form-phone = Телефон
form-phone-hint = Как его диктуют: 8 916 123-45-67.
form-email = Почта
form-line_name = Что
form-line_name-hint = Enter – дальше, в пустой строке – к итогу.
form-line_name-unknown = В каталоге такого нет: запишется, как набрано.
form-line_quantity = Кол-во
form-line_quantity-hint = 2 или 1,5; пусто — одна штука.
form-line_price = Цена
form-line_sum = Сумма
form-return_reason = Почему
form-condition = Состояние
form-instead = Покупатель получит
form-worth = На сумму
form-worth-hint = Если пусто — сколько за это заплачено.
form-arrival = Где товар
form-arrival-awaited = ещё вернётся
form-arrival-here = уже у нас
form-return_number = Трек-номер
form-no_returned = Укажите, сколько чего вернут.
form-which_return = Возврат
form-return_step = Что с ним
form-return_step-back = товар у нас
form-return_step-sent = посылка в пути
form-return_step-dropped = покупатель оставил товар себе
form-no_return_number = Введите номер посылки, которой едет возврат.
form-total = Итого
form-total-hint = Если пусто, считается по составу.
form-terms = Оплата
form-payment = Способ оплаты
form-delivery = Доставка
form-address = Адрес
form-comment = Комментарий
form-agreed = Согласовано
form-agreed-yes = всё: подтверждён
form-agreed-no = ещё нет
form-company = Компания
form-tax_id = ИНН
form-b2b = Кто это
form-not_said = не сказано
form-add_phone = Ещё телефон
form-add_email = Ещё почта
form-time_zone = Часовой пояс
form-time_zone-hint = Europe/Moscow; если пусто — пояс магазина.
form-region = Регион или город
form-note = Постоянная заметка
form-hint = Enter – дальше, Ctrl-S – сохранить, Esc – уйти.
form-choice-hint = Выбирают пробел и стрелки.
form-known_as = Этот номер у покупателя { $name }: заказ будет его.
form-behind = Пока вы писали, это изменил коллега: нетронутое обновлено, набранное вами осталось.
notice-one_line = Вставлено одной строкой: строк было несколько.
form-copied = Набранное скопировано.
form-leave = Набранное не сохранено. Ещё раз Esc — выбросить; любая другая клавиша — продолжить.
form-stands = сейчас
form-stands-empty = пусто
form-stands-lines = Сейчас в заказе:
form-sent = Сохраняю…
form-nothing = Ничего не изменилось.
form-nobody = Кто заказывает? Нужно имя или телефон.
form-no_lines = Ничего не заказано: напишите хотя бы одну строку.
form-bad_name = Что это? У строки нет названия.
form-bad_quantity = Это не количество: пишите 2 или 1,5.
form-bad_price = Это не цена: пишите 1450 или 1450,50.
form-bad_email = Это не почта: в ней нет @.
form-bad_phone = По такому номеру пока не позвонить; он останется, как набран.
form-bad_zone = Такого пояса нет: пишите вроде Europe/Moscow.

## The command palette
palette-title = Команды
palette-nothing = Такой команды нет. Esc вернёт назад.

## The search
search-title = Поиск
search-hint = Конец телефона, номер заказа, часть имени, в любой раскладке.
search-nothing = Ничего не нашлось. Попробуйте меньше букв или конец телефона.

## What is said above the keys
notice-no_message = Сообщения лежат в исходящих: v, затем o.
notice-message_released = Отправляется; пока не ушло, его можно отозвать.
notice-released_all = { $count ->
    [one] Отправляется { $count } сообщение; пока не ушло, его можно отозвать.
    [few] Отправляются { $count } сообщения; пока не ушли, их можно отозвать.
   *[many] Отправляется { $count } сообщений; пока не ушли, их можно отозвать.
}
notice-message_retried = Отправляем ещё раз.
notice-message_otherwise = Сообщение уже в другом состоянии, ничего не сделано. Посмотрите на строку клавиш.
notice-message_settles = Нажмите Enter: в самом сообщении видно, что с ним можно сделать.
notice-message_sent = Отмечено как отправленное.
notice-message_dismissed = Сообщение не уйдёт.
notice-message_worded = Текст изменён; уйдёт таким.
notice-message_copied = Текст в буфере обмена.
notice-message_recalled = Отозвано: сообщение не уйдёт.
notice-message_over = Оно уже не ждёт отправки.
notice-message_corrected = Клиенту уйдёт поправка; её тоже можно отозвать.
notice-message_corrected_before = Поправка уже была.
notice-already = Это уже так: { $what }.
notice-next = Дальше: { $why }
notice-next_again = Всё ещё первый: { $why }. Запишите итог или пропустите.
notice-next_repeat = Контрольных звонков больше нет: кому пора повторить и кому предложить.
notice-next_none = Больше некого взять.
notice-taken_over = { $by } перехватывает вашего покупателя: { $name }.
notice-walk_done = Обзвон списка закончен: пройдены все.
notice-walk_left = Обзвон списка закончен.
notice-call_waits = Звонят. Esc возвращает в очередь.
notice-no_phone = Рабочего телефона нет. Найдите другой или отмените заказ.
notice-no_row = Пропустить можно только строку очереди.
notice-no_call = Сейчас никто не звонит.
notice-key_held = Под курсором уже другое, клавиша ничего не сделала. Если нужно, нажмите ещё раз.
notice-unskipped = Строка снова на своём месте.
notice-done_elsewhere = В этом окне ещё ничего не сделано. В другом, { $when }: { $what }. Вернуть: { $key }
notice-undo_own_first = Сначала верните сделанное в этом окне.
notice-text_waits = Возвращено то, что вы набирали до звонка.
notice-call_taken = { $who }: на звонок отвечает { $by }.
notice-call_missed = { $who }: звонок пропущен, ждёт среди пропущенных.
notice-call_over = { $who }: звонок окончен.
notice-no_columns = Порядок строк меняют на страницах «Заказы» и «Товары»: v l, v g.
notice-next_attempt = { $said }; попытка { $attempt } – { $when }
notice-no_mark = Строки отмечают в списке.
notice-nobody_alike = Ни с кем нет общих телефонов и почты. Чтобы объединить, отметьте обе строки.
notice-merge_two = Отметьте строки ровно двух покупателей.
notice-already_count = уже так: { $count }
notice-refused_count = не сделано: { $count }
notice-placed_logged = Итог этого звонка уже записан.
notice-recording_gone = Этой записи больше нет.
notice-placed_over = Звонок закончен: запишите итог.
notice-placed_over_with = Звонок закончен: { $outcome }. Запишите итог.
notice-copied = Скопировано: { $text }
notice-nothing_awaited = Этот покупатель ничего такого не ждёт.
notice-nothing_to_copy = Копировать пока нечего.
notice-going = Кладём предложение в исходящие: { $done } из { $of }. u — остановить и вернуть.
notice-going_undo = Возвращаем: { $done } из { $of }.
notice-going_redo = Повторяем: { $done } из { $of }.
notice-writing = Ещё не записано: файл занят другой программой …
notice-put_away = Слишком много клавиш сразу: ничего не сделано.
notice-broken = Программа остановилась: { $what }. Запустите dozvon снова; всё сделанное в файле.

## Keys, in short
bar-next = дальше
bar-confirm = подтвердить
bar-pay = оплачен
bar-arrived = прибыл
bar-received = получен
bar-claim = взять/отпустить
bar-take_over = перехватить
bar-undo = вернуть
bar-redo = повторить
bar-undo_earlier = вернуть прежнее
bar-dial = звонить
bar-outcome = итог
bar-ship = трек-номер
bar-cancel = отменить
bar-returned = вернулся
bar-schedule = назначить
bar-skip = пропустить
bar-note = заметка
bar-message = сообщения
bar-answers = ответы
bar-message_recall = отозвать
bar-message_copy = копировать
bar-message_sent = уже отправлено
bar-message_dismiss = не отправлять
bar-message_retry = ещё раз
bar-message_send = отправить
bar-message_correct = исправить
bar-message_edit = изменить
bar-write = написать
bar-way = другим каналом
bar-subject = тема
bar-text = текст
bar-try = проверить
bar-edit = изменить
bar-new_phone = новый телефон
bar-on = дальше
bar-take_over_save = перехватить и сохранить
bar-theirs = взять как у коллеги
bar-merge_lines = свести с нынешним составом
bar-copy_typed = скопировать набранное
bar-copy = копировать
bar-run = выполнить
bar-save = сохранить
bar-remove_row = убрать строку
bar-other = другое
bar-refund = деньги возвращены
bar-mark = отметить
bar-unmark = снять отметки: { $count }
bar-calls = к звонку
bar-answer = ответить
bar-new_order = новый заказ
bar-left = левее
bar-right = правее
bar-down = вниз
bar-up = вверх
bar-page_down = экран вниз
bar-page_up = экран вверх
bar-first = первая
bar-last = последняя
bar-open = карточка
bar-enter = открыть
bar-focus = список/карточка/сценарий
bar-history = история
bar-why = почему
bar-views = вид
bar-search = найти
bar-palette = команда
bar-help = все клавиши
bar-back = назад
bar-quit = выйти
bar-undo_what = вернуть: { $what }
bar-leave = назад
bar-no_filter = снять
bar-stage = стадия
bar-sort = порядок
bar-tab = вкладка
bar-period = период
bar-filter = отбор
bar-accept = принять
bar-choose = выбрать
bar-scroll = листать

## Keys, in full
help-title = Все клавиши
help-at_once = Сразу
help-asking = Спросит ещё кое-что
help-looking = Смотреть
help-pages = Страницы
help-next = взять того, кто первый, и открыть карточку
help-confirm = покупатель со всем согласен
help-pay = оплачен полностью
help-arrived = посылка ждёт в пункте выдачи
help-received = покупатель получил
help-claim = взять покупателя или отпустить
help-undo = вернуть всё, как было до последнего действия
help-redo = повторить то, что вернули
help-undo_earlier = вернуть своё последнее действие из другого окна или до перезапуска
help-dial = позвонить или показать номер, потом записать итог
help-outcome = записать итог звонка
help-ship = ввести трек-номер
help-cancel = отменить с причиной
help-returned = посылка вернулась, с причиной
help-schedule = договориться о времени звонка
help-skip = не сейчас, с причиной
help-note = написать заметку
help-message = сообщения покупателю; на сообщении в исходящих: отправить, отозвать, повторить или исправить
help-answers = стандартные ответы: несколько букв, Enter копирует
help-edit = изменить состав, оплату, доставку, адрес или карточку покупателя
help-other = новый заказ по телефону, возврат денег, часть оплаты, открыть снова, закрыть и прочее
help-mark = отметить строку или снять отметку: действие будет для всех отмеченных; в сценарии – отметить пункт
help-calls = к тому, кто звонит, откуда угодно; Esc возвращает
help-left = что левее: другой звонок
help-right = что правее: другой звонок
help-down = следующая строка
help-up = предыдущая строка
help-page_down = на экран вниз
help-page_up = на экран вверх
help-first = первая строка
help-last = последняя строка
help-open = карточка на весь экран
help-focus = из списка в карточку, в её сценарий и обратно
help-history = всё, что было с этим покупателем
help-why = почему строка стоит здесь
help-views = все, мои, новые, постоянные покупатели, компании, звонки после получения – или страница
help-search = поиск; его начинает и цифра
help-palette = найти любую команду по названию
help-help = этот список
help-back = на шаг назад
help-quit = выйти

## Full-screen pages
page-nobody = Никого.
page-today = Сегодня
page-orders = Заказы
page-customers = Покупатели
page-help-orders = все заказы по стадиям, с отбором и порядком; что ждёт своего часа
page-help-customers = повторные продажи: сегменты и кому пора повторить
page-segment = Сегмент
page-again = Пора повторить
customers-newest = Новые покупатели
customers-none = Таких покупателей нет.
customers-phone = телефон
customers-orders = заказов
customers-received = получено на
customers-last = последний заказ
customers-filter = имя, телефон
customers-found = { $count ->
    [one] { $number } покупатель
    [few] { $number } покупателя
   *[other] { $number } покупателей
}
customers-found_least = { $count ->
    [one] не меньше { $number } покупателя
   *[other] не меньше { $number } покупателей
}
customers-due = Пора повторить заказ
customers-again = кончилось или прошёл обычный срок
customers-segments = Сегменты: кому можно предложить
customers-no_segments = Пока ни одного: добавьте [[segment]] в настройки.
customers-stopped = прервано: { $made } из { $planned }; m — остальным
customers-of_all = из { $all }
customers-segment = { $name }: можно предложить { $allowed } из { $all }
customers-again_title = можно предложить { $allowed } из { $all }
page-help-today = утро владельца: кому позвонить, что отправить, чего ждать
page-failed = хотели купить и не купили
today-failed = хотели купить и не купили
page-ordered = заказали вчера
today-ordered = заказали
page-confirmed = подтверждены вчера
today-confirmed = подтверждены
page-paid = оплатили вчера
today-paid = оплатили
page-unpaid = не оплатили
answers-title = Стандартные ответы
answers-nothing = Ответа с такими словами нет.
notice-answer_copied = Ответ в буфере обмена.
page-messages = Сообщения покупателю
page-help-messages = что покупателю написано и будет написано
page-outbox = Исходящие
page-channels = Каналы
page-help-outbox = что уходит само: пока ждёт, можно отозвать
page-help-channels = чем уходят сообщения, работает ли это
outbox-failed = Не доставлено
outbox-look = Уйдёт после просмотра: клавиша сообщения отправляет
outbox-release_all = Отправить все: { $count }
outbox-waiting = Ждёт
outbox-over = Ушло или отозвано
outbox-to_shops = В магазины
outbox-nothing = Ничего не ждёт.
today-unpaid = заказали и не оплатили: позвонить
page-promises = обещано на сегодня
today-promises = обещан звонок сегодня
page-storage = хранение истекает
today-storage = хранение посылки истекает
today-section_calls = Позвонить сегодня
today-section_yesterday = Вчера
today-section_copy = Копия базы
today-copy = последняя проверенная
today-copy_old = больше двух дней не делалась
today-copy_none = ещё ни одной
today-copy_failed = последняя попытка не удалась
today-copy_remedy = сделать: dozvon backup; что не так: dozvon doctor
today-section_came_back = Вернулось, ещё не на складе
today-came_back = осмотреть и положить на склад (e b): dozvon parcels back
today-section_retention = Данные хранятся дольше срока
today-retention = не слышно дольше { $years ->
    [one] { $years } года
   *[other] { $years } лет
}: dozvon customer retention
today-section_shift = Смена сегодня
today-calls = звонков
today-talks = разговоров
today-in_time = в срок
today-handled = решено
today-all_operators = все
today-oldest = дольше всех ждут первого звонка
today-at_risk = под риском сейчас
today-nobody_waits = никто

## Scripts
script-title = Сценарий

## All orders
tab-all = Все
tab-new = Новые
tab-thinking = Думают
tab-confirmed = К оплате
tab-ready = К отправке
tab-dispatched = В пути
tab-arrived = Ждут
tab-received = Получены
tab-closed = Закрыты
tab-cancelled = Отменены
tab-returned = Возвраты
tab-later = Позже
tab-products = Все
tab-absent = Нет в наличии
tab-running_out = Кончаются
tab-wanted = В заказах
tab-price_risen = Подорожали
tab-new_products = Новые
orders-number = №
orders-created = оформлен
orders-customer = покупатель
orders-town = город
orders-goods = товары
orders-total = сумма, { $sign }
orders-total_plain = сумма
orders-stage = стадия
orders-channel = откуда
orders-thinking = думает
orders-filter = номер, имя, телефон, товар, город, стадия
orders-found = { $count ->
    [one] { $number } заказ из { $of }
    [few] { $number } заказа из { $of }
   *[other] { $number } заказов из { $of }
}
orders-found_all = { $count ->
    [one] { $number } заказ
    [few] { $number } заказа
   *[other] { $number } заказов
}
orders-found_least = { $count ->
    [one] не меньше { $number } заказа из { $of }
   *[other] не меньше { $number } заказов из { $of }
}
orders-newest_read = Город, товар и стадия проверены только у самых новых заказов: добавьте номер, имя или телефон.
orders-none = Таких заказов нет.
orders-none_seen = Среди новейших заказов таких нет; старые все не просмотрены: выберите стадию стрелками.
later-day = { $day }
later-read = Просмотрены только { $count } ближайших.
later-first = Показаны первые { $count }: отберите точнее клавишей /.
later-nothing = На неделю вперёд ничего не назначено.
page-products = Товары
page-help-products = каталог: сколько есть, сколько просят открытые заказы
page-calendar = Календарь
page-help-calendar = договорённые звонки по дням
products-filter = название, артикул
products-filter_new = название, артикул или с какого дня: 2 ноя
products-found = { $count ->
    [one] { $number } товар из { $of }
    [few] { $number } товара из { $of }
   *[other] { $number } товаров из { $of }
}
products-found_all = { $count ->
    [one] { $number } товар
    [few] { $number } товара
   *[other] { $number } товаров
}
products-none = Каталог пуст: его загружает команда dozvon catalogue import ФАЙЛ.
products-none_such = Здесь таких товаров нет.
products-new_since = Новые с { $day }: другой день наберите в отборе.
products-name = товар
products-sku = артикул
products-price = цена
products-stock = есть
products-wanted = просят
products-left = останется
products-orders = заказов
products-rise = дороже на
products-since = появился
products-running_out = кончается
products-short = не хватит
products-gone = нет, а предлагается
calendar-nothing = Звонков не назначено.

## A message written by hand
write-title = Новое сообщение
write-subject = Тема
write-free = Своими словами: приветствие и подпись магазина уже стоят, остальное пишете вы.
write-sent = Отправляем…
write-copy_only = Этим каналом не дойдёт; текст можно скопировать: Ctrl-Y
write-no_address-sms = рабочего номера нет
write-no_address-email = адреса нет
write-no_channel-sms = Канал для SMS не настроен; текст можно скопировать: Ctrl-Y
write-no_channel-email = Канал для писем не настроен; текст можно скопировать: Ctrl-Y
write-waits = уйдёт { $when }: у клиента ночь
write-by = канал { $channel }

## By what messages leave
channels-none = Каналов нет: сообщения ждут, их копируют. Пример: config.example.toml.
channels-title = { $name } · { $carries }
channels-stands = состояние
channels-through = через
channels-from = отправитель
channels-shops = магазины
channels-secret = пароль или ключ
channels-goes = отправка
channels-kinds = сообщения
channels-kinds_all = все
channels-kinds_none = никакие: их берут другие каналы
channels-kinds_but = все, кроме: { $kinds }
channels-today = сегодня
channels-failed = последняя ошибка
channels-heard = последний отчёт
channels-missing = не хватает { $key } в [channels.{ $name }]
channels-never = выключен: go = "never"
channels-rests = не берёт с { $since }: { $why } · пробуем каждые две минуты
channels-works = в порядке
channels-untried = настроен, сегодня ничего не отправлял: Enter проверит
channels-folder = в папку: [channels] live = false
channels-goes_auto = сразу
channels-goes_look = после просмотра: go = "look"
channels-goes_never = никогда: go = "never"
channels-counts = ушло { $sent }, доставлено { $delivered } · не доставлено { $failed }, неизвестно { $held }, ждут { $waiting }
channels-failed_at = { $when } · { $why }
channels-heard_at = { $when } · { $state }
channels-listener = Приём извне: что сообщают другие машины
channels-listens = { $who } с { $since }
channels-listens_nobody = никто не слушает: держите открытой консоль или dozvon work
channels-listens_failed = слушать не получается: { $why }
channels-address = адрес
channels-outside = снаружи
channels-outside_none = неизвестно: задайте public_url в [listen]
channels-try = Проверка канала { $name }: кому?
channels-try_sms = Номер телефона. Enter отправит одно сообщение.
channels-try_email = Адрес почты. Enter отправит одно письмо.
channels-trying = Отправляем…
channels-rehearsal = Это учебный файл: из него ничего не уходит.
write-offer = Предложение
write-offer_text = Что предлагаем: приветствие, как отказаться и подпись добавятся сами.
write-offer_look = Ctrl-S покажет получателей, текст и цену; пока ничего не уйдёт.
write-offer_leaves = В исходящие, по { $count } в минуту; u вернёт то, что не ушло.
write-offer_nobody = Сейчас никому из них нельзя предлагать, или их нечем достать.
bar-offer_look = показать
bar-offer = предложить

page-money = Деньги
page-help-money = кто сколько должен: покупатели, перевозчики, магазин
owed-nothing = Никто никому не должен.
owed-customers = Должны покупатели: { $count } · { $sum }
owed-customers_late = Должны покупатели: { $count } · { $sum }, просрочено { $late } · { $late_sum }
owed-carriers = Должны перевозчики: { $count } · { $sum }
owed-carriers_late = Должны перевозчики: { $count } · { $sum }, просрочено { $late } · { $late_sum }
owed-refunds = Вернуть покупателям: { $count } · { $sum }
owed-refunds_late = Вернуть покупателям: { $count } · { $sum }, просрочено { $late } · { $late_sum }
owed-at_receipt = Заплатят при получении: { $count } · { $sum }
owed-late = было до { $day }
owed-until = до { $day }
owed-claimed = говорит: оплачено
owed-more = и ещё { $count }: сузьте поиском
owed-filter = номер, имя, телефон, товар, город
owed-none_found = Ничего не нашлось. Esc покажет всё.
page-feeds = Источники
page-help-feeds = откуда заказы приходят сами и как с этим дела
page-help-recordings = записи звонков, которые никто не слушал
feeds-none = Источников нет: заказы принимает import. Подключить: dozvon feed add.
feeds-title = { $name }
feeds-stands = состояние
feeds-works = в порядке
feeds-answer_later = спрошено о многих сразу, ответ будет готов: { $when }
feeds-untried = ещё не опрошен: оставьте открытой консоль или dozvon work
feeds-fails = с { $since }: { $why }
feeds-paused = на паузе с { $when }: { $who }
feeds-paused_by_settings = на паузе: pause = true в настройках
feeds-remedy = что делать
feeds-place = где
feeds-last = последний ответ
feeds-never = не было
feeds-answered = { $when } · всё, что было к { $known }, уже здесь
feeds-reading = { $when } · ещё читаем
feeds-orders = заказы
feeds-goods = товары
feeds-brought = всего новых: { $count }
feeds-brought_at = всего новых: { $count }, последний { $when }
feeds-unknown = статус
feeds-word = «{ $word }» не объяснён, заказов: { $count } · dozvon feed word
feeds-rejects = не прочитано
feeds-rejected = заказов: { $count } · исправленные в магазине придут сами
feeds-rejected_files = заказов: { $count } · отчёт в rejects/ называет файл, где их исправить
feeds-rejected_told = заказов: { $count } · исправьте профиль и примите их снова
feeds-told = сообщение
feeds-unread_told = { $when }: { $why }
feeds-again = принять снова
feeds-again_does = Enter
notice-feed_again = Непрочитанное будет принято снова.
notice-settings_taken = Настройки магазина опубликованы: этот экран работает уже по ним.
notification-new_orders = { $count ->
        [one] { $count } новый заказ
        [few] { $count } новых заказа
       *[many] { $count } новых заказов
    }
feeds-more_words = и ещё { $count }: dozvon feed list
feeds-file = файл
feeds-unread_file = { $file } от { $when } лежит в rejects/: { $why }
feeds-lost = больше нет в настройках; { $count ->
        [0] в его магазин ничего не ждёт записи
        [one] в его магазин ждёт { $count } запись
        [few] в его магазин ждут { $count } записи
       *[many] в его магазин ждут { $count } записей
    }
feeds-lost_remedy = feed rename { $name } ИМЯ продолжит под новым именем, feed forget { $name } закончит с ним
feeds-writes = в магазин
feeds-writes_stand = ждёт записи: { $waiting } · не принято: { $failed } · Enter покажет
feeds-reject = ·
feeds-now = спросить сейчас
feeds-now_does = Enter
feeds-pause = пауза
feeds-pause_does = Enter
feeds-resume = продолжить
feeds-resume_does = Enter
notice-shop_write_again = Сейчас снова запишется в магазин.
notice-shop_write_dropped = В магазин не запишется.
notice-shop_write_gone = С этим уже иначе.
notice-feed_asked = Источник сейчас спросят.
notice-feed_paused = Источник на паузе.
notice-feed_resumed = Источник снова опрашивается.

## The signs of the list
legend-call = звонит сейчас
legend-beware = нет на складе, подорожало или звонить не время
legend-regular = постоянный покупатель, его менеджер на смене
legend-mine = покупателя ведёте вы
legend-mark = строка отмечена
legend-came = только что пришёл
legend-tick = сделано
legend-times = столько попыток дозвониться было
feeds-carrier = Посылки: { $name }
feeds-followed = посылки
feeds-followed_count = в пути: { $count } · о каждой спрашиваем раз в { $hours ->
    [0] { $minutes } мин
   *[other] { $hours } ч
  }

## An empty file
start-title = Здесь пока пусто. С чего начать?
start-import = загрузить заказы из файла
start_about-import = Перетащите файл сюда или вставьте путь. Сначала покажем, что в нём; Enter загрузит.
start-shop = настроить магазин
start_about-shop = Название, страна, часы, телефон: одна минута.
start-feed = подключить магазин
start_about-feed = Новые заказы будут приходить сами.
start-telephone = подключить телефонию
start_about-telephone = Звонки видно здесь, звонить — отсюда.
start-mailbox = подключить почту
start_about-mailbox = Письма с заказами станут заказами.
start-order = заказ по телефону
start_about-order = Вам звонят и заказывают.
start-demo = посмотреть на выдуманный магазин
start_about-demo = Он живой; q вернёт сюда.
start-settings = все настройки
start_about-settings = Ищите словами; Enter изменит.
start-foot = Нажмите цифру. Остальные клавиши работают как всегда: ? покажет все.
start-elsewhere = Наберите в другом окне: { $line }
