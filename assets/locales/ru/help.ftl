# What --help and a misunderstood command line say. English has none of it: there the doc comments of the commands speak.
#
# A command's key is its path (`dozvon-order-ship`), an argument's the path, `--` and its long name (`dozvon-order-ship--carrier`);
# an argument without a key of its own takes that of the command above. `_more` goes on where a text has further paragraphs.

help-usage = Использование
help-commands = Команды
help-arguments = Аргументы
help-options = Параметры
help-global = Общие параметры
help-command = КОМАНДА
help-some_options = [ПАРАМЕТРЫ]
help-default = [обычно: { $value }]
help-values = [значения: { $values }]
help-flag = Показать справку
help-flag_short = Показать справку (подробнее: --help)
help-flag_long = Показать справку (короче: -h)
help-version = Показать версию

## What stands in the place of a value
value-style = ВИД
value-channel = КАНАЛ
value-step = ШАГ
value-template = СООБЩЕНИЕ
value-amount = СУММА
value-answer = ОТВЕТ
value-c = КОД
value-code = КОД
value-count = СКОЛЬКО
value-customer = ПОКУПАТЕЛЬ
value-date = ДЕНЬ
value-dir_file = ПАПКА|ФАЙЛ
value-email = ПОЧТА
value-file = ФАЙЛ
value-folder = ПАПКА
value-key = КЛЮЧ
value-l = ЛИНИЯ
value-lang = ЯЗЫК
value-line = СТРОКА
value-n_phone = N|ТЕЛЕФОН
value-name = ИМЯ
value-number = ЧИСЛО
value-other = ДРУГОЙ
value-outcome = ИТОГ
value-p = ВИД
value-parcel = ПОСЫЛКА
value-lines = СТРОКИ
value-path = ФАЙЛ
value-phone = ТЕЛЕФОН
value-reader = МЕСТО
value-rule = ПРАВИЛО
value-sex = ПОЛ
value-shell = ОБОЛОЧКА
value-subject = ТЕМА
value-text = ТЕКСТ
value-to = КУДА
value-times = РАЗ
value-tracking = ТРЕК-НОМЕР
value-value = ЗНАЧЕНИЕ
value-when = КОГДА
value-which = КТО
value-yyyy_mm_dd = ГГГГ-ММ-ДД
value-zone = ПОЯС
value-kind = ВИД
value-address = АДРЕС
value-signature = ЗАГОЛОВОК
value-secret = СЕКРЕТ
value-source = МАГАЗИН
value-profile = ПРОФИЛЬ
value-word = СЛОВО
value-means = ЭТАП

## What was typed cannot be understood
usage-command = Команды «{ $value }» нет.
usage-option = Параметра { $value } нет.
usage-word = Слово «{ $value }» здесь лишнее.
usage-missing = Не хватает: { $value }.
usage-no_value = Для { $value } не указано значение.
usage-bad_value = «{ $value }» не подходит для { $argument }.
usage-no_value_taken = У { $argument } не бывает значения: «{ $value }» здесь лишнее.
usage-wrong_count = Для { $argument } указано не столько значений, сколько нужно.
usage-conflict = { $value } нельзя указать вместе с { $others }.
usage-twice = { $value } можно указать только один раз.
usage-not_utf8 = Текст набран не в UTF-8.
usage-similar = Похоже на это: { $value }.
usage-values = Значения: { $value }.
usage-dashes = Если { $value } — не параметр, а текст, поставьте перед ним --.
usage-written = Нужно целое число.
usage-written--lang = Есть ru и en.
usage-written--now = Пишите так: 2026-03-11T09:00:00Z.
usage-written--speed = Нужно целое число от 0 до 200.

## dozvon
dozvon = Продажи небольшого интернет-магазина: кем заняться сейчас и почему.
dozvon_more = N — номер заказа, как его пишет магазин, или id:12.
    КОГДА — 15:30, +2h, 2d, "завтра 10", "2026-03-11 15:30" или RFC 3339.
    СУММА — 1450 или 1450,50.

    Код выхода: 0 — сделано или менять нечего; 1 — сделано не всё; 2 — не понято, не нашлось или нашлось несколько; 3 — настройки; 4 — база; 5 — отказ.
dozvon--db = База (или DOZVON_DB)
dozvon--config = Настройки (или DOZVON_CONFIG)
dozvon--operator = Кто работает (или DOZVON_OPERATOR)
dozvon--lang = Язык: ru или en
dozvon--now = Показать всё, как в этот момент; записывать так можно только в демо
dozvon--json = Вывести один документ JSON

dozvon-queue = Кем заняться сейчас, по порядку
dozvon-queue--limit = Сколько строк показать
dozvon-plan = Дела на день, если никто ничего не сделает
dozvon-plan--day = Какой день: today (что осталось от сегодня), tomorrow или дата
dozvon-plan--against = Что изменится с настройками из этого файла
dozvon-plan--limit = Сколько строк показать; в итогах считаются все
dozvon-next = Взять верхнего из очереди
dozvon-next--peek = Только посмотреть и не брать
dozvon-undo = Вернуть всё, как было до последнего вашего действия
dozvon-redo = Повторить то, что вернули последним
dozvon-work = Делать то, что делается само по сроку, без экрана
dozvon-listen = Слушать, что сообщают другие машины: АТС, магазины, шлюзы, — без экрана
dozvon-backup = Сделать копию базы и проверить её
dozvon-backup--to = В эту папку или в этот новый файл
dozvon-backup--keep = Оставить столько копий в папке, старые удалить
dozvon-restore = Вернуть копию на место базы
dozvon-restore--file = Копия
dozvon-doctor = Что не так с базой и вокруг неё и что делать
dozvon-doctor--fix = Исправить показатели и указатель поиска
dozvon-work--once = Сделать, что уже пора, рассказать об этом и закончить
dozvon-promise = Обещание позвонить, составленное по часам работы
dozvon-promise--for = Где его прочтут или услышат
dozvon-promise--for--site = сайт магазина
dozvon-promise--for--phone = автоответчик
dozvon-search = Найти заказы и покупателей по номеру, телефону или имени
dozvon-search--text = Всё, что известно: цифры, номер, буквы в любом регистре и раскладке
dozvon-journal = Что было сделано, сначала новое
dozvon-journal--order = Только по этому заказу
dozvon-journal--limit = Сколько записей показать

## dozvon order
dozvon-order = Посмотреть заказ и поработать с ним
dozvon-order--order = Номер заказа или id:12
dozvon-order--note = Что стоит запомнить
dozvon-order--reason = Почему
dozvon-order--total = Сумма заказа; если не указать — сумма строк
dozvon-order-show = Всё о заказе
dozvon-order-script = Что сейчас сказать и о чём не забыть
dozvon-order-confirm = Подтвердить: покупатель со всем согласен
dozvon-order-pay = Деньги пришли: всё, что к оплате, или СУММА
dozvon-order-pay--amount = Сколько пришло; если не указать — всё, что к оплате
dozvon-order-pay--means = Как оплачено; если не указать — картой или наложенным платежом, по условиям заказа
dozvon-order-refund = Деньги возвращены
dozvon-order-refund--again = Их заплатят снова; иначе заказ стоит на столько меньше
dozvon-order-refund--amount = Сколько возвращено
dozvon-order-ship = Записать трек-номер
dozvon-order-ship--number = Трек-номер
dozvon-order-ship--carrier = Кто везёт; если не указать, видно по номеру или заказу
dozvon-order-ship--not-handed = Посылку сдадут позже
dozvon-order-ship--add = Это ещё одна посылка заказа
dozvon-order-ship--parcel = Чей это теперь номер, если посылок несколько: место или прежний номер
dozvon-order-ship--lines = Что в ней: места строк заказа, 1,3 или 2:1 — одна штука второй
dozvon-order-ship--estimate = Когда должна прийти
dozvon-order--parcel = Какая из нескольких посылок: её место или номер; если не указать — все
dozvon-order-take = Взять покупателя этого заказа
dozvon-order-take--over = Взять и у коллеги; в истории это останется
dozvon-order-release = Отпустить покупателя
dozvon-order-skip = Пропустить на десять минут
dozvon-order-handed = Сдан перевозчику
dozvon-order-arrived = Прибыл в пункт выдачи
dozvon-order-received = Покупатель получил
dozvon-order-returned = Вернулся
dozvon-order-reopen = Открыть снова
dozvon-order-close = Закрыть
dozvon-order-new = Записать заказ, принятый по телефону
dozvon-order-new--customer = Покупатель из базы: телефон, почта или id:12
dozvon-order-new--name = Кто заказывает; запишется, если имени ещё нет
dozvon-order-new--phone = Его телефон; если он есть в базе, заказывает тот, чей это телефон
dozvon-order-new--email = Почта; запишется, если такой ещё нет
dozvon-order-new--line = Строка заказа: НАЗВАНИЕ;КОЛИЧЕСТВО;ЦЕНА[;АРТИКУЛ]
dozvon-order-new--terms = Когда платит
dozvon-order-new--address = Куда везти
dozvon-order-new--comment = О чём ещё просил
dozvon-order-new--confirmed = Всё согласовано в разговоре: заказ сразу подтверждён
dozvon-order-new--delivery = Как доставить: перевозчик или как это называет магазин
dozvon-order-cancel = Отменить
dozvon-order-note = Записать заметку
dozvon-order-note--text = Что записать
dozvon-order-schedule = Назначить звонок
dozvon-order-schedule--when = Когда позвонить
dozvon-order-dispatch-by = Назначить заказу свой срок отправки
dozvon-order-dispatch-by--when = Когда; usual — обычный срок
dozvon-order-lines = Изменить состав
dozvon-order-lines--line = Строка нового состава, перечислите все: НАЗВАНИЕ;КОЛИЧЕСТВО;ЦЕНА[;АРТИКУЛ]
dozvon-order-edit = Изменить оплату, доставку, адрес или комментарий
dozvon-order-edit--terms = Когда платит
dozvon-order-edit--payment = Чем платит, словами магазина
dozvon-order-edit--delivery = Как доставить: название перевозчика или слова магазина
dozvon-order-edit--address = Куда доставить
dozvon-order-edit--comment = Что учесть
dozvon-order-keep-both = Это разные заказы, только похожи: оставить оба
dozvon-order-accept-shop = Принять изменения магазина
dozvon-order-keep-ours = Оставить наше, хотя магазин изменил или отменил заказ
dozvon-order-put-off = Отложить предложение программы и сказать почему
dozvon-order-put-off--until = До какого времени
dozvon-order-put-off--text = Почему
dozvon-order-told-late = Покупателю сказано, что отправка задержится
dozvon-order-complaint = Жалоба на заказ; или чем она кончилась
dozvon-order-complaint--text = Что говорит покупатель
dozvon-order-complaint--settle = Чем кончились жалобы на этот заказ
dozvon-order-parcel-refused = Покупатель отказался от посылки
dozvon-order-claims-paid = Покупатель говорит, что оплатил
dozvon-order-claims-paid--amount = Сколько; если не указано, всё, что должны
dozvon-order-told-unpaid = Покупателю сказано, что оплата не пришла
dozvon-order-care-done = Впечатления известны: следующий контрольный звонок не нужен

## dozvon customer
dozvon-customer = Посмотреть покупателя и поработать с его карточкой
dozvon-customer--customer = Телефон, почта или id:12
dozvon-customer-import = Загрузить базу людей, которые ещё ничего не покупали
dozvon-customer-import--files = Таблицы, книги или JSON, по человеку в строке; «-» — стандартный ввод
dozvon-customer-import--profile = Описание, что в каких столбцах: его имя или файл
dozvon-customer-import--dry-run = Только посчитать, что будет
dozvon-customer-show = Всё, что о нём известно
dozvon-customer-wrote = Покупатель написал: письмо, чат, вопрос в магазине
dozvon-customer-wrote--customer = Телефон, почта или id:12; кого нет в базе, тот в неё попадёт
dozvon-customer-wrote--text = Что
dozvon-customer-replied = На написанное покупателем ответили
dozvon-customer-replied--text = Ответ, чтобы сохранить его заметкой
dozvon-customer-export = Всё, что о нём хранится, чтобы отдать ему самому
dozvon-customer-retention = Чьи данные старше срока `[retention]` и как их стереть
dozvon-customer-erase = Человек просит забыть его: вернуть уже нельзя
dozvon-customer-erase--reason = Почему: кто и когда просил, без имени
dozvon-customer-erase--retention = Всех, чьи данные старше срока `[retention]`, если их столько
dozvon-customer-erase--yes = Не спрашивать: вернуть уже нельзя
dozvon-customer-edit = Изменить карточку
dozvon-customer-edit--name = Имя
dozvon-customer-edit--company = Компания
dozvon-customer-edit--tax-id = ИНН компании
dozvon-customer-edit--time-zone = Часовой пояс: Europe/Moscow
dozvon-customer-edit--region = Регион или город
dozvon-customer-edit--note = Постоянная заметка в карточке
dozvon-customer-edit--sex = Женщина или мужчина
dozvon-customer-edit--add-phone = Добавить телефон
dozvon-customer-edit--add-email = Добавить почту
dozvon-customer-note = Записать заметку
dozvon-customer-note--text = Что записать
dozvon-customer-take = Взять его
dozvon-customer-take--over = Взять и у коллеги; в истории это останется
dozvon-customer-release = Отпустить
dozvon-customer-not-customer = Не клиент: из-за его звонков больше никому не звоним
dozvon-customer-b2b = Компания или нет
dozvon-customer-b2b--company = Что из двух
dozvon-customer-duplicates = Все, у кого общий телефон или почта: возможно, это один человек
dozvon-customer-merge = Это один человек: всё, что есть у второго, перейдёт к первому
dozvon-customer-merge--kept = Кто останется: телефон, почта или id:12
dozvon-customer-merge--other = Кого с ним объединить
dozvon-customer-merge--dry-run = Только показать, что изменится
dozvon-customer-keep-apart = Телефон или почта у них общие, но это разные люди
dozvon-customer-keep-apart--one = Один из двух: телефон, почта или id:12
dozvon-customer-keep-apart--other = Другой
dozvon-customer-consent = Согласен на предложения или не хочет их больше никогда
dozvon-customer-consent--consent = Согласен или нет
dozvon-customer-offered = Ему сделано предложение: три недели ничего больше не предлагаем
dozvon-customer-segments = Сегменты из настроек: скольким покупателям что-то можно предложить
dozvon-customer-segment = Кому из сегмента можно сделать предложение
dozvon-customer-segment--name = Имя сегмента в настройках
dozvon-customer-segment--csv = Записать таблицу тех, кому можно сделать предложение
dozvon-customer-segment--csv-style = Как записать таблицу
dozvon-customer-segment--csv-style--data = Для программ: коды, точки в числах, время по UTC
dozvon-customer-segment--csv-style--sheet = Для людей: заголовки, слова, даты и запятые как в русском Excel
dozvon-customer-segment--offered = По этой таблице предложение и делают: три недели ничего больше; undo вернёт всё сразу
dozvon-customer-segment--all = Показать и тех, кому предлагать нельзя
dozvon-customer-segment--offer = Предложить это всем из сегмента: показать, кто и что получит; без --send ничего не уйдёт
dozvon-customer-segment--subject = Тема письма; не указана: обычная
dozvon-customer-segment--send = Отправить в исходящие, по нескольку в минуту; undo вернёт то, что не ушло
dozvon-customer-due = Кому пора повторить покупку

## dozvon call
dozvon-call = Записать звонок или сказать, что происходит на линии
dozvon-call--phone = Кто звонит, как его показывает линия; пусто, если номер скрыт
dozvon-call--id = Номер звонка у АТС
dozvon-call--line = На какую из наших линий
dozvon-call--at = Когда это было; для request — когда позвонить
dozvon-call-log = Записать звонок и его итог
dozvon-call-log--whom = Номер заказа, телефон покупателя или id:12 заказа
dozvon-call-log--outcome = Итог звонка
dozvon-call-log--at = Для call_back — когда позвонить, иначе — когда был звонок
dozvon-call-log--reason = Для refused — почему
dozvon-call-dial = Позвонить тем, что указано в настройках
dozvon-call-dial--whom = Номер заказа, телефон покупателя или id:12 заказа
dozvon-call-dial--anyway = Хотя у покупателя ночь
dozvon-call-play = Включить последнюю запись звонков покупателя
dozvon-call-play--whom = Номер заказа, телефон покупателя или id:12 заказа
dozvon-call-why = Почему не ответили на звонки, если линия этого не знает
dozvon-call-why--whom = Чьи звонки: телефон покупателя или id:12
dozvon-call-why--reason = Почему не ответили
dozvon-call-import-cdr = Прошлые звонки из журналов Asterisk
dozvon-call-import-cdr--files = Master.csv, таблица записей о звонках или queue_log Asterisk
dozvon-call-incoming = Нам звонят
dozvon-call-answered = На звонок ответили
dozvon-call-missed = На звонок никто не ответил
dozvon-call-missed--reason = Почему не ответили
dozvon-call-outgoing = Звоним мы
dozvon-call-route = Внутренний номер своего менеджера звонящего, если тот на смене: для диалплана
dozvon-call--recording = Файл с записью
dozvon-call-ended = Разговор окончен
dozvon-call-request = На сайте попросили перезвонить

## dozvon shift
dozvon-telephony = Есть ли связь с АТС и что она позволяет видеть
dozvon-telephony-addresses = Адреса, по которым облачные АТС сообщают о звонках
dozvon-telephony-test = Войти на АТС и сказать, каких прав не хватает
dozvon-shift = Войти в смену, выйти, сделать перерыв; кто и когда был в смене
dozvon-shift-in = Войти в смену; она длится до shift out
dozvon-shift-out = Выйти из смены, сколько бы экранов ни было открыто
dozvon-shift-pause = Начать перерыв
dozvon-shift-resume = Закончить перерыв
dozvon-shift-list = Кто и когда был в смене, сначала новые
dozvon-shift-list--open = Только кто сейчас в смене
dozvon-shift-list--limit = Сколько смен показать

## dozvon outbox
dozvon-outbox = Исходящие: сообщения, которые уходят сами
dozvon-outbox--all = И отправленные, отозванные, опоздавшие; сначала новые
dozvon-outbox--limit = Сколько сообщений показать
dozvon-outbox--id = Номер сообщения
dozvon-outbox-list = Что ждёт, отправляется или не ушло
dozvon-outbox-show = Показать сообщение
dozvon-outbox-recall = Отозвать, пока не ушло; второй раз оно не появится
dozvon-outbox-send = Отправить то, что ждёт просмотра
dozvon-outbox-send--all = Всё, что ждёт
dozvon-outbox-retry = Отправить ещё раз то, что не ушло или неизвестно, ушло ли
dozvon-outbox-edit = Написать текст ждущего сообщения самому
dozvon-outbox-edit--text = Текст
dozvon-outbox-edit--subject = У письма — тема; не указана — прежняя
dozvon-outbox-dismiss = Не отправлять то, что не ушло или неизвестно, ушло ли
dozvon-outbox-sent = Отправлено вручную или точно ушло
dozvon-outbox-sheet = Утренний отчёт, который не ушёл или неизвестно, ушёл ли
dozvon-outbox-sheet--step = Что с ним сделать; не указано — показать
dozvon-outbox-sheet--step--retry = отправить ещё раз
dozvon-outbox-sheet--step--sent = он всё-таки дошёл
dozvon-outbox-sheet--step--dismiss = отправлять не нужно
dozvon-outbox-correct = Сообщить покупателю, что ушедшее сообщение ошибочно

## dozvon report
dozvon-report = Утренняя сводка и показатели
dozvon-report--csv = Таблица для Excel
dozvon-report--csv-style = Как записать таблицу
dozvon-report--csv-style--data = Для программ: коды, точки в числах, время по UTC
dozvon-report--csv-style--sheet = Для людей: заголовки, слова, даты и запятые как в русском Excel
dozvon-report--out = Записать в новый файл, который прочтёте только вы
dozvon-report--from = Первый день; если не указать — за 30 дней до последнего
dozvon-report--to = Последний день; если не указать — сегодня
dozvon-report-daily = Что было вчера и кому звонить сегодня
dozvon-report-daily--day = За какой день; если не указать — за вчера
dozvon-report-numbers = Конверсия, скорость и повторные продажи по каналам
dozvon-report-refusals = Почему теряли заказы и какое правило не сработало
dozvon-report-calls = Звонки по часам и дням недели: принятые, пропущенные и почему
dozvon-report-hours = Когда приходят заказы и когда ими занимаются

## dozvon import
dozvon-import = Загрузить заказы из выгрузки магазина
dozvon-import--files = Выгрузки магазина; «-» — стандартный ввод
dozvon-import--profile = Какого вида выгрузка, если по ней не видно: известный вид, имя описания или его файл
dozvon-import--source = Имя магазина или источника, если их несколько на одной системе
dozvon-import--open-since = Более ранние заказы — история, работы по ним нет
dozvon-import--dry-run = Только посчитать, что будет
dozvon-import--make-profile = Ничего не загружать: угадать столбцы таблицы, показать и записать описание
dozvon-import--sheet = Лист книги, если заказы могут быть на нескольких
dozvon-import--profile-out = Куда записать описание; «-» — стандартный вывод

## dozvon catalogue
dozvon-catalogue = Что магазин продаёт и чего у него на самом деле нет
dozvon-catalogue-import = Загрузить каталог магазина: таблицу с заголовками
dozvon-catalogue-import--file = Таблица товаров; «-» — стандартный ввод
dozvon-catalogue-import--whole = Это весь каталог: чего в нём нет, то снято с продажи
dozvon-catalogue-list = Всё, что магазин продаёт
dozvon-catalogue-check = Что предлагается, хотя на складе этого нет

## dozvon demo
dozvon-demo = Открыть рабочий экран с выдуманным магазином
dozvon-demo--seed = Другое число — другой магазин
dozvon-demo--orders = Вместо маленького магазина — большой, на столько заказов
dozvon-demo--open = Сколько из них ещё в работе; если не указать — два из ста
dozvon-demo--speed = Во сколько раз быстрее жизни идут заказы, звонки и деньги и работает коллега; 0 — ничего не происходит
dozvon-demo--no-ui = Только заполнить новый файл из --db, чтобы попробовать команды

## dozvon config
dozvon-config = Проверить настройки, изменить одну или узнать, где они лежат
dozvon-config-check = Прочитать настройки и сказать, годятся ли они
dozvon-config-show = Показать действующие настройки: каждый ключ и его значение
dozvon-config-explain = Правило словами, его настройки, откуда каждая взята и сколько заказов оно сейчас касается
dozvon-config-explain--name = Правило (от R1 до R40) или настройка; если не указать — все правила, по строке на каждое
dozvon-config-set = Изменить одну настройку в файле; примечания и порядок остаются
dozvon-config-set--key = Её имя, с разделом, если одного имени мало: first_contact_limit, shop.name
dozvon-config-set--value = Значение: 45m, 10-19, "10:00, 14:00", да
dozvon-config-set--default = Убрать ключ из файла: снова действует обычное значение
dozvon-config-path = Где лежат настройки и база
dozvon-config-adopt = Вести базу по этим настройкам с этого момента

## dozvon completions, dozvon man
dozvon-completions = Вывести то, что нужно оболочке, чтобы дополнять команды
dozvon-completions--shell = Оболочка, которая будет дополнять команды, параметры и значения
dozvon-man = Вывести страницу справки man
dozvon-man--into = Записать страницы всех команд в эту папку, а не выводить первую из них

## dozvon message
dozvon-message = Что пишут покупателям: тексты и как они прочтутся
dozvon-message-preview = Как сообщение о заказе прочтётся сейчас; ничего не уходит
dozvon-message-preview--order = Номер заказа или id:12
dozvon-message-preview--template = Какое сообщение
dozvon-message-preview--channel = Каким каналом ушло бы; не указан — обычным для этого сообщения
dozvon-message-preview--html = Вывести только HTML-часть письма
dozvon-message-send = Написать покупателю по заказу; пока сообщение не ушло, его вернёт undo
dozvon-message-send--order = Номер заказа или id:12
dozvon-message-send--template = Какое сообщение
dozvon-message-send--text = Что сказать; приветствие и имя магазина добавятся сами
dozvon-message-send--subject = Тема письма; не указана — обычная
dozvon-message-send--channel = Каким каналом; не указан — первым из written в [messages], которым покупателя можно достать

## dozvon channels
dozvon-channels = Каналы сообщений: чем они уходят и работает ли это
dozvon-channels-list = Каналы из настроек и чего каждому не хватает
dozvon-channels-test = Отправить одно сообщение каналом и показать ответ
dozvon-channels-reports = Адрес, по которому шлюз сам сообщит, что стало с сообщением
dozvon-channels-reports--name = Канал, как он назван в настройках
dozvon-channels-test--name = Канал, как он назван в настройках
dozvon-channels-test--to = Куда: телефон или почта

## dozvon answers
dozvon-answers = Готовые ответы на обычные вопросы
dozvon-answers-search = Найти ответ по нескольким буквам, лучший первым; с заказом — с его данными
dozvon-answers-search--text = О чём спрашивают; пусто — все ответы
dozvon-answers-search--order = Номер заказа или id:12

## dozvon feed
dozvon-feed = Источники: откуда заказы приходят сами
dozvon-feed-list = Источники из настроек и как у каждого дела
dozvon-feed-test = Спросить источник и ничего не принять
dozvon-feed-test--name = Источник, как он назван в настройках
dozvon-feed-run = Принять, что есть у источников, и спрашивать их дальше, пока не прервут
dozvon-feed-run--name = Источник, как он назван в настройках; без него все
dozvon-feed-run--once = Сейчас, пока ничего не останется, и закончить
dozvon-feed-run--again = Снова с начала: известное ничего не меняет
dozvon-feed-add = Подключить источник: спросит недостающее, проверит, запишет в настройки
dozvon-feed-add--name = Как его назвать
dozvon-feed-add--kind = Что это: folder, woocommerce или hook
dozvon-feed-add--address = Адрес магазина или папка
dozvon-feed-add--key = Где лежит ключ: env:ИМЯ, command:… или file:/путь
dozvon-feed-add--secret = Где лежит секрет
dozvon-feed-add--signature = Заголовок, в котором подписывается другая сторона (hook)
dozvon-feed-add--source = Имя [[source]], чьи это заказы
dozvon-feed-add--profile = Как описаны файлы папки или сообщения вебхука
dozvon-feed-add--untested = Записать, хотя он не отвечает
dozvon-feed-hook = Куда магазину самому сообщать о заказах
dozvon-feed-hook--name = Источник, как он назван в настройках
dozvon-feed-pause = Оставить источник в покое до `feed resume`
dozvon-feed-pause--name = Источник, как он назван в настройках
dozvon-feed-resume = Продолжить опрашивать источник
dozvon-feed-resume--name = Источник, как он назван в настройках
dozvon-feed-word = Сказать, что значит статус магазина, для заказов, которые с ним пришли
dozvon-feed-word--word = Слово магазина
dozvon-feed-word--means = Что оно значит: new, confirmed, dispatched, arrived, received, cancelled или returned
