# Why an action is not possible now, in one sentence.

refusal-no_such_order = Заказа { $number } нет.

refusal-no_order = Для этого нужен заказ.
refusal-no_order-hint = Выберите строку с заказом или найдите его.
refusal-cancelled = Заказ отменён.
refusal-cancelled-hint = Сначала откройте его снова.
refusal-returned = Заказ вернулся.
refusal-returned-hint = Сначала откройте его снова.
refusal-closed = Заказ закрыт.
refusal-closed-hint = Сначала откройте его снова.
refusal-no_such_parcel = Такой посылки у заказа нет.
refusal-no_such_parcel-hint = Посмотрите его посылки: запись могли отменить.
refusal-return_too_much = { $left ->
    [0] Товара «{ $name }» у покупателя больше нет: вернуть нечего.
   *[other] Товара «{ $name }» можно вернуть не больше { $left }.
}
refusal-return_too_much-hint = Посмотрите состав заказа и прежние возвраты.
refusal-return_not_bought = Товара «{ $name }» в этом заказе нет.
refusal-return_not_bought-hint = Выберите из состава заказа.
refusal-return_worth_more = Оставшееся в заказе стоит { $money }.
refusal-return_worth_more-hint = Укажите не больше этого.
refusal-no_such_return = Такого возврата у заказа нет.
refusal-no_such_return-hint = Сначала оформите возврат; прежний могли отменить.
refusal-return_is_back = Эти товары уже вернулись.
refusal-return_is_back-hint = Если это ошибка, верните действие назад.
refusal-return_exchanged = Взамен этих товаров уже отправлены другие.
refusal-return_exchanged-hint = Посмотрите заказ, отправленный взамен.
refusal-several_parcels = У заказа несколько посылок.
refusal-several_parcels-hint = Укажите, какая из них или что это ещё одна.
refusal-parcel_over = Эта посылка уже завершена.
refusal-parcel_over-hint = Добавьте для этого номера ещё одну посылку.
refusal-number_of_another = Этот номер уже у другой посылки заказа.
refusal-number_of_another-hint = Проверьте, какая это посылка, или сначала исправьте номер там.
refusal-not_finished = Заказ открыт, открывать нечего.
refusal-not_finished-hint = Работайте с ним как есть.
refusal-not_confirmed = Заказ ещё не подтверждён.
refusal-not_confirmed-hint = Сначала подтвердите его.
refusal-not_returned = Заказ не возвращался.
refusal-not_returned-hint = Сначала отметьте возврат.
refusal-not_dispatched = Заказ ещё не отправлен.
refusal-not_dispatched-hint = Сначала введите трек-номер или сдайте его перевозчику.
refusal-on_its_way = Посылка в пути.
refusal-on_its_way-hint = Когда вернётся, отметьте возврат.
refusal-already_received = Покупатель его уже получил.
refusal-already_received-hint = Если вернётся, отметьте возврат.
refusal-already_sent = Посылка уже отправлена: доставку, адрес и оплату не меняют.
refusal-already_sent-hint = Решите это с перевозчиком и запишите в комментарий.
refusal-already_paid = Заказ уже оплачен: условия оплаты не меняют.
refusal-already_paid-hint = Если деньги вернули, сначала запишите возврат денег.
refusal-not_received = До получения заказ не закрывают.
refusal-not_received-hint = Его можно отменить.
refusal-money_owed = Покупатель ещё должен { $money }.
refusal-money_owed-hint = Сначала запишите оплату.
refusal-refund_owed = Магазин ещё должен покупателю { $money }.
refusal-refund_owed-hint = Сначала запишите возврат денег.
refusal-nothing_paid = Оплаты не было, возвращать нечего.
refusal-nothing_paid-hint = Если она была, сначала запишите её.
refusal-refund_too_large = Оплачено только { $money }.
refusal-refund_too_large-hint = Верните не больше этого.
refusal-amount_not_positive = Сумма должна быть больше нуля.
refusal-amount_not_positive-hint = Пишите 1450 или 1450,50.
refusal-amount_too_large = Таких сумм в магазине не бывает.
refusal-amount_too_large-hint = Проверьте цифры.
refusal-empty_text = Текста нет.
refusal-empty_text-hint = Напишите хотя бы слово.
refusal-names_the_person = В причине назван сам человек, и она останется.
refusal-names_the_person-hint = Скажите, кто и когда просил, без имени, телефона и почты.
refusal-above_rights = Для этого нужны права { $needs ->
    [owner] владельца
   *[other] старшего
}.
refusal-above_rights-hint = { $count ->
    [0] Ни у кого в настройках их нет: смотрите `rights` в [[operator]].
   *[other] Попросите: { $who }.
}
refusal-no_lines = В заказе нужна хотя бы одна строка.
refusal-no_lines-hint = Если ничего не осталось, отмените заказ.
refusal-needs_time = Нужно время звонка.
refusal-needs_time-hint = Пишите 15:30, завтра 10 или 2d.
refusal-needs_reason = Нужна причина.
refusal-needs_reason-hint = Выберите её из списка.
refusal-in_the_past = Это время уже прошло.
refusal-in_the_past-hint = Назовите более позднее.
refusal-in_the_future = Это время ещё не наступило.
refusal-in_the_future-hint = Укажите, когда это было, или назначьте звонок.
refusal-no_duplicate = Похожего заказа нет.
refusal-no_duplicate-hint = Если он есть, отмените этот как дубль.
refusal-no_shop_change = Магазин здесь ничего не менял.
refusal-no_shop_change-hint = Решать нечего.
refusal-no_such_call = Этот звонок к нам не приходил.
refusal-no_such_call-hint = Запишите его как исходящий.
refusal-claimed = Клиента ведёт { $by }, с { $since }.
refusal-claimed-hint = Выберите другого или перехватите его.
refusal-overtaken = { $why } Вас опередили: { $by }, { $since }, { $what }.
refusal-nothing_to_undo = Вам нечего возвращать.
refusal-nothing_to_undo-hint = Что было сделано, видно в истории.
refusal-nothing_to_redo = Повторять нечего.
refusal-nothing_to_redo-hint = Сделайте заново.
refusal-later_work = После этого здесь работает { $by }: { $what }.
refusal-later_work-hint = Попросите сначала вернуть то действие.
refusal-changed_meanwhile = С тех пор как вы смотрели, всё изменилось.
refusal-changed_meanwhile-hint = Взгляните ещё раз и повторите.
refusal-off_shift = Вы не в смене.
refusal-off_shift-hint = Сначала войдите: o g в консоли или dozvon shift in.
refusal-one_person = Это уже один покупатель.
refusal-one_person-hint = Объединять нечего.
refusal-not_a_rehearsal = Это рабочий файл: с другими часами в него не пишут.
refusal-not_a_rehearsal-hint = Скажите время через --at или работайте в демо.
refusal-message_gone = Сообщение уже ушло.
refusal-message_gone-hint = Исправить можно вдогонку: outbox correct ID.
refusal-message_not_sent = Сообщение не отправлялось.
refusal-message_not_sent-hint = Пока оно ждёт, его можно отозвать: outbox recall ID.
refusal-no_channel_sms = Канал для SMS не настроен: сообщение не уйдёт.
refusal-no_channel_sms-hint = Скопируйте текст или добавьте канал в [channels].
refusal-no_channel_email = Канал для писем не настроен: письмо не уйдёт.
refusal-no_channel_email-hint = Скопируйте текст или добавьте канал в [channels].
refusal-no_address_sms = Рабочего номера у покупателя нет, или он уже другой.
refusal-no_address_sms-hint = Выберите почту или добавьте телефон в карточке.
refusal-no_address_email = Почты покупателя нет, или она уже другая.
refusal-no_address_email-hint = Выберите SMS или добавьте почту в карточке.
refusal-not_by_hand = Сообщения вручную выключены в настройках.
refusal-not_by_hand-hint = Их включает written в [messages].
refusal-offer_no_consent = Согласия на предложения нет.
refusal-offer_no_consent-hint = Спросите и отметьте согласие: o i или customer consent.
refusal-offer_withdrawn = Предложений покупатель не хочет, навсегда.
refusal-offer_withdrawn-hint = Говорите только о заказах; ошиблись: нажмите u.
refusal-offer_too_soon = Недавно уже предлагали.
refusal-offer_too_soon-hint = Следующее предложение — когда пройдёт offer_gap.
refusal-offer_not_customer = Это не клиент.
refusal-offer_not_customer-hint = Ему ничего не предлагают.
refusal-offer_complains = У этого покупателя открыта жалоба.
refusal-offer_complains-hint = Сначала её надо закрыть: e s или dozvon order complaint N --settle ИТОГ

## What should be known of an action that was done
warning-before_payment = Уходит, пока не оплачено { $money }; напоминания продолжатся.
warning-overpaid = Это на { $money } больше, чем причиталось.
warning-check_digit = Контрольная цифра номера не сходится: проверьте опечатку.
warning-unknown_number = Номеров такого вида нет ни у одного известного перевозчика.
warning-stock_raised = { $count ->
    [one] Остаток в каталоге увеличен: { $count } товар.
    [few] Остаток в каталоге увеличен: { $count } товара.
   *[other] Остаток в каталоге увеличен: { $count } товаров.
}
warning-stock_by_feed = Остатки приходят из магазина: здесь каталог не меняется.
warning-number_elsewhere = { $count ->
    [one] Этот номер есть и у заказа { $orders } другого покупателя: проверьте, не отсканирован ли он дважды.
   *[other] Этот номер есть и у заказов { $orders } других покупателей: проверьте, не отсканирован ли он дважды.
}
warning-clock_behind = Часы показывают время раньше последней записи, { $last }.
warning-done_by = Вас опередили: { $by }, { $at }.
warning-same_message = Такое же сообщение уже было, в { $at }.
warning-messages_recalled = { $count ->
    [one] Отозвано { $count } сообщение, которое ещё не ушло: { $what }.
    [few] Отозваны { $count } сообщения, которые ещё не ушли: { $what }.
   *[many] Отозвано { $count } сообщений, которые ещё не ушли: { $what }.
}
warning-messages_gone = { $count ->
    [one] { $count } сообщение уже ушло: { $what }. Поправку можно отправить из исходящих.
    [few] { $count } сообщения уже ушли: { $what }. Поправку можно отправить из исходящих.
   *[many] { $count } сообщений уже ушли: { $what }. Поправку можно отправить из исходящих.
}
warning-shift_lost = Прошлая смена осталась без выхода и закрыта по последнему признаку жизни: { $at }.

## When the file fails
fault-not_found = Такого заказа или покупателя нет.
fault-not_found-hint = Найдите его поиском: может быть, карточки объединили.
fault-database_plain = Базу не удалось прочесть или записать.
fault-database = Базу не удалось прочесть или записать: { $message }.
fault-newer_schema-hint = Его записал более новый dozvon: обновите этот.
fault-busy-hint = Его занимает другая программа: попробуйте ещё раз.
fault-disk_full-hint = Диск полон: освободите место и попробуйте ещё раз.
fault-cannot_open-hint = Проверьте, что папка есть и в неё можно писать.
fault-only_reads = Этот сервер только для чтения.
fault-only_reads-hint = Ничего не записано. Он повторяет другой сервер: работайте по адресу того. Отчёты, очередь и поиск отвечают и здесь.
fault-not_ours-hint = Это база другой программы, в ней ничего не изменено: свою назовите через --db.
fault-damaged-hint = Это не файл dozvon или он повреждён: восстановите копию.
fault-not_there-hint = Создают её `import`, `order new`, `shift in` и `work`; другую назовёт --db.
fault-replaced-hint = Ничего не записано. Закройте программу, посмотрите, какой файл верный, и откройте его.
fault-unreachable = Нет связи с базой: { $message }.
fault-unreachable-hint = Ничего не записано. Проверьте сеть и работает ли сервер и попробуйте ещё раз.
fault-unsure = Сервер пропал, не сказав, записано ли это: { $message }.
fault-unsure-hint = Когда он снова будет на связи, загляните в историю, прежде чем повторять.
fault-moved = Работа перенесена из этой базы в { $message }.
fault-moved-hint = Назовите новое место: --db, DOZVON_DB или database = в настройках.
fault-not_let_in-hint = Проверьте имя, базу и пароль: password в [database], DOZVON_DB_PASSWORD или ~/.pgpass, доступный только вам.
fault-not_granted = На сервере у этого входа нет такого права: { $message }.
fault-not_granted-hint = Право даёт тот, кто ведёт сервер; после обновления программы первым базу открывает владелец таблиц.
fault-unknown_authority = Сертификат { $message } подписал кто-то, кого здесь не знают.
fault-unknown_authority-hint = Туда ничего не отправлено. Если у магазина свой центр сертификации, назовите его файл в адресе: ?sslrootcert=/etc/ssl/shop.pem
fault-other_name = Сертификат выдан другой машине, не { $message }.
fault-other_name-hint = Туда ничего не отправлено. Пишите сервер так, как его называет сертификат, или выпустите сертификат на это имя.
fault-not_proven = Сервер не доказал, кто он: { $message }.
fault-not_proven-hint = Туда ничего не отправлено. Проверьте его сертификат и есть ли ssl = on в его postgresql.conf.
fault-unknown-hint = Попробуйте ещё раз; если не пройдёт, сначала сделайте копию базы.
