# What the commands print.

cli-error = помилка: { $message }
cli-hint = підказка: { $hint }
cli-warning = увага: { $message }
cli-unchanged = Нічого не змінилося, вже так: { $what }
cli-nothing_due = Зараз нічого не чекає.
cli-nothing_found = Нічого не знайшлося.
cli-config_fine = { $path }: з налаштуваннями все гаразд.
cli-config_none = Файлу налаштувань немає: діють звичайні.
cli-keymap_fine = { $path }: з клавішами все гаразд.
cli-adopted = Тепер база ведеться за цими налаштуваннями.
cli-adopted_before = База й так ведеться за цими налаштуваннями.
cli-published = Опубліковано випуск { $revision }, його візьме кожен екран. Змінено: { $keys }
cli-published_before = У випуску { $revision } вже те саме: нічого не опубліковано.
cli-published_more = { $first } і ще { $more }
cli-published_head = випуск { $revision }, { $by }, { $at }
cli-published_none = У цій базі нічого не опубліковано.
cli-published_none-hint = dozvon config publish віддає налаштування магазину всім екранам сервера.
cli-published_no_revision = Випуск { $value } не зберігається.
cli-published_no_revision-hint = Які зберігаються: dozvon config published --history
cli-published_newer = Налаштування магазину опублікував новіший dozvon: цей не знає { $value } і сам нічого не робить.
cli-published_newer-hint = Поставте на цю машину ту саму версію.
cli-publish_file = { $value } – це файл: він ведеться за файлом налаштувань, публікувати нікуди.
cli-publish_file-hint = Якщо один файл ведуть дві машини, чиї налаштування діють, скаже dozvon config adopt.
cli-publish_nothing = { $value } нічого не каже про магазин: нічого не опубліковано.
cli-publish_nothing-hint = Назвіть файл налаштувань через --from або те, що надрукував dozvon config published.
cli-publish_no_owner = У жодного [[operator]] в ньому немає прав власника: публікувати знову було б нікому.
cli-publish_no_owner-hint = Дайте одному з них rights = "owner".
cli-publish_secret = У { $value } стоїть пароль, і його прочитав би кожен: нічого не опубліковано.
cli-publish_secret-hint = Тримайте його як секрет: кожна машина, якій він потрібен, каже у своєму файлі, де він.
cli-publish_meanwhile = Випуск { $revision } опублікував оператор { $by }, { $at }: { $keys }. Поверх нічого не опубліковано.
cli-publish_meanwhile-hint = Перегляньте його: dozvon config published; усе одно поверх: dozvon config publish --over { $revision }
cli-config_published = Налаштування магазину – опубліковані: { $by }, { $at }, випуск { $revision }.
cli-config_unheard = У вашому файлі інакше, і це не діє: { $keys }
cli-work_published = Опубліковано налаштування магазину: робота йде далі за ними.
cli-not_there = { $path } (поки що немає)
cli-read = прочитано
cli-created = нових
cli-updated = змінено
cli-unchanged_count = без змін
cli-rejected = відкладено
cli-withdrawn = знято з продажу
cli-images = { $count ->
    [one] Пропущено { $count } рядок: у ньому лише ще одна світлина.
    [few] Пропущено { $count } рядки: у них лише світлини.
   *[many] Пропущено { $count } рядків: у них лише світлини.
}
cli-not_whole = З продажу нічого не знято: прочитано не всі рядки.
cli-not_offered = не продається
cli-lasts = вистачить на { $count ->
    [one] { $count } день
    [few] { $count } дні
   *[many] { $count } днів
}
cli-open_orders = { $count ->
    [one] { $count } відкрите замовлення
    [few] { $count } відкриті замовлення
   *[many] { $count } відкритих замовлень
}
cli-stock_fine = Усе, що магазин пропонує, є на складі.
cli-no_segments = Сегментів немає: додайте [[segment]] у налаштування.
cli-allowed = можна запропонувати
cli-all = усього
cli-offer_empty = Напишіть, що запропонувати.
cli-offer_empty-hint = customer segment ІМ’Я --offer "текст"
no_offer_way-never = У [messages] вказано, що пропозиції не надсилаються.
no_offer_way-never-hint = Вкажіть там offer = "auto email sms".
no_offer_way-no_channel = Не налаштовано каналу, яким могли б піти пропозиції.
no_offer_way-no_channel-hint = Налаштуйте [channels.ІМ’Я] для листів чи SMS або вивантажте таблицю: --csv.
no_offer_way-no_unsubscribe = У листі з пропозицією має бути сказано, як від них відмовитися.
no_offer_way-no_unsubscribe-hint = Задайте [channels.ІМ’Я.imap], щоб листи магазину читалися, або unsubscribe в каналі: сторінку https://…
offer-would = { $count ->
    [0] Ніхто її не отримає.
    [one] Отримає { $count } клієнт.
    [few] Отримають { $count } клієнти.
   *[many] Отримають { $count } клієнтів.
}
cli-offer_sent = { $count ->
    [0] Ніхто її не отримає.
    [one] У вихідних для { $count } клієнта; що ще не пішло, поверне dozvon undo.
    [few] У вихідних для { $count } клієнтів; що ще не пішло, поверне dozvon undo.
   *[many] У вихідних для { $count } клієнтів; що ще не пішло, поверне dozvon undo.
}
offer-by_email = листом: { $count }
offer-by_sms = SMS: { $count }
offer-parts = оплачуваних частин SMS: { $count }
offer-unreached = без адреси: { $count }
offer-without_letter = листом не можна, у ньому ніде відмовитися: { $count }
offer-not_allowed = поки що не можна (немає згоди або нещодавно вже пропонували): { $count }
cli-offer_refused = колега встиг раніше: { $count }
offer-cost = коштує { $cost }
cli-offer_send_hint = --send надішле у вихідні.
cli-nobody_to_offer = Зараз нікому з них не можна нічого пропонувати; таблицю не записано.
cli-all_offered = Позначено, що пропозицію зроблено; undo зніме позначку в усіх одразу.
cli-not_all_offered = { $count ->
    [one] Ще { $count } клієнта пропущено: з ним зараз працює хтось інший, або пропозицію вже зроблено.
    [few] Ще { $count } клієнтів пропущено: з ними зараз працює хтось інший, або пропозицію вже зроблено.
   *[many] Ще { $count } клієнтів пропущено: з ними зараз працює хтось інший, або пропозицію вже зроблено.
}
cli-export_stored = Те саме порядково, як зберігає база (суми в копійках або центах):
cli-exported = { $count ->
    [one] { $count } клієнт: { $path }.
    [few] { $count } клієнти: { $path }.
   *[many] { $count } клієнтів: { $path }.
}
cli-rejects = Незрозуміле лежить у { $path }: виправте там і завантажте цей файл.
cli-stopped = Зупинено: { $count ->
    [0] нічого не завантажено
    [one] завантажено й лишається { $count } замовлення
    [few] завантажено й лишаються { $count } замовлення
   *[other] завантажено й лишаються { $count } замовлень
}. По решту завантажте той самий файл знову.

## What was typed cannot be used
cli-no_console = Робочому екрану потрібен термінал.
cli-no_console-hint = Назвіть команду; їх перелічить dozvon --help.
cli-terminal_failed = Термінал підвів: { $value }.
cli-terminal_failed-hint = Відкрийте в окремому вікні або працюйте командами.
cli-console_broken = Робочий екран зупинився: { $value }.
cli-console_broken-hint = Зроблене збережено; відкрийте знову.
cli-demo_unnamed = Не сказано, який файл заповнити.
cli-demo_unnamed-hint = Назвіть новий: --db ФАЙЛ.
cli-demo_filled = У { $file } вигаданий магазин станом на { $now }.
    Подивитися:  dozvon --db { $file } --now { $now }
    Черга:       dozvon queue --db { $file } --now { $now }
cli-demo_exists = { $value } вже є.
cli-demo_exists-hint = Назвіть новий файл через --db: інших демо не заповнює.
cli-demo_server = Демо створюється в новому файлі, не на сервері.
cli-demo_server-hint = Назвіть новий файл через --db або не називайте нічого.
cli-no_script = Зараз тут нічого робити за сценарієм.
cli-no_demo_folder = Для файлу демо немає місця: { $value }.
cli-no_demo_folder-hint = Назвіть новий файл: --db ФАЙЛ.
cli-report_backwards = Період кінчається раніше, ніж починається: { $value }.
cli-report_backwards-hint = У --from вкажіть ранішу дату.
cli-no_source = З магазину «{ $value }» замовлень не було.
cli-no_source-hint = Вкажіть ім’я з [[source]] або ім’я, під яким прийшли його замовлення: його показує dozvon order show N --json.
cli-no_pages = Сторінки довідки не записати: { $value }.
cli-no_pages-hint = Назвіть свою папку: --into ПАПКА.
cli-no_subcommand = Команду не закінчено.
cli-see_help = Команди перелічить dozvon --help.
cli-no_database = Не сказано, де база, а домашньої папки в цього входу немає.
cli-no_database-hint = Назвіть її: --db ФАЙЛ, --db postgres://ІМ’Я@СЕРВЕР/БАЗА або DOZVON_DB.
cli-database_made = Нова база: { $file }
cli-database_near = Поруч є: { $names }. Назвіть потрібну: --db.
cli-no_phone = «{ $value }» – не телефон: передзвонити нікуди.
cli-no_phone-hint = Хто просить дзвінка, лишає телефон: +380 67 123-45-67.
cli-empty_operator = Ім’я оператора порожнє.
cli-empty_operator-hint = Назвіть себе: --operator ІМ’Я.
cli-no_operator = Не сказано, хто працює.
cli-unknown_operator = Оператора «{ $value }» немає.
cli-unknown_operator-hint = Назвіть одного з налаштувань через --operator: { $names }.
cli-no_order = Замовлення { $value } немає.
cli-no_order-hint = Пошукайте його: dozvon search ТЕКСТ.
cli-several_orders = Номер { $value } у кількох замовлень: { $ids }.
cli-several_orders-hint = Назвіть одне за його id.
cli-no_customer = Клієнта { $value } немає.
cli-no_customer-hint = Пошукайте: dozvon search ТЕКСТ.
cli-several_customers = { $value } — у кількох клієнтів: { $ids }.
cli-several_customers-hint = Назвіть одного за id.
cli-nobody = { $value } — не номер замовлення й не телефон клієнта.
cli-nobody-hint = Пошукайте: dozvon search ТЕКСТ.
cli-not_a_time = «{ $value }» — не час.
cli-not_a_time-hint = Пишіть так: 15:30, +2h, "3 дні", "завтра вранці", "2 грудня 14:00", "2026-03-11 15:30" або 2026-03-11T12:30:00Z.
cli-no_time_of_day = У «{ $value }» немає часу дня.
cli-no_time_of_day-hint = Пишіть так: "завтра 10" або "25.11 10:30".
cli-no_such_day = Дня «{ $value }» у календарі немає.
cli-no_such_day-hint = Назвіть день, який є.
cli-not_yet = «{ $value }» ще не настало.
cli-not_yet-hint = Скажіть, коли був дзвінок; запланувати дзвінок — dozvon order schedule.
cli-not_an_amount = «{ $value }» — не сума.
cli-not_an_amount-hint = Пишіть так: 1450, 1450.50 або 1450,50.
cli-no_such_return = Повернення { $value }, про яке це можна сказати, замовлення не має.
cli-no_such_return-hint = Вкажіть його номер або трек-номер після --return; список покаже order show.
cli-no_such_parcel = Посилки { $value } у замовленні немає.
cli-no_such_parcel-hint = Вкажіть її місце, 1 або 2, чи ТТН; список покаже order show.
cli-not_lines = «{ $value }» — не рядки цього замовлення.
cli-not_lines-hint = Вкажіть їхні місця, як в order show: 1,3 або 2:1 — одна штука другого рядка.
cli-not_a_line = «{ $value }» — не рядок замовлення.
cli-not_a_line-hint = Пишіть так: НАЗВА;КІЛЬКІСТЬ;ЦІНА або НАЗВА;КІЛЬКІСТЬ;ЦІНА;АРТИКУЛ.
cli-not_a_zone = «{ $value }» — не часовий пояс.
cli-not_a_zone-hint = Пишіть так: Europe/Kyiv або Europe/Warsaw.
cli-not_an_email = «{ $value }» — не email.
cli-not_an_email-hint = Пишіть так: anna@example.org.
cli-not_a_phone = «{ $value }» — не телефон.
cli-not_a_phone-hint = Пишіть так: +380 67 123-45-67.
cli-not_in_queue = Щодо цього замовлення зараз нічого не чекає: пропускати нічого.
cli-not_in_queue-hint = Що чекає, покаже dozvon queue.
cli-no_duplicates = Спільних телефонів чи email ні в кого немає.
cli-merged_into = id:{ $was } об’єднано з цим клієнтом, id:{ $now }.
cli-unreadable = Не читається: { $value }.
cli-unreadable-hint = Перевірте ім’я файлу та що його можна читати.
cli-unknown_format = { $value } — вивантаження незнайомого виду.
cli-unknown_format-hint = Назвіть вид через --profile або вивантажте в JSON чи таблицю із заголовками.
cli-no_catalogue = { $value } — не каталог.
cli-no_catalogue-hint = Вивантажте таблицю із заголовками: артикул, назва, ціна, залишок.
cli-unknown_segment = Сегмента «{ $value }» немає.
cli-unknown_segment-hint = У налаштуваннях є: { $names }.
cli-file_is_there = Такий файл уже є: { $value }.
cli-file_is_there-hint = Назвіть новий файл: цей лишиться як є.
cli-unwritable = Не записати: { $value }.
cli-unwritable-hint = Назвіть новий файл у папці, куди можна писати.
cli-parser_failed = { $value } не вдалося дочитати; прочитане завантажено.
cli-parser_failed-hint = Завантажте знову після оновлення: двічі нічого не з’явиться.
cli-rejects_unwritten = Незрозумілі замовлення не вдалося відкласти: { $value }.
cli-rejects_unwritten-hint = Звільніть місце поруч із базою й завантажте файл знову: двічі нічого не з’явиться.
cli-workbook_old = { $value } – книга Excel старого формату (.xls).
cli-workbook_old-hint = Відкрийте її, збережіть як «Книга Excel (.xlsx)» або CSV і завантажте те, що зберегли.
cli-workbook_encrypted = Книга { $value } закрита паролем.
cli-workbook_encrypted-hint = Відкрийте її, зніміть пароль (Файл – Відомості – Захистити книгу), збережіть і завантажте знову.
cli-workbook_none = { $value } – архів, але не книга Excel.
cli-workbook_none-hint = Розпакуйте його й завантажте те, що всередині; таблицю OpenDocument збережіть як .xlsx або CSV.
cli-workbook_damaged = Книга { $value } пошкоджена: { $message }.
cli-workbook_damaged-hint = Вивантажте її заново або відкрийте, збережіть як CSV і завантажте його.
cli-workbook_damaged_sheet = { $value }: аркуш «{ $sheet }» пошкоджено після рядка { $row }: { $message }.
cli-workbook_damaged_sheet-hint = Вивантажте книгу заново або відкрийте, збережіть цей аркуш як CSV і завантажте його.
cli-workbook_too_large = { $value }: аркуш «{ $sheet }» надто великий після рядка { $row }.
cli-workbook_too_large-hint = Вивантажте замовлення частинами.
cli-workbook_too_much = { $value } більше, ніж може бути книга із замовленнями, або розгорнулося б у таку.
cli-workbook_too_much-hint = Вивантажте замовлення частинами або відкрийте книгу, збережіть аркуш як CSV і завантажте його.
cli-workbook_no_header = { $value }: на жодному аркуші немає рядка заголовків із замовленнями. Аркуші: { $sheet }.
cli-workbook_no_header-hint = Поставте над замовленнями рядок хоча б із номером, датою та сумою або опишіть стовпці через --make-profile.

## What a plain card says
cli-bad_contact = не працює
cli-label-order = замовлення
cli-label-shop = магазин
cli-label-stage = де
cli-label-customer = клієнт
cli-label-company = компанія
cli-label-tax_id = ЄДРПОУ/ІПН
cli-label-b2b = хто це
cli-label-offers = пропозиції
cli-label-recipient = у замовленні
cli-label-phone = телефон
cli-label-email = email
cli-label-zone = часовий пояс
cli-label-region = регіон
cli-label-manager = менеджер
cli-label-claimed = веде
cli-label-note = нотатка
cli-label-mark = позначка
cli-label-merged = раніше також
cli-label-alike = можливо, це також
cli-label-total = сума
cli-label-paid = оплачено
cli-label-due = до оплати
cli-label-terms = оплата
cli-label-payment = спосіб
cli-label-created = замовлено
cli-label-promised = обіцяно
cli-label-confirmed = підтверджено
cli-label-tracking = ТТН
cli-label-carrier = перевізник
cli-label-handed = передано
cli-label-arrived = прибуло
cli-label-storage = зберігається до
cli-label-received = отримано
cli-label-delivery = доставка
cli-label-address = адреса
cli-label-comment = коментар
cli-label-config = налаштування
cli-label-database = база

## Shifts
cli-shift_paused = перерва з { $since }
cli-shift_lost = без виходу

# outbox, work, promise
cli-no_channels = Каналів немає: повідомлення чекають, поки їх надішлють вручну. Приклад [channels.ІМ’Я] є в config.example.toml.
cli-no_channel = Каналу { $value } немає.
cli-no_channel-hint = Їх перелічує `channels list`.
cli-no_reports = Шлюз каналу { $value } сам нічого не повідомляє: питаємо ми.
cli-no_reports-hint = Повідомляють sms.ru, smsc.ru, Twilio та свої шлюзи (http).
cli-reports_with_each = { $value } отримує адресу з кожним повідомленням.
cli-reports_with_each-hint = Twilio отримує її сам, а для свого шлюзу в [channels.ІМ’Я] замість адреси пишуть {"{report}"}.
cli-nobody_outside = Невідомо, за якою адресою програма доступна ззовні.
cli-nobody_outside-hint = Задайте `address` та `public_url` у [listen].
cli-no_secret-hint = Покладіть пароль туди, куди вказує `secret` у [channels.ІМ’Я].
channel_go-auto = самі
channel_go-look = після перегляду
channel_go-never = ніколи
channel_ready = готовий
channel_rests = { $name } не приймає повідомлень із { $since }: { $why }
channel_mailbox-unread = Скриньку { $name } ще не читали.
channel_mailbox-read = Скриньку { $name } прочитано: { $time }.
channel_mailbox-failed = Скринька { $name } не читається з { $since }: { $why }
channel_mailbox-strangers = { $count ->
    [one] У скриньці { $name } { $count } відмова від пропозицій невідомо від кого: погляньте самі
    [few] У скриньці { $name } { $count } відмови від пропозицій невідомо від кого: погляньте самі
   *[other] У скриньці { $name } { $count } відмов від пропозицій невідомо від кого: погляньте самі
}
cli-channel_test_subject = Перевірка від { $shop }
cli-channel_test_text = Це перевірка від { $shop }: повідомлення доходять.
channel_test-accepted = Прийнято для { $to }: { $said }
channel_test-refused = Відхилено для { $to }: { $said }
channel_test-later = Зараз не прийнято для { $to }: { $said }
channel_test-unknown = Невідомо, чи пішло для { $to }: { $said }
cli-mailbox_test-read = { $count ->
    [one] Скринька читається: { $count } лист за тиждень
    [few] Скринька читається: { $count } листи за тиждень
   *[other] Скринька читається: { $count } листів за тиждень
}
cli-mailbox_test-failed = Скринька не читається: { $why }
answers_broken-hint = Виправте відповідь у папці answers поруч із налаштуваннями; усі відповіді перевіряє `config check`.
cli-no_message = Повідомлення { $value } немає.
cli-no_message-hint = Усі повідомлення з номерами показує `outbox --all`.
cli-message_subject = Тема: { $subject }
cli-no_template = Повідомлення з іменем { $value } немає.
cli-no_template-hint = Їх перелічує `message preview --help`.
cli-message_unchanged = Без змін: { $what }.
cli-message_released = Іде: { $what }.
cli-messages_released = { $count ->
    [0] Перегляду нічого не чекає.
    [one] Іде { $count } повідомлення.
    [few] Ідуть { $count } повідомлення.
   *[many] Ідуть { $count } повідомлень.
}
cli-message_retried = Надсилаємо ще раз: { $what }.
cli-message_dismissed = Не надсилаємо: { $what }.
cli-message_sent_by_hand = Надіслано: { $what }.
cli-message_edited = Текст змінено: { $what }.
cli-message_written = { $channel } на { $to }, піде { $when }:
cli-message_recalled = Відкликано: { $what }.
cli-message_recalled_whole = Відкликано повністю (замовлення: { $orders }): { $what }.
cli-message_recalled_alone = Відкликано лише це: { $what }. Решта листа піде (замовлення: { $orders }).
cli-message_not_waiting = Без змін: { $what } вже не чекає надсилання.
cli-message_corrected = Клієнту піде виправлення: { $what }.
cli-message_corrected_before = Без змін: виправлення вже є: { $what }.
cli-message_state = Стан
cli-message_order = Замовлення
cli-message_to = Кому
cli-message_address = Адреса
cli-message_made = Створено
cli-message_leaves = Піде
cli-message_expires = Не пізніше
cli-message_sent = Пішло
cli-message_recalled_by = Ким відкликано
cli-message_error = Помилка
cli-telephony_not_set = АТС не вказано.
cli-telephony_not_set-hint = Вкажіть її в [telephony.asterisk]: host, user і secret.
cli-telephony_unreached = Немає зв’язку з АТС: { $value }.
cli-telephony_unreached-hint = Перевірте host, port, user і secret у [telephony.asterisk] та permit у manager.conf.
cli-telephony_no_cloud = Хмарну АТС не вказано.
cli-telephony_no_cloud-hint = Вкажіть її: [telephony.zadarma], mango, binotel, uis або ringostat.
cli-telephony_no_listener = Поки що ніхто не слухає: вкажіть address і public_url у [listen].
cli-telephony_reached = Зв’язок є: { $name }
cli-telephony_hears = Цей користувач бачить події: { $rights }
cli-telephony_hears_unknown = АТС не повідомляє, які події бачить цей користувач.
cli-telephony_no_list = Цьому користувачеві не можна запитати список каналів: дзвінки, що скінчилися без зв’язку, закриваються без причини.
cli-telephony_no_dialling = Цьому користувачеві не можна нікому дзвонити, а dial = "asterisk" цього потребує.
cli-telephony_needs = manager.conf, розділ [{ $user }]:
cli-telephony_complete = Усіх прав вистачає.
cli-cdr_read = Рядків: { $lines }, дзвінків: { $calls }. Нових { $created }, доповнено { $updated }, вже відомих { $unchanged }.
cli-cdr_shifts = { $count ->
    [one] Записано { $count } зміну.
    [few] Записано { $count } зміни.
   *[other] Записано { $count } змін.
}
cli-cdr_rejected = { $count ->
    [one] Не прочитано { $count } рядок: { $places }
    [few] Не прочитано { $count } рядки: { $places }
   *[other] Не прочитано { $count } рядків: { $places }
}
cli-cdr_unreadable = Файл не читається: { $value }.
cli-cdr_unreadable-hint = Вкажіть Master.csv, таблицю записів про дзвінки або queue_log Asterisk.
cli-not_a_call = { $value } — не записаний дзвінок: їх перелічує `call recordings`, у вигляді call:12.
cli-play_none = { $value }: записаних дзвінків немає.
cli-play_none-hint = Записи приходять із дзвінками: від АТС або через --recording.
cli-play_nowhere = Невідомо, де лежить запис { $value }.
cli-play_nowhere-hint = Вкажіть recordings у [telephony]: папку із записами.
cli-play_failed = Запис не відтворюється: { $value }.
cli-play_failed-hint = Вкажіть player у [telephony]: player = ["mpv", "{"{"}file{"}"}"]
cli-dialled = Набрано номер { $phone }
cli-dial_no_phone = { $value }: робочого телефону немає.
cli-dial_no_phone-hint = Запишіть інший: dozvon customer edit ТЕЛЕФОН --phone НОМЕР
cli-dial_night = У клієнта зараз ніч.
cli-dial_night-hint = Якщо все ж дзвонити — додайте --anyway.
cli-dial_rehearsal = Це навчальний файл: з нього нікому не дзвонять.
cli-dial_rehearsal-hint = Відкрийте робочий файл магазину.
cli-dial_no_means = Не вказано, чим дзвонити.
cli-dial_no_means-hint = Вкажіть dial у [telephony]: "asterisk", "link" або "command".
cli-dial_no_number = { $value } — не телефонний номер.
cli-dial_no_number-hint = Запишіть його з кодом країни: +380671234567.
cli-dial_no_extension = У налаштуваннях не вказано, який телефон ваш.
cli-dial_no_extension-hint = Вкажіть extension у своєму [[operator]].
cli-dial_not_done = АТС не набирає номер: { $value }.
cli-dial_not_done-hint = Яких прав бракує, скаже dozvon telephony test.
cli-dial_not_picked_up = Вашу слухавку не зняли, або телефон не підключено до АТС.
cli-dial_not_picked_up-hint = Спершу дзвонить ваш телефон; клієнту АТС дзвонить, коли ви знімете слухавку.
cli-dial_program = Набрати не вдалося: { $value }.
cli-dial_program-hint = Перевірте dial, link і command у [telephony].
cli-work_begins = Працюю. Зупинити: Ctrl-C.
cli-work_line_up = зв’язок з АТС є: { $name }
cli-work_line_down = немає зв’язку з АТС: { $why }
cli-listens = слухаю { $value }
cli-listens_another = слухає { $value }; коли там закінчать, почне цей процес
cli-listens_not = слухати не виходить: { $value }
cli-listen_off = Не задано, за якою адресою слухати.
cli-listen_off-hint = Задайте `address` у [listen]: dozvon config set listen.address 127.0.0.1:8787
cli-listen_rehearsal = Ця база — репетиція: ззовні до неї ніхто не звертається.
cli-listen_rehearsal-hint = Назвіть базу магазину: --db.
cli-work_made = у вихідні: { $what }
cli-work_recalled = відкликано: { $what }
cli-work_expired = { $count ->
    [one] { $count } повідомлення запізнилося й не піде
    [few] { $count } повідомлення запізнилися й не підуть
   *[many] { $count } повідомлень запізнилися й не підуть
}
cli-work_closed = { $count ->
    [one] { $count } замовлення закрилося за терміном
    [few] { $count } замовлення закрилися за терміном
   *[many] { $count } замовлень закрилися за терміном
}
cli-work_sheet = ранковий звіт: { $file }
cli-work_no_sheet = Ранковий звіт не записано, спробую ще раз: { $message }
cli-sheet_open = Ранковий звіт «{ $subject }» для { $to }: { $state } { $why }
cli-no_sheet_open = З ранковими звітами все гаразд.
cli-sheet_retried = Звіт піде ще раз.
cli-sheet_sent = Позначено: звіт дійшов.
cli-sheet_dismissed = Звіт не надсилаємо.
cli-work_sent = { $count ->
    [one] надіслано { $count } повідомлення
    [few] надіслано { $count } повідомлення
   *[many] надіслано { $count } повідомлень
}
cli-work_not_sent = не надіслано: { $why }
cli-work_held = { $count ->
    [one] { $count } повідомлення затримано: невідомо, чи воно пішло
    [few] { $count } повідомлення затримано: невідомо, чи вони пішли
   *[many] { $count } повідомлень затримано: невідомо, чи вони пішли
}
cli-work_came_back = { $count ->
    [one] повернувся { $count } лист
    [few] повернулися { $count } листи
   *[other] повернулося { $count } листів
}
cli-work_unsubscribed = { $count ->
    [one] від пропозицій відмовився { $count } клієнт
    [few] від пропозицій відмовилися { $count } клієнти
   *[other] від пропозицій відмовилося { $count } клієнтів
}
cli-work_mailbox_failed = скринька { $name } не читається: { $why }
cli-work_nothing = Робити поки що нічого.
cli-work_rests = Цю роботу робить інший процес.
cli-work_other_rules = База ведеться за іншими налаштуваннями: автоматично тут нічого не робиться.
cli-work_other_rules-hint = Щоб діяли ваші: `config adopt`.
cli-never_open = Магазин не відчиняється протягом року.
cli-never_open-hint = Перевірте [hours] у налаштуваннях.

# backup, restore, doctor
cli-backup_made = Перевірена копія: { $path } ({ $size }, { $count ->
    [one] { $count } замовлення
    [few] { $count } замовлення
   *[other] { $count } замовлень
}).
cli-backup_removed = видалено як стару: { $path }
cli-backup_no_room = Поруч із { $path } вільно { $free }, а потрібно { $needed }.
cli-backup_no_room-hint = Звільніть місце або назвіть інший диск: --to ПАПКА чи `[backup] folder`.
cli-backup_unproven = Копія { $value } вийшла не такою, як база, і не збережена.
cli-backup_unproven-hint = Зробіть копію ще раз; якщо повториться – на інший диск, і запустіть `doctor`.
cli-backup_damaged = { $path }: файл пошкоджено: { $message }.
cli-backup_damaged-hint = Відновіть давнішу копію; яку перевірено останньою, скаже `doctor`.
cli-restore_in_use = База відкрита в іншому місці, і { $value } не може посісти її місце.
cli-restore_in_use-hint = Закрийте всі екрани dozvon і `dozvon work` та повторіть.
cli-backup_on_server = { $value } – база на сервері, її копіюють засобами сервера.
cli-backup_on_server-hint = Зробити копію: pg_dump --format=custom --file={ $name }.dump { $address }; повернути її: pg_restore --clean --if-exists --dbname={ $address } { $name }.dump.
cli-moved = { $count ->
    [one] { $count } рядок перенесено до { $to } і прочитано назад; з { $from } більше не працюють.
    [few] { $count } рядки перенесено до { $to } і прочитано назад; з { $from } більше не працюють.
   *[many] { $count } рядків перенесено до { $to } і прочитано назад; з { $from } більше не працюють.
}
cli-moved_next = Назвіть нове місце: database = "{ $to }" у налаштуваннях, DOZVON_DB або --db.
cli-move_copies = Скопійовано { $done } з { $of }: { $table }
cli-move_sorts = Усі рядки на місці; будуються покажчики: { $table }
cli-move_proves = Прочитано назад { $done } з { $of }: { $table }
cli-move_same = База й так у { $value }.
cli-move_same-hint = Назвіть інше місце через --to: новий файл або postgres://ІМ’Я@СЕРВЕР/БАЗА.
cli-move_in_use = { $value } відкрита в іншому місці, і зроблене там пропало б.
cli-move_in_use-hint = Закрийте всі екрани dozvon і `dozvon work` та повторіть.
cli-move_not_empty = У { $value } вже щось є.
cli-move_not_empty-hint = Назвіть через --to новий файл або порожню базу; ні там, ні тут нічого не змінено.
cli-move_differs = Прочитано не те, що скопійовано: { $value }. Стара база працює далі.
cli-move_differs-hint = Очистьте нову й повторіть; якщо трапиться двічі, перевірте стару через `doctor`.
cli-restored = { $database } – тепер ця копія: { $count ->
    [one] { $count } замовлення
    [few] { $count } замовлення
   *[other] { $count } замовлень
}.
cli-restored_aside = Попередній файл: { $path }
doctor-check-integrity = База
doctor-check-references = Посилання
doctor-check-figures = Показники
doctor-check-search = Пошук
doctor-check-settings = Налаштування
doctor-check-published = Опубліковані налаштування
doctor-check-clock = Годинник
doctor-check-disk = Диск
doctor-check-leases = Оренди
doctor-check-outbox = Вихідні
doctor-check-backup = Копія
doctor-check-permissions = Доступ
doctor-check-work = Автоматика
doctor-check-retention = Старі дані
doctor-check-channels = Канали
doctor-check-listening = Прийом ззовні
doctor-check-server = Сервер
doctor-integrity-fine = усі сторінки цілі
doctor-integrity-bad = пошкоджено: { $text }
doctor-integrity-bad-hint = Далі працюйте на копії: dozvon restore ФАЙЛ з останньою копією; цей файл збережіть.
doctor-references-fine = кожен рядок знаходить те, на що посилається
doctor-references-bad = { $count ->
    [one] { $count } рядок посилається на те, чого немає
    [few] { $count } рядки посилаються на те, чого немає
   *[other] { $count } рядків посилаються на те, чого немає
}
doctor-references-bad-hint = У файл писала інша програма; відновіть останню копію.
doctor-figures-fine = сходяться із замовленнями, оплатами й дзвінками
doctor-figures-mended = { $count ->
    [one] виправлено в { $count } клієнта
   *[other] виправлено в { $count } клієнтів
}
doctor-figures-bad = { $count ->
    [one] неправильні в { $count } клієнта
   *[other] неправильні в { $count } клієнтів
}
doctor-figures-bad-hint = dozvon doctor --fix
doctor-search-fine = покажчик знаходить усіх клієнтів
doctor-search-mended = покажчик побудовано заново
doctor-search-bad = покажчик знаходить не всіх клієнтів
doctor-search-bad-hint = dozvon doctor --fix
doctor-settings-fine = база працює за цими налаштуваннями
doctor-settings-warning = база працює за іншими налаштуваннями, і звідси нічого не робиться автоматично
doctor-settings-warning-hint = dozvon config adopt – і діятимуть ваші.
doctor-settings-warning_since = база ведеться за іншими налаштуваннями з { $since }, автоматично тут нічого не робиться
doctor-settings-warning_since-hint = Щоб діяли ваші: dozvon config adopt
doctor-published-fine = випуск { $count }, опублікував оператор { $text }, { $since }
doctor-published-fine_elsewhere = цій машині невідомі секрети магазину: надсилання, скриньки, сайти чи перевізників вона лишає тій, де вони є
doctor-published-warning_newer = випуск { $count } опублікував новіший dozvon: тут не знають { $text }
doctor-published-warning_newer-hint = Поставте на цю машину ту саму версію; доти тут нічого не робиться автоматично.
doctor-published-warning_since = { $text } тим часом публікує випуск { $count }: { $since }
doctor-published-warning_since-hint = Що розпочато тепер, працює вже за ним.
doctor-clock-fine = не відстає від журналу
doctor-clock-warning = відстає від останнього запису журналу, { $since }
doctor-clock-warning-hint = Виставте годинник машини; або поспішав годинник тієї, де зроблено запис.
doctor-work-fine = робить { $text } з { $since }; якщо не продовжить, то до { $until }
doctor-work-fine_rehearsal = репетиція: нічого не йде, звіт і копія не робляться
doctor-work-fine_rehearsal_since = репетиція з { $since }: нічого не йде, звіт і копія не робляться
doctor-work-fine_never = стоїть: не відкрито ні консолі, ні `dozvon work`
doctor-work-fine_closed = стоїть: не відкрито ні консолі, ні `dozvon work`; останній робочий день почався { $since }
doctor-work-warning_idle = стоїть: ні консолі, ні `dozvon work` не відкривали кілька днів; останній день почався { $since }
doctor-work-warning_idle-hint = Тримайте консоль відкритою або запустіть `dozvon work` на машині, яка ввімкнена.
doctor-disk-fine = вільно { $amount }
doctor-disk-warning = вільно лише { $amount }
doctor-disk-warning-hint = Звільніть місце: копії треба вдвічі більше за розмір бази.
doctor-leases-fine = з майбутнього нічого не зайнято
doctor-leases-warning = { $count ->
    [one] { $count } оренда, зайнятий клієнт або пропуск датовані майбутнім і нікому не заважають
    [few] { $count } оренди, зайняті клієнти або пропуски датовані майбутнім і нікому не заважають
   *[other] { $count } оренд, зайнятих клієнтів або пропусків датовано майбутнім, і вони нікому не заважають
}
doctor-leases-warning-hint = Коли їх займали, годинник поспішав: виставте його. Зайняте знову отримає правильний час.
doctor-outbox-fine = ніщо не чекає довше доби
doctor-outbox-warning = { $count ->
    [one] { $count } повідомлення мало піти добу тому
    [few] { $count } повідомлення мали піти добу тому
   *[other] { $count } повідомлень мали піти добу тому
}
doctor-outbox-warning_failed = { $count ->
    [one] { $count } повідомлення не доставлено
    [few] { $count } повідомлення не доставлено
   *[other] { $count } повідомлень не доставлено
}
doctor-outbox-warning_failed-hint = Чому, скаже dozvon outbox; попередьте цих клієнтів самі.
doctor-outbox-warning-hint = Їх покаже dozvon outbox; попередьте цих клієнтів самі.
doctor-outbox-warning_own = ранковий звіт не надіслано або невідомо, чи пішов: { $text }
doctor-outbox-warning_own-hint = Звіт лежить у папці reports поруч із базою; outbox sheet retry надішле ще раз, outbox sheet sent або dismiss закриє питання.
doctor-channels-fine = { $count ->
    [0] не налаштовано: повідомлення надсилають вручну
    [one] налаштовано { $count } канал, труднощів не було
    [few] налаштовано { $count } канали, труднощів не було
   *[many] налаштовано { $count } каналів, труднощів не було
}
doctor-channels-warning = { $text }, з { $since }
doctor-channels-warning-hint = Перевірити: dozvon channels test ІМ’Я --to …; що чекає, піде, коли канал запрацює.
doctor-channels-warning_mailbox = поштова скринька не читається: { $text }, з { $since }
doctor-channels-warning_mailbox-hint = Перевірити: dozvon channels test ІМ’Я --to …; поки вона не читається, про повернуті листи й відмови від пропозицій ніхто не дізнається.
doctor-listening-fine = { $text } з { $since }
doctor-listening-fine_off = вимкнено: у [listen] немає address
doctor-listening-fine_rehearsal = вимкнено: репетиція
doctor-listening-warning = { $text }: ніхто не слухає
doctor-listening-warning-hint = Тримайте консоль, `dozvon work` або `dozvon listen` на машині, яка ввімкнена.
doctor-listening-warning_failed = слухати не виходить: { $text }
doctor-listening-warning_failed-hint = Порт, можливо, зайнятий іншою програмою: оберіть інший у [listen] address.
doctor-backup-fine = остання, { $since }, { $amount }: { $text }
doctor-backup-fine_server = у сервера власні копії: як, скаже dozvon backup
doctor-backup-warning_none = немає жодної
doctor-backup-warning_none-hint = dozvon backup зробить копію; відкритий екран або `dozvon work` робить її щоночі.
doctor-backup-warning_old = остання старша за дві доби: { $text }
doctor-backup-warning_old-hint = dozvon backup зробить копію; лишіть екран або `dozvon work` працювати – буде щоночі.
doctor-backup-bad_gone = останньої більше немає на місці: { $text }
doctor-backup-bad_gone-hint = dozvon backup зробить іншу.
doctor-backup-bad_failed = остання спроба не вдалася: { $text }
doctor-backup-bad_failed-hint = Виправте це, потім: dozvon backup
doctor-permissions-fine = прочитати її можуть лише ті, хто тут працює
doctor-permissions-warning_open = інші на цій машині можуть прочитати { $text }
doctor-permissions-warning_open-hint = Закрийте їм доступ (chmod o= або g=) чи поставте `[files] shared = true`.
doctor-permissions-warning_closed = колеги не можуть писати в { $text }, хоча база спільна
doctor-permissions-warning_closed-hint = Дайте доступ групі (chmod g+rw), і до папки теж (chmod g+rwx).
doctor-server-fine = { $text } – роль і схема; відповідає за { $count } мс
doctor-server-fine_owner = { $text } – роль і схема; відповідає за { $count } мс; ця роль може змінювати й самі таблиці
doctor-server-fine_follows = { $text } – роль і схема; повторює інший сервер, лише для читання; відповідає за { $count } мс
doctor-server-fine_follows_since = { $text } – роль і схема; повторює інший сервер, лише для читання, останній запис у ньому: { $since }; відповідає за { $count } мс
doctor-server-warning_far = { $text } – роль і схема; відповідає аж за { $count } мс
doctor-server-warning_far-hint = Одна клавіша питає його кілька разів: знайдіть коротший шлях або працюйте через SSH на самому сервері.
doctor-retention-fine = немає нікого, про кого нічого не чути довше { $years ->
    [one] { $years } року
   *[other] { $years } років
}
doctor-retention-fine_unset = зберігаються завжди: `[retention] customers` не задано
doctor-retention-warning = { $count ->
    [one] про { $count } клієнта
   *[other] про { $count } клієнтів
} нічого не чути довше { $years ->
    [one] { $years } року
   *[other] { $years } років
}
doctor-retention-warning-hint = Їхній список і як стерти: dozvon customer retention

## Somebody asks to be forgotten
cli-erase_for_ever = Стирають назавжди: undo цього не поверне.
cli-erase_for_ever-hint = Додайте --yes.
cli-erase_ask = Клієнта id:{ $id } буде стерто тут, у файлах відкладеного й в усіх копіях. Undo цього не поверне. Щоб стерти, напишіть: так.
cli-erase_word = так
cli-erase_not = Нічого не стерто.
cli-erase_not-hint = Напишіть «так» або додайте --yes.
cli-erased = Клієнта id:{ $who } стерто { $copies ->
    [0] у базі
    [one] у базі та в { $copies } копії
   *[other] у базі та в { $copies } копіях
}. Акт: { $act }
cli-erased_unreached = Не вдалося відкрити: { $path } ({ $why }). Перед відновленням із цієї копії дані буде стерто.
cli-erased_in_report = Рядки прибрано зі звіту { $path }.
cli-erased_report = Цей файл називає людину, видаліть його самі: { $path }
cli-erased_several = { $who ->
    [one] Стерто { $who } клієнта
    [few] Стерто { $who } клієнтів
   *[other] Стерто { $who } клієнтів
} { $copies ->
    [0] у базі
    [one] у базі та в { $copies } копії
   *[other] у базі та в { $copies } копіях
}. Акт: { $act }

# customer retention
cli-retention_unset = У налаштуваннях не сказано, скільки зберігати дані клієнтів.
cli-retention_unset-hint = Додайте [retention] customers = "5y".
cli-retention_nobody = Нічиї дані не зберігаються довше за строк.
cli-retention_last = востаннє
cli-retention_orders = замовлень
cli-retention_how = { $count ->
    [one] Само нічого не стирається. Стерти цього клієнта: { $command }
    [few] Само нічого не стирається. Стерти всіх { $count }: { $command }
   *[other] Само нічого не стирається. Стерти всіх { $count }: { $command }
}
    Одного з них: dozvon customer erase id:… --reason "…"
cli-retention_count = Довше за строк зберігаються дані стількох клієнтів: { $value }, а названо інше число; нікого не стерто.
cli-retention_count-hint = Погляньте на них: dozvon customer retention
cli-retention_ask = { $count ->
    [one] { $count } клієнта буде стерто
    [few] { $count } клієнтів буде стерто
   *[other] { $count } клієнтів буде стерто
} тут, у файлах відкладеного й в усіх копіях. Undo цього не поверне. Щоб стерти, напишіть: так.

## Feeds: where orders come from by themselves
cli-no_feeds = Джерел немає: замовлення приймає `import`. `dozvon feed add` підключить джерело.
cli-no_feed = Джерела «{ $value }» немає.
cli-no_feed-hint = У налаштуваннях є: { $names }.
feed-counts = { $feed }: нових { $created }, змінено { $updated }, без змін { $unchanged }, не прийнято { $rejected }
feed-written = { $feed }: записано в магазин { $written }, не прийнято { $unwritten }
feed-no_writes = У магазини писати нічого.
feed-no_write = Під номером { $value } у магазин нічого не пишеться.
feed-no_write-hint = Усі записи: dozvon feed writes --all.
feed-write_again = Зараз знову запишеться в магазин.
feed-write_dropped = У магазин не запишеться.
feed-write_unchanged = З цим уже інакше: нічого не змінилося.
feed-unexplained = Статус «{ $word }» не пояснено: його замовлення прийнято як нові. Скажіть, що він означає: dozvon feed word "{ $word }" …
feed-word = Статус «{ $word }» не пояснено; { $count ->
        [one] { $count } замовлення прийнято як нове
        [few] { $count } замовлення прийнято як нові
       *[many] { $count } замовлень прийнято як нові
    }: dozvon feed word "{ $word }" …
feed-fails = { $feed }: { $why }
feed-rejects = { $feed }: { $count ->
        [one] { $count } замовлення не прочитано
        [few] { $count } замовлення не прочитано
       *[many] { $count } замовлень не прочитано
    }: dozvon feed rejects
feed-ask_write = Що записувати назад у магазин (status, payment, tracking, note; ключ тоді потрібен Read/Write)
feed-ask_status_confirmed = Статус магазину для замовлення, підтвердженого тут (none: нічого не писати)
feed-ask_status_dispatched = Те саме для переданого в доставку
feed-ask_status_cancelled = Те саме для скасованого
feed-unknown_words = У магазині немає статусу { $words }: перевести в нього замовлення не вийде. Є: { $known }
feed-lost = { $feed } більше немає в налаштуваннях; { $count ->
        [0] минуле збережено
        [one] { $count } запис чекає надсилання в цей магазин
        [few] { $count } записи чекають надсилання в цей магазин
       *[many] { $count } записів чекають надсилання в цей магазин
    }: dozvon feed rename { $feed } ІМ’Я продовжить під іншим іменем, dozvon feed forget { $feed } закінчить із ним.
feed-not_lost = Джерело { $value } іншого імені не чекає.
feed-not_lost-hint = Відомі, але їх немає в налаштуваннях: { $names }
feed-renamed = { $to } продовжує з того місця, де був { $feed }.
feed-forgotten = { $feed } забуто; замовлення з нього лишилися.
feed-no_rejects = Усе, що приходило з джерел, прочитано.
feed-rejects_mend = dozvon feed mend ID прочитає ще раз; --value ТЕКСТ підставить інше значення, --text ФАЙЛ візьме виправлене цілком, --drop не прийматиме.
feed-no_reject = Непрочитаного замовлення { $value } немає.
feed-no_reject-hint = `dozvon feed rejects` покаже ті, що є.
feed-no_place = Де в ньому стоїть { $field }, точно не відомо.
feed-no_place-hint = `dozvon feed rejects --json` покаже його текст: виправте й передайте його через --text ФАЙЛ.
feed-reject_dropped = Не прийнято.
feed-reject_still = Так само не читається: { $why }
feed-reject_empty = Замовлення в ньому немає.
feed-reject_taken = Прийнято.
feed-stands_paused = на паузі
feed-stands_ok = відповідь { $time }
feed-stands_new = ще не опитано
feed-answers = { $feed } відповідає: там { $count }, найновіше — { $newest }.
feed-writes = Назад туди можна записати: { $parts }.
feed-writes_none = Назад туди нічого записати не можна.
feed-answers_found = { $feed } відповідає: там { $count }.
feed-answers_empty = { $feed } відповідає: там поки нічого немає.
feed-elsewhere = Джерела вже опитує консоль або `dozvon work`.
feed-elsewhere-hint = Прохання передано, зараз спитають; `dozvon feed list` покаже, як справи.
feed-is_paused = { $feed } на паузі.
feed-is_paused-hint = dozvon feed resume { $feed } знімає паузу, якщо в налаштуваннях немає `pause = true`.
feed-no_hook = { $value } переглядається автоматично: повідомляти про нього нікому.
feed-no_hook-hint = Як часто, каже `poll`.
feed-hook_woocommerce =
    У WooCommerce → Налаштування → Додатково → Вебхуки додайте два, «Замовлення створено» і «Замовлення оновлено», обидва активні:
    URL доставки: { $url }
    Секрет: { $secret }
    Версія API: WP REST API Integration v3
feed-rehearsal = Ця база — репетиція: джерела в неї не читаються.
feed-rehearsal-hint = Назвіть базу магазину: --db.
feed-run_begins = Читаємо джерела, поки не попросять закінчити (Ctrl+C).
feed-left = { $feed }: решту дочитає інший процес або наступний запуск.
feed-unread_file = { $file } не прочитано, лежить у rejects/: { $why }
feed-paused = { $feed } на паузі. `dozvon feed resume` продовжить.
feed-paused_by_settings = { $feed } досі на паузі: у налаштуваннях стоїть `pause = true`.
feed-resumed = { $feed } знову опитується.
feed-added = { $feed } підключено у { $file }. Відкрита консоль підхопить його, коли її відкриють знову.
feed-ask_name = Як назвати джерело
feed-ask_kind = Що це (folder — папка, woocommerce, insales, prom, retailcrm, keycrm, shopify, tilda, commerceml, catalogue, onec — 1С, яка обмінюється з програмою, hook — вебхук, mail — пошта)
feed-ask_address_folder = Яка папка
feed-ask_address_woocommerce = Адреса магазину (https://…)
feed-ask_address_insales = Адреса магазину (https://myshop-ab12.myinsales.ru)
feed-ask_address_prom = Адреса майданчика
feed-ask_address_retailcrm = Адреса системи (https://lavka.retailcrm.ru)
feed-ask_address_keycrm = Адреса API
feed-ask_address_shopify = Адреса магазину в Shopify (https://lavka.myshopify.com)
feed-ask_key_shopify = Токен Admin API власного застосунку (Settings → Apps → Develop apps; вистачить read_orders)
feed-ask_address_commerceml = Адреса обміну замовленнями з 1С (https://lavka.example/bitrix/admin/1c_exchange.php)
feed-ask_key_commerceml = Логін для обміну з 1С
feed-ask_secret_commerceml = Пароль для обміну
feed-ask_api = Чий API розповість про товари (woocommerce, insales, prom, shopify; none — читати файл)
feed-no_api = «{ $value }» — не магазин, чий API розповідає про товари.
feed-no_api-hint = Напишіть одне з { $kinds } або none.
feed-ask_address_catalogue = Адреса каталогу (https://…), його файл або папка, де він лежить
feed-ask_key_woocommerce = Ключ (consumer key: WooCommerce → Налаштування → Додатково → REST API; вистачить читання)
feed-ask_secret_woocommerce = Секрет (consumer secret)
feed-ask_key_insales = Ідентифікатор (InSales → Застосунки → Розробникам → Створити новий ключ доступу)
feed-ask_secret_insales = Пароль поряд із ним
feed-ask_key_prom = Токен (Prom → Налаштування → Керування API-токенами; вистачить читання замовлень)
feed-ask_key_retailcrm = Ключ API (retailCRM → Налаштування → Інтеграція → Ключі доступу до API; замовлення й довідники)
feed-ask_key_keycrm = Ключ API (KeyCRM → Налаштування → Загальні)
feed-ask_secret = Чим та машина доводить, що це вона
feed-ask_address_mail = Сервер пошти (imap.lavka.example)
feed-ask_user = Логін
feed-ask_password = Пароль (часто потрібен окремий пароль для застосунків)
feed-ask_subject = Тема листів про замовлення, регулярний вираз (^Нове замовлення)
feed-ask_profile = Профіль із виразами для номера, телефону та решти
feed-ask_login_onec = Логін, з яким прийде 1С
feed-ask_password_onec = Пароль до нього
feed-answers_told = { $feed } чекає на обмін: адресу для нього покаже `dozvon feed hook { $feed }`.
exchange-keys = Логін або пароль не підходять
exchange-session = Почніть обмін спочатку з checkauth: сеанс закінчився
exchange-name = Таке ім’я файлу не приймається
exchange-too_much = Забагато за один обмін: не більше 64 МБ, 192 МБ після розпакування, 500 файлів
exchange-no_file = Такий файл не надходив
exchange-archive = Архів не розпаковується
exchange-not_known = Це не товари й не замовлення CommerceML
exchange-busy = База зайнята, повторіть пізніше
exchange-step = Такого кроку в обміні немає
feed-not_said = Не сказано: { $value }.
feed-not_said-hint = Скажіть це параметром: dozvon feed add --help.
feed-no_kind = «{ $value }» — не вид джерела.
feed-no_kind-hint = Напишіть одне з { $kinds }.
feed-no_secret_kept = Ключ не вдалося зберегти: { $value }.
feed-no_secret_kept-hint = Збережіть його самі та скажіть де: env:ІМ’Я, command:… або file:/шлях.
feed-add_untested = `--untested` усе одно його запише.
feed-no_status = «{ $value }» — не етап замовлення.
feed-no_status-hint = Напишіть одне з { $codes }.
feed-no_word = Жодне замовлення не чекає слова «{ $value }».
feed-no_word-hint = Не пояснено: { $words }.
feed-explained = «{ $word }» означає «{ $stage }»: { $count ->
        [one] { $count } замовлення тепер
        [few] { $count } замовлення тепер
       *[many] { $count } замовлень тепер
    } на цьому етапі.
feed-report = { $file }, прийнято { $time }
feed-report_again = Цей файл уже прийнято { $time }: він нічого не змінив.
feed-report_counts = Прочитано { $read }: нових { $created }, змінено { $updated }, без змін { $unchanged }, не прийнято { $rejected }.
feed-report_rejects = Не прийняте лежить у { $path }: виправте там і покладіть цей файл у папку.
feed-refused = { $first } Ще: { $more }.

## Why a feed brings nothing
feed_fault-unreached = Там ніхто не відповідає ({ $said }).
feed_fault-unreached-hint = Чи правильна адреса, чи відкривається магазин у браузері?
feed_fault-slow = Відповідь не прийшла вчасно ({ $said }).
feed_fault-slow-hint = Спитаємо ще раз; якщо так і далі, скажіть хостингу магазину.
feed_fault-unauthorized = Магазин не приймає ключів ({ $said }).
feed_fault-unauthorized-hint = Створіть нові там, де магазин їх видає; не переплутайте ключ і секрет.
feed_fault-forbidden = Ключам не дозволено читати замовлення ({ $said }).
feed_fault-forbidden-hint = Дайте їм право «Читання»; заважати може й захист хостингу.
feed_fault-not_found = За цією адресою магазину немає ({ $said }).
feed_fault-not_found-hint = Напишіть адресу головної сторінки магазину; WooCommerce на ній має бути ввімкнено.
feed_fault-moved = Магазин відсилає на іншу адресу: { $said }.
feed_fault-moved-hint = Напишіть її, без того, що після імені; самі ключі нікуди не пересилаються.
feed_fault-too_many = Магазин просить питати рідше ({ $said }).
feed_fault-too_many-hint = Почекаємо, скільки просить; допоможе більший `poll`.
feed_fault-closed = У магазині тривають роботи ({ $said }).
feed_fault-closed-hint = Спитаємо знову, коли скаже.
feed_fault-broken = Магазин зламався ({ $said }).
feed_fault-broken-hint = Спитаємо ще раз; причина — у журналі самого магазину.
feed_fault-not_orders = Прийшов не список замовлень ({ $said }).
feed_fault-not_orders-hint = Це адреса такого магазину? Перед ним може стояти сторінка хостингу або кеш.
feed_fault-secret = Секрет не отримати: { $said }.
feed_fault-secret-hint = Покладіть його туди, де вказано в налаштуваннях, або змініть `key` і `secret`.
feed_fault-unreadable = Папку не прочитати: { $said }.
feed_fault-unreadable-hint = Чи на місці вона, чи можна цьому користувачеві її читати?
feed_fault-unwritable = Прийняте не прибрати: { $said }.
feed_fault-unwritable-hint = Дайте цьому користувачеві право писати туди; двічі нічого не приймається.
feed_fault-profile = Невідомо, як читати ці замовлення: { $said }.
feed_fault-profile-hint = Виправте профіль або statuses.toml.
feed_fault-stopped = Програма спіткнулася на чомусь у ньому ({ $said }).
feed_fault-stopped-hint = Спробуємо ще раз; повідомте про це, будь ласка.
feed_fault-mailbox = Пошту не вдалося прочитати: { $said }.
feed_fault-mailbox-hint = Чи правильні сервер, логін і пароль, чи дозволено програмам доступ до пошти через IMAP?
feed_fault-not_goods = Там не каталог: { $said }
feed_fault-not_goods-hint = Зрозумілі YML і таблиці із заголовками: артикул, назва, ціна або залишок. Спробуйте: dozvon catalogue import.
feed_fault-rows = Каталог прочитано не весь: { $said }
feed_fault-rows-hint = Решту прийнято. Виправте ці рядки в магазині; доки файл не прочитано цілком, нічого не знімається з продажу.
feed_fault-shrunk = У каталозі немає більшої частини того, що продається, товарів: { $said }.
feed_fault-shrunk-hint = Схоже, файл обірвано: ці товари залишаються в продажу. Якщо їх справді немає: dozvon catalogue import ФАЙЛ --whole.
cli-needs_own_terminal = Ця команда працює, поки її не зупинять: запустіть її в окремому вікні термінала.
cli-printed_more = Показано лише початок: повністю цю команду зручніше читати в терміналі.
cli-trouble_built_in = { $what }. Поки що діє вбудоване.
cli-trouble_waits = { $what }. Такі повідомлення чекають, поки це не виправлять.
cli-no_carriers = Перевізників про посилки не питаємо: задайте в їхньому розділі налаштувань poll, login і password або key.
cli-no_carrier = «{ $value }» про посилки не питаємо.
cli-no_carrier-hint = У налаштуваннях є: { $names }.
carriers-count = посилок: { $count }
carriers-counts = { $carrier }: спитали про { $asked }, новини про { $news }, змінено замовлень { $changed }
carriers-later = { $carrier }: запит про багато посилок одразу прийнято; відповідь — { $time }.
carriers-unknown = Номера { $number } перевізник поки що не знає.
carriers-rehearsal = Ця база — репетиція: про її посилки перевізників не питаємо.
carriers-rehearsal-hint = Назвіть базу магазину: --db.
carriers-elsewhere = Перевізників питає інший процес.
carriers-elsewhere-hint = Спитає їх просто зараз.
carriers-run_begins = Питаємо перевізників, поки не попросять закінчити (Ctrl+C).
carriers-no_hook = Цей перевізник сам ні про що не повідомляє.
carriers-no_hook-hint = Питаємо ми; повідомляти вміє СДЕК.

## The bank statement
# parcels print
print-title-packing = Пакувальний лист
print-title-handover = Відомість передачі
print-nothing-packing = Замовлень, готових до збирання, немає.
print-nothing-handover = Сьогодні посилок із ТТН не передають.
print-of_carrier = { $carrier }: { $count ->
    [one] { $count } посилка
    [few] { $count } посилки
   *[many] { $count } посилок
}
print-no_carrier = перевізника не вказано
print-column-number = ТТН
print-column-order = Замовлення
print-column-name = Одержувач
print-column-town = Місто
print-column-cod = Післяплата
print-column-weight = Вага, кг
print-blank-handed = Передав
print-blank-taken = Прийняв, дата
print-printed = Надруковано: { $count }
print-opened = Відкрито в браузері: { $file }
print-written = Браузера не знайшлося; відкрийте й надрукуйте { $file }
print-printer_failed = Програма друку не впоралася: { $message }
print-printer_failed-hint = Перевірте [printer] command у налаштуваннях; без неї сторінку для друку показує браузер.

parcels-back_nothing = Назад нічого не їде.
parcels-back_refund = повернути { $sum }
parcels-going_back = їде назад
parcels-back = повернулося, ще не на складі
cli-no_register = У «{ $value }» не знайшлося ТТН: ні таблиці з їхнім стовпцем та одержувачами, ні рядків із номерами.
cli-no_register-hint = Вивантажте реєстр із заголовками «ТТН», «Замовлення», «Телефон» або напишіть по рядку на посилку: замовлення і ТТН.
cli-take_number = Записати цю ТТН? (так/ні)
register-took = Записано: { $count }
register-exact = Підходять точно: { $count }. Записати: --take
register-check_digit = Контрольна цифра не сходиться, схоже на помилку: { $count }
register-unknown_number = Таких номерів у перевізника не буває: { $count }
register-one_more = У замовлення інша ТТН, це буде ще одна посилка: { $count }
register-unpaid = Потрібна оплата до відправлення, а її немає: { $count }
register-other_person = Замовлення названо, але одержувач інший: { $count }
register-phone = Збігся лише телефон: { $count }
register-name = Збіглося лише ім’я: { $count }
register-elsewhere = Ця ТТН стоїть в іншого замовлення: { $count }
register-several = Підходить до кількох замовлень: { $count }
register-unconfirmed = Замовлення не підтверджено: { $count }
register-nothing = Жодне замовлення на неї не чекає: { $count }
register-taken = Записано раніше: { $count }
register-empty = ТТН у файлі немає.

cli-no_statement = У «{ $value }» не знайшлося виписки: ні обміну 1С, ні camt.053, ні таблиці із сумою та призначенням.
cli-no_statement-hint = Вивантажте виписку з банку для 1С (kl_to_1c.txt) або таблицею із заголовками «Дата», «Сума», «Призначення».
cli-no_pay_code = Коду для оплати немає.
cli-take_line = Записати цю оплату? (так/ні)
statement-took = Записано оплат: { $count }
statement-exact = Підходять точно: { $count }. Записати: --take
statement-other_sum = Замовлення названо, але сума інша: { $count }
statement-name_and_sum = Збіглися ім’я та сума: { $count }
statement-several = Підходить до кількох замовлень: { $count }
statement-nothing = Ні до чого не підходить: { $count }
statement-taken = Записано раніше: { $count }
statement-withheld = комісія { $sum }
statement-refused = рядок { $line }: { $message } { $hint }
statement-empty = Надходжень у файлі немає.

## init
init-ask_name = Назва магазину, як її знають клієнти
init-ask_country = Країна, дві літери
init-ask_clock = За яким годинником: місто або пояс
init-ask_currency = Валюта
init-ask_weekdays = Години роботи з понеділка до п’ятниці («-» — зачинено)
init-ask_saturday = Субота
init-ask_sunday = Неділя
init-ask_phone = Телефон, як його побачать клієнти («-» — немає)
init-no_country = «{ $value }» — не країна.
init-no_country-hint = Напишіть дві літери: UA, KZ, PL.
init-no_phone = «{ $value }» — не телефон цієї країни.
init-no_phone-hint = Напишіть його з кодом країни або «-».
init-not_said = Не сказано: { $value }.
init-not_said-hint = Скажіть це параметром: dozvon init --help.
init-done =
    Записано: { $file }
    Решта працює як звичайно; усі ключі — на сторінці налаштувань (v w).
init-same = Усе як звичайно, записувати нічого: { $file }
init-header =
    Налаштування dozvon. Чого тут немає, працює як звичайно.
    Усі ключі: сторінка налаштувань робочого екрана (v w) або `dozvon config show`.
cli-back_to_console = Enter — повернутися на робочий екран

## telephony add
telephony-ask_dial = Чим дзвонити (link — телефон системи; asterisk, zadarma, mango, binotel, command; «-» — показати номер)
telephony-ask_host = Машина з вашим Asterisk («-» — немає)
telephony-ask_user = Користувач з її manager.conf
telephony-ask_secret = Його пароль (лежатиме у файлі, який читаєте лише ви)
