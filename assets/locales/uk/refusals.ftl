# Why an action is not possible now, in one sentence.

refusal-no_such_order = Замовлення { $number } немає.

refusal-no_order = Для цього потрібне замовлення.
refusal-no_order-hint = Оберіть рядок із замовленням або знайдіть його.
refusal-cancelled = Замовлення скасовано.
refusal-cancelled-hint = Спершу відкрийте його знову.
refusal-returned = Замовлення повернулося.
refusal-returned-hint = Спершу відкрийте його знову.
refusal-closed = Замовлення закрито.
refusal-closed-hint = Спершу відкрийте його знову.
refusal-no_such_parcel = Такої посилки в замовленні немає.
refusal-no_such_parcel-hint = Погляньте на його посилки: запис могли скасувати.
refusal-return_too_much = { $left ->
    [0] Товару «{ $name }» у покупця більше немає: повернути нічого.
   *[other] Товару «{ $name }» можна повернути не більше { $left }.
}
refusal-return_too_much-hint = Подивіться склад замовлення і попередні повернення.
refusal-return_not_bought = Товару «{ $name }» у цьому замовленні немає.
refusal-return_not_bought-hint = Оберіть зі складу замовлення.
refusal-return_worth_more = Те, що лишилося в замовленні, коштує { $money }.
refusal-return_worth_more-hint = Вкажіть не більше за це.
refusal-no_such_return = Такого повернення замовлення не має.
refusal-no_such_return-hint = Спершу оформіть повернення; попереднє могли скасувати.
refusal-return_is_back = Ці товари вже повернулися.
refusal-return_is_back-hint = Якщо це помилка, скасуйте останню дію.
refusal-return_exchanged = Замість цих товарів уже надіслано інші.
refusal-return_exchanged-hint = Подивіться замовлення, надіслане натомість.
refusal-several_parcels = У замовленні кілька посилок.
refusal-several_parcels-hint = Вкажіть, яка з них або що це ще одна.
refusal-parcel_over = Цю посилку вже завершено.
refusal-parcel_over-hint = Додайте для цього номера ще одну посилку.
refusal-number_of_another = Цей номер уже має інша посилка замовлення.
refusal-number_of_another-hint = Перевірте, яка це посилка, або спершу виправте номер там.
refusal-not_finished = Замовлення відкрите, відкривати нічого.
refusal-not_finished-hint = Працюйте з ним як є.
refusal-not_confirmed = Замовлення ще не підтверджено.
refusal-not_confirmed-hint = Спершу підтвердьте його.
refusal-not_returned = Замовлення не поверталося.
refusal-not_returned-hint = Спершу позначте повернення.
refusal-not_dispatched = Замовлення ще не відправлено.
refusal-not_dispatched-hint = Спершу внесіть ТТН або передайте його перевізнику.
refusal-on_its_way = Посилка в дорозі.
refusal-on_its_way-hint = Коли повернеться, позначте повернення.
refusal-already_received = Клієнт його вже отримав.
refusal-already_received-hint = Якщо повернеться, позначте повернення.
refusal-already_sent = Посилку вже відправлено: доставку, адресу й оплату не змінюють.
refusal-already_sent-hint = Вирішіть це з перевізником і запишіть у коментар.
refusal-already_paid = Замовлення вже оплачено: умови оплати не змінюють.
refusal-already_paid-hint = Якщо гроші повернули, спершу запишіть повернення коштів.
refusal-not_received = До отримання замовлення не закривають.
refusal-not_received-hint = Його можна скасувати.
refusal-money_owed = Клієнт іще винен { $money }.
refusal-money_owed-hint = Спершу запишіть оплату.
refusal-refund_owed = Магазин іще винен клієнту { $money }.
refusal-refund_owed-hint = Спершу запишіть повернення коштів.
refusal-nothing_paid = Оплати не було, повертати нічого.
refusal-nothing_paid-hint = Якщо вона була, спершу запишіть її.
refusal-refund_too_large = Оплачено лише { $money }.
refusal-refund_too_large-hint = Поверніть не більше за це.
refusal-amount_not_positive = Сума має бути більшою за нуль.
refusal-amount_not_positive-hint = Пишіть 1450 або 1450,50.
refusal-amount_too_large = Таких сум у магазині не буває.
refusal-amount_too_large-hint = Перевірте цифри.
refusal-empty_text = Тексту немає.
refusal-empty_text-hint = Напишіть хоча б слово.
refusal-names_the_person = У причині названо саму людину, і це лишиться.
refusal-names_the_person-hint = Скажіть, хто й коли просив, без імені, телефону та email.
refusal-above_rights = Для цього потрібні права { $needs ->
    [owner] власника
   *[other] старшого
}.
refusal-above_rights-hint = { $count ->
    [0] Ні в кого в налаштуваннях їх немає: див. `rights` в [[operator]].
   *[other] Попросіть: { $who }.
}
refusal-no_lines = У замовленні потрібен хоча б один рядок.
refusal-no_lines-hint = Якщо нічого не лишилося, скасуйте замовлення.
refusal-needs_time = Потрібен час дзвінка.
refusal-needs_time-hint = Пишіть 15:30, завтра 10 або 2d.
refusal-needs_reason = Потрібна причина.
refusal-needs_reason-hint = Оберіть її зі списку.
refusal-in_the_past = Цей час уже минув.
refusal-in_the_past-hint = Назвіть пізніший.
refusal-in_the_future = Цей час іще не настав.
refusal-in_the_future-hint = Вкажіть, коли це було, або призначте дзвінок.
refusal-no_duplicate = Схожого замовлення немає.
refusal-no_duplicate-hint = Якщо воно є, скасуйте це як дубль.
refusal-no_shop_change = Магазин тут нічого не змінював.
refusal-no_shop_change-hint = Вирішувати нічого.
refusal-no_such_call = Цей дзвінок до нас не надходив.
refusal-no_such_call-hint = Запишіть його як вихідний.
refusal-claimed = Клієнта веде { $by }, з { $since }.
refusal-claimed-hint = Оберіть іншого або перехопіть клієнта.
refusal-overtaken = { $why } Вас випередили: { $by }, { $since }, { $what }.
refusal-nothing_to_undo = Вам нічого повертати.
refusal-nothing_to_undo-hint = Що було зроблено, видно в історії.
refusal-nothing_to_redo = Повторювати нічого.
refusal-nothing_to_redo-hint = Зробіть заново.
refusal-later_work = Після цього тут працює { $by }: { $what }.
refusal-later_work-hint = Попросіть спершу повернути ту дію.
refusal-changed_meanwhile = Відколи ви дивилися, усе змінилося.
refusal-changed_meanwhile-hint = Погляньте ще раз і повторіть.
refusal-off_shift = Ви не на зміні.
refusal-off_shift-hint = Спершу вийдіть на неї: o g у консолі або dozvon shift in.
refusal-one_person = Це вже один клієнт.
refusal-one_person-hint = Об’єднувати нічого.
refusal-not_a_rehearsal = Це робочий файл: з іншим годинником у нього не пишуть.
refusal-not_a_rehearsal-hint = Вкажіть час через --at або працюйте в демо.
refusal-message_gone = Повідомлення вже пішло.
refusal-message_gone-hint = Виправити можна навздогін: outbox correct ID.
refusal-message_not_sent = Повідомлення не надсилалося.
refusal-message_not_sent-hint = Поки воно чекає, його можна відкликати: outbox recall ID.
refusal-no_channel_sms = Канал для SMS не налаштовано: повідомлення не піде.
refusal-no_channel_sms-hint = Скопіюйте текст або додайте канал у [channels].
refusal-no_channel_email = Канал для листів не налаштовано: лист не піде.
refusal-no_channel_email-hint = Скопіюйте текст або додайте канал у [channels].
refusal-no_address_sms = Робочого номера в клієнта немає, або він уже інший.
refusal-no_address_sms-hint = Оберіть email або додайте телефон у картці.
refusal-no_address_email = Email у клієнта немає, або він уже інший.
refusal-no_address_email-hint = Оберіть SMS або додайте email у картці.
refusal-not_by_hand = Повідомлення вручну вимкнено в налаштуваннях.
refusal-not_by_hand-hint = Їх вмикає written у [messages].
refusal-offer_no_consent = Згоди на пропозиції немає.
refusal-offer_no_consent-hint = Спитайте й позначте згоду: o i або customer consent.
refusal-offer_withdrawn = Пропозицій клієнт не хоче, назавжди.
refusal-offer_withdrawn-hint = Говоріть лише про замовлення; помилилися: натисніть u.
refusal-offer_too_soon = Нещодавно вже пропонували.
refusal-offer_too_soon-hint = Наступна пропозиція – коли мине offer_gap.
refusal-offer_not_customer = Це не клієнт.
refusal-offer_not_customer-hint = Тут нічого не пропонують.
refusal-offer_complains = У цього клієнта відкрита скарга.
refusal-offer_complains-hint = Спершу її треба закрити: e s або dozvon order complaint N --settle ПІДСУМОК

## What should be known of an action that was done
warning-before_payment = Відправляється, поки не оплачено { $money }; нагадування триватимуть.
warning-overpaid = Це на { $money } більше, ніж належало.
warning-check_digit = Контрольна цифра номера не сходиться: перевірте, чи немає описки.
warning-unknown_number = Номерів такого вигляду немає в жодного відомого перевізника.
warning-stock_raised = { $count ->
    [one] Залишок у каталозі збільшено: { $count } товар.
    [few] Залишок у каталозі збільшено: { $count } товари.
   *[other] Залишок у каталозі збільшено: { $count } товарів.
}
warning-stock_by_feed = Залишки надходять із магазину: тут каталог не змінюється.
warning-number_elsewhere = { $count ->
    [one] Цей номер є і в замовленні { $orders } іншого клієнта: перевірте, чи не відскановано його двічі.
   *[other] Цей номер є і в замовленнях { $orders } інших клієнтів: перевірте, чи не відскановано його двічі.
}
warning-clock_behind = Годинник показує час, раніший за останній запис, { $last }.
warning-done_by = Вас випередили: { $by }, { $at }.
warning-same_message = Таке саме повідомлення вже було, о { $at }.
warning-messages_recalled = { $count ->
    [one] Відкликано { $count } повідомлення, яке ще не пішло: { $what }.
    [few] Відкликано { $count } повідомлення, які ще не пішли: { $what }.
   *[many] Відкликано { $count } повідомлень, які ще не пішли: { $what }.
}
warning-messages_gone = { $count ->
    [one] { $count } повідомлення вже пішло: { $what }. Виправлення можна надіслати з вихідних.
    [few] { $count } повідомлення вже пішли: { $what }. Виправлення можна надіслати з вихідних.
   *[many] { $count } повідомлень уже пішли: { $what }. Виправлення можна надіслати з вихідних.
}
warning-shift_lost = Минула зміна лишилася без виходу й закрита за останньою ознакою життя: { $at }.

## When the file fails
fault-not_found = Такого замовлення чи клієнта немає.
fault-not_found-hint = Знайдіть пошуком: можливо, картки об’єднали.
fault-database_plain = Базу не вдалося прочитати або записати.
fault-database = Базу не вдалося прочитати або записати: { $message }.
fault-newer_schema-hint = Його записав новіший dozvon: оновіть цей.
fault-busy-hint = Його зайняла інша програма: спробуйте ще раз.
fault-disk_full-hint = Диск повний: звільніть місце й спробуйте ще раз.
fault-cannot_open-hint = Перевірте, що папка є і в неї можна писати.
fault-only_reads = Цей сервер лише для читання.
fault-only_reads-hint = Нічого не записано. Він повторює інший сервер: працюйте за адресою того. Звіти, черга й пошук відповідають і тут.
fault-not_ours-hint = Це база іншої програми, у ній нічого не змінено: свою назвіть через --db.
fault-damaged-hint = Це не файл dozvon або він пошкоджений: відновіть копію.
fault-not_there-hint = Її створюють `import`, `order new`, `shift in` та `work`; іншу назве --db.
fault-replaced-hint = Нічого не записано. Закрийте програму, погляньте, який файл правильний, і відкрийте його.
fault-unreachable = Немає зв’язку з базою: { $message }.
fault-unreachable-hint = Нічого не записано. Перевірте мережу та чи працює сервер і спробуйте ще раз.
fault-unsure = Сервер зник, не сказавши, чи це записано: { $message }.
fault-unsure-hint = Коли він знову буде на зв’язку, загляньте в історію, перш ніж повторювати.
fault-moved = Роботу перенесено з цієї бази до { $message }.
fault-moved-hint = Назвіть нове місце: --db, DOZVON_DB або database = у налаштуваннях.
fault-not_let_in-hint = Перевірте ім’я, базу й пароль: password у [database], DOZVON_DB_PASSWORD або ~/.pgpass, доступний лише вам.
fault-not_granted = На сервері цей вхід не має такого права: { $message }.
fault-not_granted-hint = Право надає той, хто веде сервер; після оновлення програми першим базу відкриває власник таблиць.
fault-unknown_authority = Сертифікат { $message } підписав хтось, кого тут не знають.
fault-unknown_authority-hint = Туди нічого не надіслано. Якщо магазин має власний центр сертифікації, назвіть його файл в адресі: ?sslrootcert=/etc/ssl/shop.pem
fault-other_name = Сертифікат видано іншій машині, не { $message }.
fault-other_name-hint = Туди нічого не надіслано. Пишіть сервер так, як його називає сертифікат, або випустіть сертифікат на це ім’я.
fault-not_proven = Сервер не довів, хто він: { $message }.
fault-not_proven-hint = Туди нічого не надіслано. Перевірте його сертифікат і чи є ssl = on у його postgresql.conf.
fault-unknown-hint = Спробуйте ще раз; якщо не мине, спершу зробіть копію бази.
