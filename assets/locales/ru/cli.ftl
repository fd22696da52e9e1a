# What the commands print.

cli-error = ошибка: { $message }
cli-hint = подсказка: { $hint }
cli-warning = внимание: { $message }
cli-unchanged = Ничего не изменилось, уже так: { $what }
cli-nothing_due = Сейчас ничего не ждёт.
cli-nothing_found = Ничего не нашлось.
cli-config_fine = { $path }: настройки в порядке.
cli-config_none = Файла настроек нет: действуют обычные.
cli-keymap_fine = { $path }: клавиши в порядке.
cli-adopted = Теперь база ведётся по этим настройкам.
cli-adopted_before = База и так ведётся по этим настройкам.
cli-published = Опубликован выпуск { $revision }, его возьмёт каждый экран. Изменено: { $keys }
cli-published_before = В выпуске { $revision } уже то же самое: ничего не опубликовано.
cli-published_more = { $first } и ещё { $more }
cli-published_head = выпуск { $revision }, { $by }, { $at }
cli-published_none = В этой базе ничего не опубликовано.
cli-published_none-hint = dozvon config publish отдаёт настройки магазина всем экранам сервера.
cli-published_no_revision = Выпуск { $value } не хранится.
cli-published_no_revision-hint = Какие хранятся: dozvon config published --history
cli-published_newer = Настройки магазина опубликовал более новый dozvon: этот не знает { $value } и сам ничего не делает.
cli-published_newer-hint = Поставьте на эту машину ту же версию.
cli-publish_file = { $value } – это файл: он ведётся по файлу настроек, публиковать некуда.
cli-publish_file-hint = Если один файл ведут две машины, чьи настройки действуют, скажет dozvon config adopt.
cli-publish_nothing = { $value } ничего не говорит о магазине: ничего не опубликовано.
cli-publish_nothing-hint = Назовите файл настроек через --from или то, что напечатал dozvon config published.
cli-publish_no_owner = Ни у одного [[operator]] в нём нет прав владельца: публиковать снова было бы некому.
cli-publish_no_owner-hint = Дайте одному из них rights = "owner".
cli-publish_secret = В { $value } стоит пароль, и его прочёл бы каждый: ничего не опубликовано.
cli-publish_secret-hint = Храните его как секрет: каждая машина, которой он нужен, говорит в своём файле, где он.
cli-publish_meanwhile = Выпуск { $revision } опубликовал оператор { $by }, { $at }: { $keys }. Поверх ничего не опубликовано.
cli-publish_meanwhile-hint = Посмотрите его: dozvon config published; всё равно поверх: dozvon config publish --over { $revision }
cli-config_published = Настройки магазина – опубликованные: { $by }, { $at }, выпуск { $revision }.
cli-config_unheard = В вашем файле иначе, и это не действует: { $keys }
cli-work_published = Опубликованы настройки магазина: работа идёт дальше по ним.
cli-not_there = { $path } (пока нет)
cli-read = прочитано
cli-created = новых
cli-updated = изменено
cli-unchanged_count = без изменений
cli-rejected = отложено
cli-withdrawn = снято с продажи
cli-images = { $count ->
    [one] Пропущена { $count } строка: в ней только ещё одна фотография.
    [few] Пропущены { $count } строки: в них только фотографии.
   *[many] Пропущено { $count } строк: в них только фотографии.
}
cli-not_whole = С продажи ничего не снято: прочитаны не все строки.
cli-not_offered = не продаётся
cli-lasts = хватает на { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
cli-open_orders = { $count ->
    [one] { $count } открытый заказ
    [few] { $count } открытых заказа
   *[many] { $count } открытых заказов
}
cli-stock_fine = Всё, что магазин предлагает, есть на складе.
cli-no_segments = Сегментов нет: добавьте [[segment]] в настройки.
cli-allowed = можно предложить
cli-all = всего
cli-offer_empty = Напишите, что предложить.
cli-offer_empty-hint = customer segment ИМЯ --offer "текст"
no_offer_way-never = В [messages] указано, что предложения не отправляются.
no_offer_way-never-hint = Укажите там offer = "auto email sms".
no_offer_way-no_channel = Не настроен канал, которым могли бы уйти предложения.
no_offer_way-no_channel-hint = Настройте [channels.ИМЯ] для писем или SMS либо выгрузите таблицу: --csv.
no_offer_way-no_unsubscribe = В письме с предложением должно быть сказано, как от них отказаться.
no_offer_way-no_unsubscribe-hint = Задайте [channels.ИМЯ.imap], чтобы письма магазину читались, или unsubscribe в канале: страницу https://…
offer-would = { $count ->
    [0] Никто его не получит.
    [one] Получит { $count } покупатель.
    [few] Получат { $count } покупателя.
   *[many] Получат { $count } покупателей.
}
cli-offer_sent = { $count ->
    [0] Никто его не получит.
    [one] В исходящих для { $count } покупателя; что ещё не ушло, вернёт dozvon undo.
    [few] В исходящих для { $count } покупателей; что ещё не ушло, вернёт dozvon undo.
   *[many] В исходящих для { $count } покупателей; что ещё не ушло, вернёт dozvon undo.
}
offer-by_email = письмом: { $count }
offer-by_sms = SMS: { $count }
offer-parts = оплачиваемых частей SMS: { $count }
offer-unreached = без адреса: { $count }
offer-without_letter = письмом нельзя, в нём негде отказаться: { $count }
offer-not_allowed = пока нельзя (нет согласия или недавно уже предлагали): { $count }
cli-offer_refused = коллега успел раньше: { $count }
offer-cost = стоит { $cost }
cli-offer_send_hint = --send отправит в исходящие.
cli-nobody_to_offer = Сейчас никому из них нельзя ничего предлагать; таблица не записана.
cli-all_offered = Отмечено, что предложение сделано; undo снимет отметку у всех сразу.
cli-not_all_offered = { $count ->
    [one] Ещё { $count } покупатель пропущен: с ним сейчас работает другой, или предложение ему уже сделали.
    [few] Ещё { $count } покупателя пропущены: с ними сейчас работает другой, или предложение им уже сделали.
   *[many] Ещё { $count } покупателей пропущены: с ними сейчас работает другой, или предложение им уже сделали.
}
cli-export_stored = Всё то же построчно, как хранит база (суммы в копейках или центах):
cli-exported = { $count ->
    [one] { $count } покупатель: { $path }.
    [few] { $count } покупателя: { $path }.
   *[many] { $count } покупателей: { $path }.
}
cli-rejects = Непонятое лежит в { $path }: поправьте там и загрузите этот файл.
cli-stopped = Остановлено: { $count ->
    [0] ничего не загружено
    [one] загружен и остаётся { $count } заказ
    [few] загружены и остаются { $count } заказа
   *[other] загружены и остаются { $count } заказов
}. За остальными загрузите тот же файл снова.

## What was typed cannot be used
cli-no_console = Рабочему экрану нужен терминал.
cli-no_console-hint = Назовите команду; их перечислит dozvon --help.
cli-terminal_failed = Терминал подвёл: { $value }.
cli-terminal_failed-hint = Откройте в отдельном окне или работайте командами.
cli-console_broken = Рабочий экран остановился: { $value }.
cli-console_broken-hint = Сделанное сохранено; откройте снова.
cli-demo_unnamed = Не сказано, какой файл заполнить.
cli-demo_unnamed-hint = Назовите новый: --db ФАЙЛ.
cli-demo_filled = В { $file } выдуманный магазин, каким он был в { $now }.
    Посмотреть:  dozvon --db { $file } --now { $now }
    Очередь:     dozvon queue --db { $file } --now { $now }
cli-demo_exists = { $value } уже есть.
cli-demo_exists-hint = Назовите новый файл через --db: других демо не заполняет.
cli-demo_server = Демо делается в новом файле, не на сервере.
cli-demo_server-hint = Назовите новый файл через --db или не называйте ничего.
cli-no_script = Сейчас по нему нечего делать по сценарию.
cli-no_demo_folder = Для файла демо нет места: { $value }.
cli-no_demo_folder-hint = Назовите новый файл: --db ФАЙЛ.
cli-report_backwards = Период кончается раньше, чем начинается: { $value }.
cli-report_backwards-hint = В --from укажите более раннюю дату.
cli-no_source = Из магазина «{ $value }» заказов не было.
cli-no_source-hint = Укажите имя из [[source]] или имя, под которым пришли его заказы: его показывает dozvon order show N --json.
cli-no_pages = Страницы справки не записать: { $value }.
cli-no_pages-hint = Назовите свою папку: --into ПАПКА.
cli-no_subcommand = Команда не закончена.
cli-see_help = Команды перечислит dozvon --help.
cli-no_database = Не сказано, где база, а домашней папки у этого входа нет.
cli-no_database-hint = Назовите её: --db ФАЙЛ, --db postgres://ИМЯ@СЕРВЕР/БАЗА или DOZVON_DB.
cli-database_made = Новая база: { $file }
cli-database_near = Рядом есть: { $names }. Назовите нужную: --db.
cli-no_phone = «{ $value }» – не телефон: перезвонить некуда.
cli-no_phone-hint = Кто просит звонка, оставляет телефон: +7 916 123-45-67.
cli-empty_operator = Имя оператора пустое.
cli-empty_operator-hint = Назовите себя: --operator ИМЯ.
cli-no_operator = Не сказано, кто работает.
cli-unknown_operator = Оператора «{ $value }» нет.
cli-unknown_operator-hint = Назовите одного из настроек через --operator: { $names }.
cli-no_order = Заказа { $value } нет.
cli-no_order-hint = Поищите его: dozvon search ТЕКСТ.
cli-several_orders = Номер { $value } у нескольких заказов: { $ids }.
cli-several_orders-hint = Назовите один по его id.
cli-no_customer = Покупателя { $value } нет.
cli-no_customer-hint = Поищите: dozvon search ТЕКСТ.
cli-several_customers = { $value } — у нескольких покупателей: { $ids }.
cli-several_customers-hint = Назовите одного по его id.
cli-nobody = { $value } — не номер заказа и не телефон покупателя.
cli-nobody-hint = Поищите: dozvon search ТЕКСТ.
cli-not_a_time = «{ $value }» — не время.
cli-not_a_time-hint = Пишите так: 15:30, +2h, "3 дня", "завтра утром", "2 дек 14:00", "2026-03-11 15:30" или 2026-03-11T12:30:00Z.
cli-no_time_of_day = В «{ $value }» нет времени дня.
cli-no_time_of_day-hint = Пишите так: "завтра 10" или "25.11 10:30".
cli-no_such_day = Дня «{ $value }» в календаре нет.
cli-no_such_day-hint = Назовите день, который есть.
cli-not_yet = «{ $value }» ещё не настало.
cli-not_yet-hint = Скажите, когда был звонок; запланировать звонок — dozvon order schedule.
cli-not_an_amount = «{ $value }» — не сумма.
cli-not_an_amount-hint = Пишите так: 1450, 1450.50 или 1450,50.
cli-no_such_return = Возврата { $value }, о котором это можно сказать, у заказа нет.
cli-no_such_return-hint = Укажите его номер или трек-номер после --return; список покажет order show.
cli-no_such_parcel = Посылки { $value } у заказа нет.
cli-no_such_parcel-hint = Укажите её место, 1 или 2, или трек-номер; список покажет order show.
cli-not_lines = «{ $value }» — не строки этого заказа.
cli-not_lines-hint = Укажите их места, как в order show: 1,3 или 2:1 — одна штука второй строки.
cli-not_a_line = «{ $value }» — не строка заказа.
cli-not_a_line-hint = Пишите так: НАЗВАНИЕ;КОЛИЧЕСТВО;ЦЕНА или НАЗВАНИЕ;КОЛИЧЕСТВО;ЦЕНА;АРТИКУЛ.
cli-not_a_zone = «{ $value }» — не часовой пояс.
cli-not_a_zone-hint = Пишите так: Europe/Moscow или Asia/Yekaterinburg.
cli-not_an_email = «{ $value }» — не почта.
cli-not_an_email-hint = Пишите так: anna@example.org.
cli-not_a_phone = «{ $value }» — не телефон.
cli-not_a_phone-hint = Пишите так: +7 916 123-45-67.
cli-not_in_queue = По этому заказу сейчас ничего не ждёт: пропускать нечего.
cli-not_in_queue-hint = Что ждёт, покажет dozvon queue.
cli-no_duplicates = Общих телефонов и почты ни у кого нет.
cli-merged_into = id:{ $was } объединён с этим покупателем, id:{ $now }.
cli-unreadable = Не читается: { $value }.
cli-unreadable-hint = Проверьте имя файла и что его можно читать.
cli-unknown_format = { $value } — выгрузка незнакомого вида.
cli-unknown_format-hint = Назовите вид через --profile или выгрузите в JSON или таблицу с заголовками.
cli-no_catalogue = { $value } — не каталог.
cli-no_catalogue-hint = Выгрузите таблицу с заголовками: артикул, название, цена, остаток.
cli-unknown_segment = Сегмента «{ $value }» нет.
cli-unknown_segment-hint = В настройках есть: { $names }.
cli-file_is_there = Такой файл уже есть: { $value }.
cli-file_is_there-hint = Назовите новый файл: этот останется как есть.
cli-unwritable = Не записать: { $value }.
cli-unwritable-hint = Назовите новый файл в папке, куда можно писать.
cli-parser_failed = { $value } не удалось дочитать; прочитанное загружено.
cli-parser_failed-hint = Загрузите снова после обновления: дважды ничего не появится.
cli-rejects_unwritten = Непонятые заказы не удалось отложить: { $value }.
cli-rejects_unwritten-hint = Освободите место рядом с базой и загрузите файл снова: дважды ничего не появится.
cli-workbook_old = { $value } – книга Excel старого формата (.xls).
cli-workbook_old-hint = Откройте её, сохраните как «Книга Excel (.xlsx)» или CSV и загрузите то, что сохранили.
cli-workbook_encrypted = Книга { $value } закрыта паролем.
cli-workbook_encrypted-hint = Откройте её, снимите пароль (Файл – Сведения – Защита книги), сохраните и загрузите снова.
cli-workbook_none = { $value } – архив, но не книга Excel.
cli-workbook_none-hint = Распакуйте его и загрузите то, что внутри; таблицу OpenDocument сохраните как .xlsx или CSV.
cli-workbook_damaged = Книга { $value } повреждена: { $message }.
cli-workbook_damaged-hint = Выгрузите её заново или откройте, сохраните как CSV и загрузите его.
cli-workbook_damaged_sheet = { $value }: лист «{ $sheet }» повреждён после строки { $row }: { $message }.
cli-workbook_damaged_sheet-hint = Выгрузите книгу заново или откройте, сохраните этот лист как CSV и загрузите его.
cli-workbook_too_large = { $value }: лист «{ $sheet }» слишком велик после строки { $row }.
cli-workbook_too_large-hint = Выгрузите заказы по частям.
cli-workbook_too_much = { $value } больше, чем может быть книга с заказами, или развернулась бы в такую.
cli-workbook_too_much-hint = Выгрузите заказы по частям или откройте книгу, сохраните лист как CSV и загрузите его.
cli-workbook_no_header = { $value }: ни на одном листе нет строки заголовков с заказами. Листы: { $sheet }.
cli-workbook_no_header-hint = Поставьте над заказами строку хотя бы с номером, датой и суммой или опишите столбцы с помощью --make-profile.

## What a plain card says
cli-bad_contact = не работает
cli-label-order = заказ
cli-label-shop = магазин
cli-label-stage = где
cli-label-customer = покупатель
cli-label-company = компания
cli-label-tax_id = ИНН
cli-label-b2b = кто это
cli-label-offers = предложения
cli-label-recipient = в заказе
cli-label-phone = телефон
cli-label-email = почта
cli-label-zone = часовой пояс
cli-label-region = регион
cli-label-manager = менеджер
cli-label-claimed = взял
cli-label-note = заметка
cli-label-mark = отметка
cli-label-merged = раньше также
cli-label-alike = возможно, это же
cli-label-total = сумма
cli-label-paid = оплачено
cli-label-due = к оплате
cli-label-terms = оплата
cli-label-payment = способ
cli-label-created = заказан
cli-label-promised = обещано
cli-label-confirmed = подтверждён
cli-label-tracking = трек-номер
cli-label-carrier = перевозчик
cli-label-handed = передан
cli-label-arrived = прибыл
cli-label-storage = хранится до
cli-label-received = получен
cli-label-delivery = доставка
cli-label-address = адрес
cli-label-comment = комментарий
cli-label-config = настройки
cli-label-database = база

## Смены
cli-shift_paused = перерыв с { $since }
cli-shift_lost = без выхода

# outbox, work, promise
cli-no_channels = Каналов нет: сообщения ждут, пока их отправят вручную. Пример [channels.ИМЯ] есть в config.example.toml.
cli-no_channel = Канала { $value } нет.
cli-no_channel-hint = Их перечисляет `channels list`.
cli-no_reports = Шлюз канала { $value } сам ничего не сообщает: спрашиваем мы.
cli-no_reports-hint = Сообщают sms.ru, smsc.ru, Twilio и свои шлюзы (http).
cli-reports_with_each = { $value } получает адрес с каждым сообщением.
cli-reports_with_each-hint = Twilio получает его сам, а для своего шлюза в [channels.ИМЯ] вместо адреса пишут {"{report}"}.
cli-nobody_outside = Неизвестно, по какому адресу программа доступна снаружи.
cli-nobody_outside-hint = Задайте `address` и `public_url` в [listen].
cli-no_secret-hint = Положите пароль туда, куда указывает `secret` в [channels.ИМЯ].
channel_go-auto = сами
channel_go-look = после просмотра
channel_go-never = никогда
channel_ready = готов
channel_rests = { $name } не принимает сообщения с { $since }: { $why }
channel_mailbox-unread = Ящик { $name } ещё не читали.
channel_mailbox-read = Ящик { $name } прочитан: { $time }.
channel_mailbox-failed = Ящик { $name } не читается с { $since }: { $why }
channel_mailbox-strangers = { $count ->
    [one] В ящике { $name } { $count } отказ от предложений неизвестно от кого: посмотрите сами
    [few] В ящике { $name } { $count } отказа от предложений неизвестно от кого: посмотрите сами
   *[other] В ящике { $name } { $count } отказов от предложений неизвестно от кого: посмотрите сами
}
cli-channel_test_subject = Проверка от { $shop }
cli-channel_test_text = Это проверка от { $shop }: сообщения доходят.
channel_test-accepted = Принято для { $to }: { $said }
channel_test-refused = Отклонено для { $to }: { $said }
channel_test-later = Сейчас не принято для { $to }: { $said }
channel_test-unknown = Неизвестно, ушло ли для { $to }: { $said }
cli-mailbox_test-read = { $count ->
    [one] Ящик читается: { $count } письмо за неделю
    [few] Ящик читается: { $count } письма за неделю
   *[other] Ящик читается: { $count } писем за неделю
}
cli-mailbox_test-failed = Ящик не читается: { $why }
answers_broken-hint = Исправьте ответ в папке answers рядом с настройками; все ответы проверяет `config check`.
cli-no_message = Сообщения { $value } нет.
cli-no_message-hint = Все сообщения с номерами показывает `outbox --all`.
cli-message_subject = Тема: { $subject }
cli-no_template = Сообщения с именем { $value } нет.
cli-no_template-hint = Их перечисляет `message preview --help`.
cli-message_unchanged = Без изменений: { $what }.
cli-message_released = Уходит: { $what }.
cli-messages_released = { $count ->
    [0] Просмотра ничего не ждёт.
    [one] Уходит { $count } сообщение.
    [few] Уходят { $count } сообщения.
   *[many] Уходят { $count } сообщений.
}
cli-message_retried = Отправляем ещё раз: { $what }.
cli-message_dismissed = Не отправляем: { $what }.
cli-message_sent_by_hand = Отправлено: { $what }.
cli-message_edited = Текст изменён: { $what }.
cli-message_written = { $channel } на { $to }, уйдёт { $when }:
cli-message_recalled = Отозвано: { $what }.
cli-message_recalled_whole = Отозвано целиком (заказы: { $orders }): { $what }.
cli-message_recalled_alone = Отозвано только это: { $what }. Остальное письмо уйдёт (заказы: { $orders }).
cli-message_not_waiting = Без изменений: { $what } уже не ждёт отправки.
cli-message_corrected = Клиенту уйдёт поправка: { $what }.
cli-message_corrected_before = Без изменений: поправка уже есть: { $what }.
cli-message_state = Состояние
cli-message_order = Заказ
cli-message_to = Кому
cli-message_address = Адрес
cli-message_made = Создано
cli-message_leaves = Уйдёт
cli-message_expires = Не позже
cli-message_sent = Ушло
cli-message_recalled_by = Отозвано кем
cli-message_error = Ошибка
cli-telephony_not_set = АТС не указана.
cli-telephony_not_set-hint = Укажите её в [telephony.asterisk]: host, user и secret.
cli-telephony_unreached = Нет связи с АТС: { $value }.
cli-telephony_unreached-hint = Проверьте host, port, user и secret в [telephony.asterisk] и permit в manager.conf.
cli-telephony_no_cloud = Облачная АТС не указана.
cli-telephony_no_cloud-hint = Укажите её: [telephony.zadarma], mango, binotel, uis или ringostat.
cli-telephony_no_listener = Пока никто не слушает: укажите address и public_url в [listen].
cli-telephony_reached = Связь есть: { $name }
cli-telephony_hears = Этот пользователь видит события: { $rights }
cli-telephony_hears_unknown = АТС не сообщает, какие события видит этот пользователь.
cli-telephony_no_list = Этому пользователю нельзя запросить список каналов: звонки, которые закончились без связи, закрываются без причины.
cli-telephony_no_dialling = Этому пользователю нельзя никому звонить, а dial = "asterisk" этого требует.
cli-telephony_needs = manager.conf, раздел [{ $user }]:
cli-telephony_complete = Всех прав хватает.
cli-cdr_read = Строк: { $lines }, звонков: { $calls }. Новых { $created }, дополнено { $updated }, уже известных { $unchanged }.
cli-cdr_shifts = { $count ->
    [one] Записана { $count } смена.
    [few] Записаны { $count } смены.
   *[other] Записано { $count } смен.
}
cli-cdr_rejected = { $count ->
    [one] Не прочитана { $count } строка: { $places }
    [few] Не прочитаны { $count } строки: { $places }
   *[other] Не прочитано { $count } строк: { $places }
}
cli-cdr_unreadable = Файл не читается: { $value }.
cli-cdr_unreadable-hint = Укажите Master.csv, таблицу записей о звонках или queue_log Asterisk.
cli-not_a_call = { $value } — не записанный звонок: их перечисляет `call recordings`, в виде call:12.
cli-play_none = { $value }: записанных звонков нет.
cli-play_none-hint = Записи приходят со звонками: от АТС или через --recording.
cli-play_nowhere = Неизвестно, где лежит запись { $value }.
cli-play_nowhere-hint = Укажите recordings в [telephony]: папку с записями.
cli-play_failed = Запись не воспроизводится: { $value }.
cli-play_failed-hint = Укажите player в [telephony]: player = ["mpv", "{"{"}file{"}"}"]
cli-dialled = Набран номер { $phone }
cli-dial_no_phone = { $value }: рабочего телефона нет.
cli-dial_no_phone-hint = Запишите другой: dozvon customer edit ТЕЛЕФОН --phone НОМЕР
cli-dial_night = У покупателя сейчас ночь.
cli-dial_night-hint = Если всё же звонить — добавьте --anyway.
cli-dial_rehearsal = Это учебный файл: из него никому не звонят.
cli-dial_rehearsal-hint = Откройте рабочий файл магазина.
cli-dial_no_means = Не указано, чем звонить.
cli-dial_no_means-hint = Укажите dial в [telephony]: "asterisk", "link" или "command".
cli-dial_no_number = { $value } — не телефонный номер.
cli-dial_no_number-hint = Запишите его с кодом страны: +79161234567.
cli-dial_no_extension = В настройках не указано, какой телефон ваш.
cli-dial_no_extension-hint = Укажите extension в своём [[operator]].
cli-dial_not_done = АТС не набирает номер: { $value }.
cli-dial_not_done-hint = Каких прав не хватает, скажет dozvon telephony test.
cli-dial_not_picked_up = Ваш телефон не сняли или он не подключён к АТС.
cli-dial_not_picked_up-hint = Сначала звонит он; покупателю АТС звонит, когда вы снимете трубку.
cli-dial_program = Набрать не удалось: { $value }.
cli-dial_program-hint = Проверьте dial, link и command в [telephony].
cli-work_begins = Работаю. Остановить: Ctrl-C.
cli-work_line_up = связь с АТС есть: { $name }
cli-work_line_down = нет связи с АТС: { $why }
cli-listens = слушаю { $value }
cli-listens_another = слушает { $value }; когда он закончит, начнёт этот процесс
cli-listens_not = слушать не получается: { $value }
cli-listen_off = Не задано, по какому адресу слушать.
cli-listen_off-hint = Задайте `address` в [listen]: dozvon config set listen.address 127.0.0.1:8787
cli-listen_rehearsal = Эта база — репетиция: снаружи к ней никто не обращается.
cli-listen_rehearsal-hint = Назовите базу магазина: --db.
cli-work_made = в исходящие: { $what }
cli-work_recalled = отозвано: { $what }
cli-work_expired = { $count ->
    [one] { $count } сообщение опоздало и не уйдёт
    [few] { $count } сообщения опоздали и не уйдут
   *[many] { $count } сообщений опоздали и не уйдут
}
cli-work_closed = { $count ->
    [one] { $count } заказ закрылся по сроку
    [few] { $count } заказа закрылись по сроку
   *[many] { $count } заказов закрылись по сроку
}
cli-work_sheet = утренняя сводка: { $file }
cli-work_no_sheet = Утренняя сводка не записана, попробую ещё раз: { $message }
cli-sheet_open = Утренний отчёт «{ $subject }» для { $to }: { $state } { $why }
cli-no_sheet_open = С утренними отчётами всё в порядке.
cli-sheet_retried = Отчёт уйдёт ещё раз.
cli-sheet_sent = Отмечено: отчёт дошёл.
cli-sheet_dismissed = Отчёт не отправляем.
cli-work_sent = { $count ->
    [one] отправлено { $count } сообщение
    [few] отправлены { $count } сообщения
   *[many] отправлено { $count } сообщений
}
cli-work_not_sent = не отправлено: { $why }
cli-work_held = { $count ->
    [one] { $count } сообщение задержано: неизвестно, ушло ли оно
    [few] { $count } сообщения задержаны: неизвестно, ушли ли они
   *[many] { $count } сообщений задержано: неизвестно, ушли ли они
}
cli-work_came_back = { $count ->
    [one] вернулось { $count } письмо
    [few] вернулись { $count } письма
   *[other] вернулось { $count } писем
}
cli-work_unsubscribed = { $count ->
    [one] от предложений отказался { $count } покупатель
    [few] от предложений отказались { $count } покупателя
   *[other] от предложений отказались { $count } покупателей
}
cli-work_mailbox_failed = ящик { $name } не читается: { $why }
cli-work_nothing = Делать пока нечего.
cli-work_rests = Эту работу делает другой процесс.
cli-work_other_rules = База ведётся по другим настройкам: само здесь ничего не делается.
cli-work_other_rules-hint = Чтобы действовали ваши: `config adopt`.
cli-never_open = Магазин не открывается ближайший год.
cli-never_open-hint = Проверьте [hours] в настройках.

# backup, restore, doctor
cli-backup_made = Проверенная копия: { $path } ({ $size }, { $count ->
    [one] { $count } заказ
    [few] { $count } заказа
   *[other] { $count } заказов
}).
cli-backup_removed = удалена как старая: { $path }
cli-backup_no_room = Рядом с { $path } свободно { $free }, а нужно { $needed }.
cli-backup_no_room-hint = Освободите место или назовите другой диск: --to ПАПКА или `[backup] folder`.
cli-backup_unproven = Копия { $value } вышла не такой, как база, и не сохранена.
cli-backup_unproven-hint = Сделайте копию ещё раз; если повторится – на другой диск, и запустите `doctor`.
cli-backup_damaged = { $path }: файл повреждён: { $message }.
cli-backup_damaged-hint = Восстановите копию постарше; какая проверена последней, скажет `doctor`.
cli-restore_in_use = База открыта в другом месте, и { $value } не может занять её место.
cli-restore_in_use-hint = Закройте все экраны dozvon и `dozvon work` и повторите.
cli-backup_on_server = { $value } – база на сервере, её копируют средствами сервера.
cli-backup_on_server-hint = Сделать копию: pg_dump --format=custom --file={ $name }.dump { $address }; вернуть её: pg_restore --clean --if-exists --dbname={ $address } { $name }.dump.
cli-moved = { $count ->
    [one] { $count } строка перенесена в { $to } и прочитана обратно; с { $from } больше не работают.
    [few] { $count } строки перенесены в { $to } и прочитаны обратно; с { $from } больше не работают.
   *[many] { $count } строк перенесено в { $to } и прочитано обратно; с { $from } больше не работают.
}
cli-moved_next = Назовите новое место: database = "{ $to }" в настройках, DOZVON_DB или --db.
cli-move_copies = Скопировано { $done } из { $of }: { $table }
cli-move_sorts = Все строки на месте; строятся указатели: { $table }
cli-move_proves = Прочитано обратно { $done } из { $of }: { $table }
cli-move_same = База и так в { $value }.
cli-move_same-hint = Назовите другое место через --to: новый файл или postgres://ИМЯ@СЕРВЕР/БАЗА.
cli-move_in_use = { $value } открыта в другом месте, и сделанное там пропало бы.
cli-move_in_use-hint = Закройте все экраны dozvon и `dozvon work` и повторите.
cli-move_not_empty = В { $value } уже что-то есть.
cli-move_not_empty-hint = Назовите через --to новый файл или пустую базу; ни там, ни здесь ничего не изменено.
cli-move_differs = Прочитано не то, что скопировано: { $value }. Старая база работает дальше.
cli-move_differs-hint = Очистите новую и повторите; если случится дважды, проверьте старую через `doctor`.
cli-restored = { $database } – теперь эта копия: { $count ->
    [one] { $count } заказ
    [few] { $count } заказа
   *[other] { $count } заказов
}.
cli-restored_aside = Прежний файл: { $path }
doctor-check-integrity = База
doctor-check-references = Ссылки
doctor-check-figures = Показатели
doctor-check-search = Поиск
doctor-check-settings = Настройки
doctor-check-published = Опубликованные настройки
doctor-check-clock = Часы
doctor-check-disk = Диск
doctor-check-leases = Аренды
doctor-check-outbox = Исходящие
doctor-check-backup = Копия
doctor-check-permissions = Доступ
doctor-check-work = Само собой
doctor-check-retention = Старые данные
doctor-check-channels = Каналы
doctor-check-listening = Приём извне
doctor-check-server = Сервер
doctor-integrity-fine = все страницы целы
doctor-integrity-bad = повреждена: { $text }
doctor-integrity-bad-hint = Дальше работайте на копии: dozvon restore ФАЙЛ с последней копией; этот файл сохраните.
doctor-references-fine = каждая строка находит то, на что ссылается
doctor-references-bad = { $count ->
    [one] { $count } строка ссылается на то, чего нет
    [few] { $count } строки ссылаются на то, чего нет
   *[other] { $count } строк ссылаются на то, чего нет
}
doctor-references-bad-hint = В файл писала другая программа; восстановите последнюю копию.
doctor-figures-fine = сходятся с заказами, оплатами и звонками
doctor-figures-mended = { $count ->
    [one] исправлены у { $count } покупателя
   *[other] исправлены у { $count } покупателей
}
doctor-figures-bad = { $count ->
    [one] неверны у { $count } покупателя
   *[other] неверны у { $count } покупателей
}
doctor-figures-bad-hint = dozvon doctor --fix
doctor-search-fine = указатель находит всех покупателей
doctor-search-mended = указатель построен заново
doctor-search-bad = указатель находит не всех покупателей
doctor-search-bad-hint = dozvon doctor --fix
doctor-settings-fine = база работает по этим настройкам
doctor-settings-warning = база работает по другим настройкам, и сам отсюда никто ничего не делает
doctor-settings-warning-hint = dozvon config adopt – и будут действовать ваши.
doctor-settings-warning_since = база ведётся по другим настройкам с { $since }, само здесь ничего не делается
doctor-settings-warning_since-hint = Чтобы действовали ваши: dozvon config adopt
doctor-published-fine = выпуск { $count }, опубликовал оператор { $text }, { $since }
doctor-published-fine_elsewhere = этой машине не известны секреты магазина: отправку, ящики, сайты или перевозчиков она оставляет той, где они есть
doctor-published-warning_newer = выпуск { $count } опубликовал более новый dozvon: здесь не знают { $text }
doctor-published-warning_newer-hint = Поставьте на эту машину ту же версию; до тех пор само здесь ничего не делается.
doctor-published-warning_since = { $text } тем временем публикует выпуск { $count }: { $since }
doctor-published-warning_since-hint = Что начато теперь, работает уже по нему.
doctor-clock-fine = не отстают от журнала
doctor-clock-warning = отстают от последней записи журнала, { $since }
doctor-clock-warning-hint = Поставьте часы машины; или спешили часы той, где сделана запись.
doctor-work-fine = делает { $text } с { $since }; если не продолжит, то до { $until }
doctor-work-fine_rehearsal = репетиция: ничего не уходит, отчёт и копия не делаются
doctor-work-fine_rehearsal_since = репетиция с { $since }: ничего не уходит, отчёт и копия не делаются
doctor-work-fine_never = стоит: не открыты ни консоль, ни `dozvon work`
doctor-work-fine_closed = стоит: не открыты ни консоль, ни `dozvon work`; последний рабочий день начался { $since }
doctor-work-warning_idle = стоит: ни консоль, ни `dozvon work` не открывали несколько дней; последний день начался { $since }
doctor-work-warning_idle-hint = Держите консоль открытой или запустите `dozvon work` на машине, которая включена.
doctor-disk-fine = свободно { $amount }
doctor-disk-warning = свободно всего { $amount }
doctor-disk-warning-hint = Освободите место: копии нужно вдвое больше размера базы.
doctor-leases-fine = из будущего ничего не занято
doctor-leases-warning = { $count ->
    [one] { $count } аренда, занятый клиент или пропуск датированы будущим и никому не мешают
    [few] { $count } аренды, занятых клиента или пропуска датированы будущим и никому не мешают
   *[other] { $count } аренд, занятых клиентов или пропусков датированы будущим и никому не мешают
}
doctor-leases-warning-hint = Когда их занимали, часы спешили: поставьте их. Занятое снова получит верное время.
doctor-outbox-fine = ничто не ждёт дольше суток
doctor-outbox-warning = { $count ->
    [one] { $count } сообщение должно было уйти сутки назад
    [few] { $count } сообщения должны были уйти сутки назад
   *[other] { $count } сообщений должны были уйти сутки назад
}
doctor-outbox-warning_failed = { $count ->
    [one] { $count } сообщение не доставлено
    [few] { $count } сообщения не доставлены
   *[other] { $count } сообщений не доставлено
}
doctor-outbox-warning_failed-hint = Почему, скажет dozvon outbox; предупредите этих покупателей сами.
doctor-outbox-warning-hint = Их покажет dozvon outbox; предупредите этих покупателей сами.
doctor-outbox-warning_own = утренний отчёт не отправлен или неизвестно, ушёл ли он: { $text }
doctor-outbox-warning_own-hint = Он лежит в папке reports рядом с базой; outbox sheet retry отправит ещё раз, outbox sheet sent или dismiss закроет вопрос.
doctor-channels-fine = { $count ->
    [0] не настроены: сообщения отправляют вручную
    [one] настроен { $count } канал, трудностей не было
    [few] настроены { $count } канала, трудностей не было
   *[many] настроено { $count } каналов, трудностей не было
}
doctor-channels-warning = { $text }, с { $since }
doctor-channels-warning-hint = Проверить: dozvon channels test ИМЯ --to …; что ждёт, уйдёт, когда канал заработает.
doctor-channels-warning_mailbox = почтовый ящик не читается: { $text }, с { $since }
doctor-channels-warning_mailbox-hint = Проверить: dozvon channels test ИМЯ --to …; пока он не читается, о вернувшихся письмах и отказах от предложений никто не узнает.
doctor-listening-fine = { $text } с { $since }
doctor-listening-fine_off = выключен: в [listen] нет address
doctor-listening-fine_rehearsal = выключен: репетиция
doctor-listening-warning = { $text }: никто не слушает
doctor-listening-warning-hint = Держите консоль, `dozvon work` или `dozvon listen` на машине, которая включена.
doctor-listening-warning_failed = слушать не получается: { $text }
doctor-listening-warning_failed-hint = Порт, возможно, занят другой программой: выберите другой в [listen] address.
doctor-backup-fine = последняя, { $since }, { $amount }: { $text }
doctor-backup-fine_server = у сервера свои копии: как, скажет dozvon backup
doctor-backup-warning_none = нет ни одной
doctor-backup-warning_none-hint = dozvon backup сделает копию; открытый экран или `dozvon work` делает её каждую ночь.
doctor-backup-warning_old = последняя старше двух суток: { $text }
doctor-backup-warning_old-hint = dozvon backup сделает копию; оставьте экран или `dozvon work` работать – будет каждую ночь.
doctor-backup-bad_gone = последней больше нет на месте: { $text }
doctor-backup-bad_gone-hint = dozvon backup сделает другую.
doctor-backup-bad_failed = последняя попытка не удалась: { $text }
doctor-backup-bad_failed-hint = Исправьте это, затем: dozvon backup
doctor-permissions-fine = прочесть её могут только те, кто здесь работает
doctor-permissions-warning_open = другие на этой машине могут прочесть { $text }
doctor-permissions-warning_open-hint = Закройте им доступ (chmod o= или g=) или поставьте `[files] shared = true`.
doctor-permissions-warning_closed = коллеги не могут писать в { $text }, хотя база общая
doctor-permissions-warning_closed-hint = Дайте доступ группе (chmod g+rw), и к папке тоже (chmod g+rwx).
doctor-server-fine = { $text } – роль и схема; отвечает за { $count } мс
doctor-server-fine_owner = { $text } – роль и схема; отвечает за { $count } мс; эта роль может менять и сами таблицы
doctor-server-fine_follows = { $text } – роль и схема; повторяет другой сервер, только для чтения; отвечает за { $count } мс
doctor-server-fine_follows_since = { $text } – роль и схема; повторяет другой сервер, только для чтения, последняя запись в нём: { $since }; отвечает за { $count } мс
doctor-server-warning_far = { $text } – роль и схема; отвечает только за { $count } мс
doctor-server-warning_far-hint = Одна клавиша спрашивает его несколько раз: найдите путь короче или работайте по SSH на самом сервере.
doctor-retention-fine = нет никого, о ком ничего не слышно дольше { $years ->
    [one] { $years } года
   *[other] { $years } лет
}
doctor-retention-fine_unset = хранятся всегда: `[retention] customers` не задано
doctor-retention-warning = { $count ->
    [one] о { $count } покупателе
   *[other] о { $count } покупателях
} ничего не слышно дольше { $years ->
    [one] { $years } года
   *[other] { $years } лет
}
doctor-retention-warning-hint = Их список и как стереть: dozvon customer retention

## Человек просит забыть его
cli-erase_for_ever = Стирают навсегда: undo этого не вернёт.
cli-erase_for_ever-hint = Скажите --yes.
cli-erase_ask = Покупатель id:{ $id } будет стёрт здесь, в файлах отложенного и во всех копиях. Undo этого не вернёт. Чтобы стереть, напишите: да.
cli-erase_word = да
cli-erase_not = Ничего не стёрто.
cli-erase_not-hint = Напишите «да» или скажите --yes.
cli-erased = Покупатель id:{ $who } стёрт { $copies ->
    [0] в базе
    [one] в базе и в { $copies } копии
   *[other] в базе и в { $copies } копиях
}. Акт: { $act }
cli-erased_unreached = Не удалось открыть: { $path } ({ $why }). Перед восстановлением из неё он будет стёрт.
cli-erased_in_report = Строки убраны из отчёта { $path }.
cli-erased_report = Этот файл называет человека, удалите его сами: { $path }
cli-erased_several = { $who ->
    [one] Стёрт { $who } покупатель
    [few] Стёрто { $who } покупателя
   *[other] Стёрто { $who } покупателей
} { $copies ->
    [0] в базе
    [one] в базе и в { $copies } копии
   *[other] в базе и в { $copies } копиях
}. Акт: { $act }

# customer retention
cli-retention_unset = В настройках не сказано, сколько хранить данные покупателей.
cli-retention_unset-hint = Добавьте [retention] customers = "5y".
cli-retention_nobody = Ничьи данные не хранятся дольше срока.
cli-retention_last = последний раз
cli-retention_orders = заказов
cli-retention_how = { $count ->
    [one] Само ничего не стирается. Стереть этого покупателя: { $command }
    [few] Само ничего не стирается. Стереть всех { $count }: { $command }
   *[other] Само ничего не стирается. Стереть всех { $count }: { $command }
}
    Одного из них: dozvon customer erase id:… --reason "…"
cli-retention_count = Дольше срока хранятся данные стольких покупателей: { $value }, а названо другое число; никто не стёрт.
cli-retention_count-hint = Посмотрите на них: dozvon customer retention
cli-retention_ask = { $count ->
    [one] { $count } покупатель будет стёрт
    [few] { $count } покупателя будут стёрты
   *[other] { $count } покупателей будут стёрты
} здесь, в файлах отложенного и во всех копиях. Undo этого не вернёт. Чтобы стереть, напишите: да.

## Источники: откуда заказы приходят сами
cli-no_feeds = Источников нет: заказы принимает `import`. `dozvon feed add` подключит источник.
cli-no_feed = Источника «{ $value }» нет.
cli-no_feed-hint = В настройках есть: { $names }.
feed-counts = { $feed }: новых { $created }, изменено { $updated }, без изменений { $unchanged }, не принято { $rejected }
feed-written = { $feed }: записано в магазин { $written }, не принято { $unwritten }
feed-no_writes = В магазины писать нечего.
feed-no_write = Под номером { $value } в магазин ничего не пишется.
feed-no_write-hint = Все записи: dozvon feed writes --all.
feed-write_again = Сейчас снова запишется в магазин.
feed-write_dropped = В магазин не запишется.
feed-write_unchanged = С этим уже иначе: ничего не изменилось.
feed-unexplained = Статус «{ $word }» не объяснён: его заказы приняты как новые. Скажите, что он значит: dozvon feed word "{ $word }" …
feed-word = Статус «{ $word }» не объяснён; { $count ->
        [one] { $count } заказ принят как новый
        [few] { $count } заказа приняты как новые
       *[many] { $count } заказов приняты как новые
    }: dozvon feed word "{ $word }" …
feed-fails = { $feed }: { $why }
feed-rejects = { $feed }: { $count ->
        [one] { $count } заказ не прочитан
        [few] { $count } заказа не прочитаны
       *[many] { $count } заказов не прочитаны
    }: dozvon feed rejects
feed-ask_write = Что записывать обратно в магазин (status, payment, tracking, note; ключ тогда нужен Read/Write)
feed-ask_status_confirmed = Статус магазина для заказа, подтверждённого здесь (none: ничего не писать)
feed-ask_status_dispatched = То же для переданного в доставку
feed-ask_status_cancelled = То же для отменённого
feed-unknown_words = В магазине нет статуса { $words }: перевести в него заказ не получится. Есть: { $known }
feed-lost = { $feed } больше нет в настройках; { $count ->
        [0] его прошлое сохранено
        [one] { $count } запись ждёт отправки в его магазин
        [few] { $count } записи ждут отправки в его магазин
       *[many] { $count } записей ждут отправки в его магазин
    }: dozvon feed rename { $feed } ИМЯ продолжит под другим именем, dozvon feed forget { $feed } закончит с ним.
feed-not_lost = Источник { $value } другого имени не ждёт.
feed-not_lost-hint = Известны, но их нет в настройках: { $names }
feed-renamed = { $to } продолжает с того места, где был { $feed }.
feed-forgotten = { $feed } забыт; его заказы остались.
feed-no_rejects = Всё, что приходило из источников, прочитано.
feed-rejects_mend = dozvon feed mend ID прочитает ещё раз; --value ТЕКСТ подставит другое значение, --text ФАЙЛ возьмёт исправленное целиком, --drop не станет принимать.
feed-no_reject = Непрочитанного заказа { $value } нет.
feed-no_reject-hint = `dozvon feed rejects` покажет те, что есть.
feed-no_place = Где в нём стоит { $field }, точно не известно.
feed-no_place-hint = `dozvon feed rejects --json` покажет его текст: исправьте и передайте его через --text ФАЙЛ.
feed-reject_dropped = Не принят.
feed-reject_still = По-прежнему не читается: { $why }
feed-reject_empty = Заказа в нём нет.
feed-reject_taken = Принят.
feed-stands_paused = на паузе
feed-stands_ok = ответил { $time }
feed-stands_new = ещё не опрошен
feed-answers = { $feed } отвечает: там { $count }, самый новый — { $newest }.
feed-writes = Обратно туда можно записать: { $parts }.
feed-writes_none = Обратно туда ничего записать нельзя.
feed-answers_found = { $feed } отвечает: там { $count }.
feed-answers_empty = { $feed } отвечает: там пока ничего нет.
feed-elsewhere = Источники уже опрашивает консоль или `dozvon work`.
feed-elsewhere-hint = Они получили просьбу и спросят сейчас; `dozvon feed list` покажет, как дела.
feed-is_paused = { $feed } стоит на паузе.
feed-is_paused-hint = dozvon feed resume { $feed } снимает паузу, если в настройках нет `pause = true`.
feed-no_hook = { $value } просматривается сам: сообщать о нём некому.
feed-no_hook-hint = Как часто, говорит `poll`.
feed-hook_woocommerce =
    В WooCommerce → Настройки → Дополнительно → Вебхуки добавьте два, «Заказ создан» и «Заказ обновлён», оба активные:
    URL доставки: { $url }
    Секрет: { $secret }
    Версия API: WP REST API Integration v3
feed-rehearsal = Эта база — репетиция: источники в неё не читаются.
feed-rehearsal-hint = Назовите базу магазина: --db.
feed-run_begins = Читаем источники, пока не попросят закончить (Ctrl+C).
feed-left = { $feed }: остальное дочитает другой процесс или следующий запуск.
feed-unread_file = { $file } не прочитан и лежит в rejects/: { $why }
feed-paused = { $feed } на паузе. `dozvon feed resume` продолжит.
feed-paused_by_settings = { $feed } всё ещё на паузе: в настройках стоит `pause = true`.
feed-resumed = { $feed } снова опрашивается.
feed-added = { $feed } подключён в { $file }. Открытая консоль подхватит его, когда её откроют снова.
feed-ask_name = Как назвать источник
feed-ask_kind = Что это (folder — папка, woocommerce, insales, prom, retailcrm, keycrm, shopify, tilda, commerceml, catalogue, onec — 1С, которая обменивается с программой, hook — вебхук, mail — почта)
feed-ask_address_folder = Какая папка
feed-ask_address_woocommerce = Адрес магазина (https://…)
feed-ask_address_insales = Адрес магазина (https://myshop-ab12.myinsales.ru)
feed-ask_address_prom = Адрес площадки
feed-ask_address_retailcrm = Адрес системы (https://lavka.retailcrm.ru)
feed-ask_address_keycrm = Адрес API
feed-ask_address_shopify = Адрес магазина в Shopify (https://lavka.myshopify.com)
feed-ask_key_shopify = Токен Admin API своего приложения (Settings → Apps → Develop apps; хватит read_orders)
feed-ask_address_commerceml = Адрес обмена заказами с 1С (https://lavka.example/bitrix/admin/1c_exchange.php)
feed-ask_key_commerceml = Логин для обмена с 1С
feed-ask_secret_commerceml = Пароль для обмена
feed-ask_api = Чей API расскажет о товарах (woocommerce, insales, prom, shopify; none — читать файл)
feed-no_api = «{ $value }» — не магазин, чей API рассказывает о товарах.
feed-no_api-hint = Напишите одно из { $kinds } или none.
feed-ask_address_catalogue = Адрес каталога (https://…), его файл или папка, где он лежит
feed-ask_key_woocommerce = Ключ (consumer key: WooCommerce → Настройки → Дополнительно → REST API; хватит чтения)
feed-ask_secret_woocommerce = Секрет (consumer secret)
feed-ask_key_insales = Идентификатор (InSales → Приложения → Разработчикам → Создать новый ключ доступа)
feed-ask_secret_insales = Пароль рядом с ним
feed-ask_key_prom = Токен (Prom → Настройки → Управление API-токенами; хватит чтения заказов)
feed-ask_key_retailcrm = Ключ API (retailCRM → Настройки → Интеграция → Ключи доступа к API; заказы и справочники)
feed-ask_key_keycrm = Ключ API (KeyCRM → Настройки → Общие)
feed-ask_secret = Чем та машина доказывает, что это она
feed-ask_address_mail = Сервер почты (imap.lavka.example)
feed-ask_user = Логин
feed-ask_password = Пароль (часто нужен отдельный пароль для приложений)
feed-ask_subject = Тема писем о заказах, регулярное выражение (^Новый заказ)
feed-ask_profile = Профиль с выражениями для номера, телефона и остального
feed-ask_login_onec = Логин, с которым придёт 1С
feed-ask_password_onec = Пароль к нему
feed-answers_told = { $feed } ждёт обмена: адрес для него покажет `dozvon feed hook { $feed }`.
exchange-keys = Логин или пароль не подходят
exchange-session = Начните обмен заново с checkauth: сеанс закончился
exchange-name = Такое имя файла не принимается
exchange-too_much = Слишком много за один обмен: не больше 64 МБ, 192 МБ после распаковки, 500 файлов
exchange-no_file = Такой файл не приходил
exchange-archive = Архив не распаковывается
exchange-not_known = Это не товары и не заказы CommerceML
exchange-busy = База занята, повторите позже
exchange-step = Такого шага в обмене нет
feed-not_said = Не сказано: { $value }.
feed-not_said-hint = Скажите это параметром: dozvon feed add --help.
feed-no_kind = «{ $value }» — не вид источника.
feed-no_kind-hint = Напишите одно из { $kinds }.
feed-no_secret_kept = Ключ не удалось сохранить: { $value }.
feed-no_secret_kept-hint = Сохраните его сами и скажите где: env:ИМЯ, command:… или file:/путь.
feed-add_untested = `--untested` всё равно его запишет.
feed-no_status = «{ $value }» — не этап заказа.
feed-no_status-hint = Напишите одно из { $codes }.
feed-no_word = Ни один заказ не ждёт слова «{ $value }».
feed-no_word-hint = Не объяснены: { $words }.
feed-explained = «{ $word }» значит «{ $stage }»: { $count ->
        [one] { $count } заказ теперь
        [few] { $count } заказа теперь
       *[many] { $count } заказов теперь
    } на этом этапе.
feed-report = { $file }, принят { $time }
feed-report_again = Этот файл уже принят { $time }: он ничего не изменил.
feed-report_counts = Прочитано { $read }: новых { $created }, изменено { $updated }, без изменений { $unchanged }, не принято { $rejected }.
feed-report_rejects = Не принятое лежит в { $path }: исправьте там и положите этот файл в папку.
feed-refused = { $first } Ещё: { $more }.

## Почему источник ничего не приносит
feed_fault-unreached = Там никто не отвечает ({ $said }).
feed_fault-unreached-hint = Верен ли адрес, открывается ли магазин в браузере?
feed_fault-slow = Ответ не пришёл вовремя ({ $said }).
feed_fault-slow-hint = Спросим ещё раз; если так и дальше, скажите хостингу магазина.
feed_fault-unauthorized = Магазин не принимает ключи ({ $said }).
feed_fault-unauthorized-hint = Создайте новые там, где магазин их выдаёт; не перепутайте ключ и секрет.
feed_fault-forbidden = Ключам не разрешено читать заказы ({ $said }).
feed_fault-forbidden-hint = Дайте им право «Чтение»; мешать может и защита хостинга.
feed_fault-not_found = По этому адресу магазина нет ({ $said }).
feed_fault-not_found-hint = Напишите адрес главной страницы магазина; WooCommerce на ней должен быть включён.
feed_fault-moved = Магазин отсылает по другому адресу: { $said }.
feed_fault-moved-hint = Напишите его, без того, что после имени; сами ключи никуда не пересылаются.
feed_fault-too_many = Магазин просит спрашивать реже ({ $said }).
feed_fault-too_many-hint = Подождём, сколько он просит; поможет больший `poll`.
feed_fault-closed = В магазине идут работы ({ $said }).
feed_fault-closed-hint = Спросим снова, когда он скажет.
feed_fault-broken = Магазин сломался ({ $said }).
feed_fault-broken-hint = Спросим ещё раз; причина — в его собственном журнале.
feed_fault-not_orders = Пришёл не список заказов ({ $said }).
feed_fault-not_orders-hint = Это адрес такого магазина? Перед ним может стоять страница хостинга или кэш.
feed_fault-secret = Секрет не получить: { $said }.
feed_fault-secret-hint = Положите его туда, где указано в настройках, или измените `key` и `secret`.
feed_fault-unreadable = Папку не прочитать: { $said }.
feed_fault-unreadable-hint = На месте ли она, можно ли этому пользователю её читать?
feed_fault-unwritable = Принятое не убрать: { $said }.
feed_fault-unwritable-hint = Дайте этому пользователю право писать туда; дважды ничего не принимается.
feed_fault-profile = Неизвестно, как читать его заказы: { $said }.
feed_fault-profile-hint = Исправьте профиль или statuses.toml.
feed_fault-stopped = Программа споткнулась на чём-то в нём ({ $said }).
feed_fault-stopped-hint = Попробуем ещё раз; сообщите об этом, пожалуйста.
feed_fault-mailbox = Почту не удалось прочитать: { $said }.
feed_fault-mailbox-hint = Верны ли сервер, логин и пароль, разрешён ли у почты доступ программам по IMAP?
feed_fault-not_goods = Там не каталог: { $said }
feed_fault-not_goods-hint = Понятны YML и таблицы с заголовками: артикул, название, цена или остаток. Попробуйте: dozvon catalogue import.
feed_fault-rows = Каталог прочитан не весь: { $said }
feed_fault-rows-hint = Остальное принято. Исправьте эти строки в магазине; пока файл не прочитан целиком, ничего не снимается с продажи.
feed_fault-shrunk = В каталоге нет большей части того, что продаётся, товаров: { $said }.
feed_fault-shrunk-hint = Похоже, файл оборван: эти товары остаются в продаже. Если их правда нет: dozvon catalogue import ФАЙЛ --whole.
cli-needs_own_terminal = Эта команда работает, пока её не остановят: запустите её в отдельном окне терминала.
cli-printed_more = Показано только начало: целиком эту команду удобнее читать в терминале.
cli-trouble_built_in = { $what }. Пока действует встроенное.
cli-trouble_waits = { $what }. Такие сообщения ждут, пока это не исправят.
cli-no_carriers = Перевозчиков о посылках не спрашиваем: задайте в их разделе настроек poll, login и password или key.
cli-no_carrier = «{ $value }» о посылках не спрашиваем.
cli-no_carrier-hint = В настройках есть: { $names }.
carriers-count = посылок: { $count }
carriers-counts = { $carrier }: спросили о { $asked }, новости о { $news }, изменено заказов { $changed }
carriers-later = { $carrier }: запрос о многих посылках сразу принят; ответ — { $time }.
carriers-unknown = Номера { $number } перевозчик пока не знает.
carriers-rehearsal = Эта база — репетиция: о её посылках перевозчиков не спрашиваем.
carriers-rehearsal-hint = Назовите базу магазина: --db.
carriers-elsewhere = Перевозчиков спрашивает другой процесс.
carriers-elsewhere-hint = Он спросит их прямо сейчас.
carriers-run_begins = Спрашиваем перевозчиков, пока не попросят закончить (Ctrl+C).
carriers-no_hook = Этот перевозчик сам ни о чём не сообщает.
carriers-no_hook-hint = Его спрашиваем мы; сообщать умеет СДЭК.

## Выписка
# parcels print
print-title-packing = Упаковочный лист
print-title-handover = Ведомость передачи
print-nothing-packing = Заказов, готовых к сборке, нет.
print-nothing-handover = Сегодня посылок с трек-номером не передают.
print-of_carrier = { $carrier }: { $count ->
    [one] { $count } посылка
    [few] { $count } посылки
   *[many] { $count } посылок
}
print-no_carrier = перевозчик не указан
print-column-number = Трек-номер
print-column-order = Заказ
print-column-name = Получатель
print-column-town = Город
print-column-cod = Наложенный платёж
print-column-weight = Вес, кг
print-blank-handed = Сдал
print-blank-taken = Принял, дата
print-printed = Напечатано: { $count }
print-opened = Открыто в браузере: { $file }
print-written = Браузера не нашлось; откройте и напечатайте { $file }
print-printer_failed = Программа печати не справилась: { $message }
print-printer_failed-hint = Проверьте [printer] command в настройках; без неё страницу для печати показывает браузер.

parcels-back_nothing = Назад ничего не едет.
parcels-back_refund = вернуть { $sum }
parcels-going_back = едет назад
parcels-back = вернулось, ещё не на складе
cli-no_register = В «{ $value }» не нашлось трек-номеров: ни таблицы с их столбцом и получателями, ни строк с номерами.
cli-no_register-hint = Выгрузите реестр с заголовками «Трек-номер», «Заказ», «Телефон» или напишите по строке на посылку: заказ и трек-номер.
cli-take_number = Записать этот трек-номер? (да/нет)
register-took = Записано: { $count }
register-exact = Подходят точно: { $count }. Записать: --take
register-check_digit = Контрольная цифра не сходится, похоже на опечатку: { $count }
register-unknown_number = Таких номеров у перевозчика не бывает: { $count }
register-one_more = У заказа другой трек-номер, это будет ещё одна посылка: { $count }
register-unpaid = Нужна оплата до отправки, а её нет: { $count }
register-other_person = Заказ назван, но получатель другой: { $count }
register-phone = Совпал только телефон: { $count }
register-name = Совпало только имя: { $count }
register-elsewhere = Этот трек-номер стоит у другого заказа: { $count }
register-several = Подходит к нескольким заказам: { $count }
register-unconfirmed = Заказ не подтверждён: { $count }
register-nothing = Ни один заказ его не ждёт: { $count }
register-taken = Записано раньше: { $count }
register-empty = Трек-номеров в файле нет.

cli-no_statement = В «{ $value }» не нашлось выписки: ни обмена 1С, ни camt.053, ни таблицы с суммой и назначением.
cli-no_statement-hint = Выгрузите выписку из банка для 1С (kl_to_1c.txt) или таблицей с заголовками «Дата», «Сумма», «Назначение».
cli-no_pay_code = Кода для оплаты нет.
cli-take_line = Записать эту оплату? (да/нет)
statement-took = Записано оплат: { $count }
statement-exact = Подходят точно: { $count }. Записать: --take
statement-other_sum = Заказ назван, но сумма другая: { $count }
statement-name_and_sum = Совпали имя и сумма: { $count }
statement-several = Подходит к нескольким заказам: { $count }
statement-nothing = Ни к чему не подходит: { $count }
statement-taken = Записано раньше: { $count }
statement-withheld = комиссия { $sum }
statement-refused = строка { $line }: { $message } { $hint }
statement-empty = Поступлений в файле нет.

## init
init-ask_name = Название магазина, как его знают покупатели
init-ask_country = Страна, две буквы
init-ask_clock = По каким часам: город или пояс
init-ask_currency = Валюта
init-ask_weekdays = Часы работы с понедельника по пятницу («-» — закрыто)
init-ask_saturday = Суббота
init-ask_sunday = Воскресенье
init-ask_phone = Телефон, как его увидят покупатели («-» — нет)
init-no_country = «{ $value }» — не страна.
init-no_country-hint = Напишите две буквы: RU, UA, KZ.
init-no_phone = «{ $value }» — не телефон этой страны.
init-no_phone-hint = Напишите его с кодом страны или «-».
init-not_said = Не сказано: { $value }.
init-not_said-hint = Скажите это параметром: dozvon init --help.
init-done =
    Записано: { $file }
    Остальное работает как обычно; все ключи — на странице настроек (v w).
init-same = Всё как обычно, записывать нечего: { $file }
init-header =
    Настройки dozvon. Чего здесь нет, работает как обычно.
    Все ключи: страница настроек рабочего экрана (v w) или `dozvon config show`.
cli-back_to_console = Enter — вернуться на рабочий экран

## telephony add
telephony-ask_dial = Чем звонить (link — телефон системы; asterisk, zadarma, mango, binotel, command; «-» — показать номер)
telephony-ask_host = Машина с вашим Asterisk («-» — нет)
telephony-ask_user = Пользователь из её manager.conf
telephony-ask_secret = Его пароль (будет лежать в файле, который читаете только вы)
