# Что говорит загрузка: о непонятых заказах, незнакомых словах и столбцах.

## Один непонятый заказ, и что с ним делать
reject-missing = поле пусто или его нет
reject-missing-hint = заполните его
reject-not_a_date = «{ $found }» – не дата
reject-not_a_date-hint = запишите её как 2026-03-11 15:30 или 11.03.2026 15:30
reject-ambiguous_date = «{ $found }»: не понять, где день, а где месяц
reject-ambiguous_date-hint = запишите дату как 2026-03-11 15:30 или 11.03.2026 15:30
reject-not_an_amount = «{ $found }» – не сумма
reject-not_an_amount-hint = запишите её как 1450, 1450.50 или 1450,50
reject-ambiguous_amount = «{ $found }»: не понять, где тысячи, а где копейки
reject-ambiguous_amount-hint = запишите сумму как 1450, 1450.50 или 1450,50
reject-not_a_quantity = «{ $found }» – не количество
reject-not_a_quantity-hint = запишите его как 2 или 1,5
reject-not_a_currency = «{ $found }» – не валюта
reject-not_a_currency-hint = запишите три буквы, например RUB
reject-not_a_yes_or_no = «{ $found }» – ни да, ни нет
reject-not_a_yes_or_no-hint = напишите да или нет
reject-not_a_contact = «{ $found }» – не телефон и не почта
reject-not_a_contact-hint = напишите телефон как +79161234567, почту как name@example.com
reject-not_a_sex = «{ $found }» – ни мужской, ни женский пол
reject-not_a_sex-hint = напишите мужской или женский
reject-syntax = текст нарушен в строке { $line }, столбце { $column }: { $message }
reject-syntax-hint = поправьте его там
reject-cut_short = здесь файл оборван
reject-cut_short-hint = выгрузите его заново
reject-too_large = это больше любого заказа
reject-too_large-hint = поищите потерянную скобку, кавычку или номер заказа, поправьте файл и загрузите снова
reject-not_an_order = это не заказ
reject-not_an_order-hint = сверьте с образцом в assets/docs/import.md или оставьте как есть
reject-scattered_rows = другие строки этого же заказа стоят отдельно, начиная с { $line }
reject-scattered_rows-hint = отсортируйте таблицу по номеру заказа и загрузите снова
reject-rows_differ = строки одного заказа расходятся: { $found }
reject-rows_differ-hint = запишите одно и то же в каждой строке заказа или только в первой
reject-damaged = «{ $found }»: таблица потеряла цифры
reject-damaged-hint = задайте столбцу текстовый формат, выгрузите файл заново и загрузите
reject-unknown_status = никто не сказал, что значит статус «{ $found }»
reject-unknown_status-hint = запишите это в statuses.toml и загрузите файл снова
reject-open_quote = кавычка открыта и не закрыта
reject-open_quote-hint = закройте её или уберите
reject-other_shape = «{ $found }» – не того вида, что описан
reject-other_shape-hint = запишите так, как показано в assets/docs/import.md
reject-unknown_order = это о заказе, которого здесь нет
reject-unknown_order-hint = загрузите сам заказ, затем этот файл ещё раз
reject-other_currency = сумма не в валюте заказа: { $found }
reject-other_currency-hint = запишите её в валюте заказа
reject-other_order = под его id здесь другой заказ, №{ $found }: два магазина на одной системе нумеруют заказы одинаково
reject-other_order-hint = назовите магазин с помощью --source ИМЯ и загрузите файл снова
reject-no_columns = не хватает столбцов: { $found }
reject-no_columns-hint = добавьте их в заголовок или опишите файл с помощью --make-profile

import-at_line = строка { $line }
import-at_row = «{ $sheet }», строка { $line }
import-order = заказ { $order }
import-reject = { $where }: { $message } – { $hint }.
import-more_rejects = { $count ->
    [one] И ещё { $count }.
    [few] И ещё { $count }.
   *[other] И ещё { $count }.
}
import-unexplained = { $count ->
    [one] Ждёт { $count } заказ
    [few] Ждут { $count } заказа
   *[other] Ждут { $count } заказов
}: никто не сказал, что значит статус «{ $word }», – добавьте под { $section } в { $path } строку с нужным из new, confirmed, dispatched, arrived, received, cancelled, returned и загрузите файл снова: { $key }
import-dated_ahead = { $count ->
    [one] { $count } заказ датирован будущим временем и считается сделанным
    [few] { $count } заказа датированы будущим временем и считаются сделанными
   *[many] { $count } заказов датированы будущим временем и считаются сделанными
} в момент загрузки. Проверьте часовой пояс: time_zone в [shop] или в профиле.

import-unread = Столбцы, которые не прочитаны: { $headings }. Если какой-то из них нужен, опишите файл с помощью --make-profile.
import-unread_people = Столбцы, которые не прочитаны: { $headings }. Если какой-то из них нужен, назовите его в описании и укажите его в --profile.
import-unread_one = «{ $heading }»
import-unread_near = «{ $heading }» (может быть, «{ $name }»?)
import-aged = Из новых открыты и сделаны давно: { $backlog } – ими занимаются после новых, от старых к недавним, и покупателям по ним ничего не отправляется; история, по которой делать нечего: { $history }. Всё, что сделано раньше даты, станет историей с --open-since ДАТА.
import-other_sheets = Похожие листы, которые не прочитаны: { $sheets }. Для них сделайте профиль: --make-profile --sheet ИМЯ.
import-skipped = Пропущено, так как это не заказы: { $kinds }.
import-answer_error = Магазин ответил с ошибкой: «{ $message }».
import-answer_error_at = Магазин ответил с ошибкой в { $path }: «{ $message }».
import-more_pages_after = Файл кончается раньше последней страницы: { $orders ->
    [one] прочитан { $orders } заказ
    [few] прочитано { $orders } заказа
   *[many] прочитано { $orders } заказов
}. Следующую страницу запросите с after: { $after }
import-more_pages = Файл кончается раньше последней страницы: { $orders ->
    [one] прочитан { $orders } заказ
    [few] прочитано { $orders } заказа
   *[many] прочитано { $orders } заказов
}, а где начинается следующая, в нём не сказано. Запросите pageInfo {"{"} hasNextPage endCursor {"}"}.
import-more_inside = У заказа { $order } в { $list } больше, чем в файле: запросите список длиннее.
import-more_incomplete = { $count ->
    [one] И ещё { $count } такое место.
    [few] И ещё { $count } таких места.
   *[many] И ещё { $count } таких мест.
}
import-no_phone = Ни в одном заказе файла нет телефона: звонить некому. Если это таблица, проверьте заголовок столбца с телефонами.

## Что она спрашивает
import-ask = { $count ->
    [one] У { $count } заказа из { $source }
    [few] У { $count } заказов из { $source }
   *[other] У { $count } заказов из { $source }
} статус «{ $word }». Где стоят такие заказы?
import-ask_later = Enter – отложить их на потом
import-not_one = Пожалуйста, один из номеров.
import-not_kept = Ответ действует для этой загрузки, но сохранить его не удалось: { $message }.

## Далеко ли она
import-reading = { $name }: читаю, { $count }
import-progress = прочитано { $read }, { $rate }/с, отложено { $rejected }

## Профили
import-too_large = В { $value } больше, чем можно прочесть за один раз.
import-too_large-hint = Выгрузите меньше: только таблицы заказов, в SQL, или товары по разделам.
import-long_heading = Строка заголовков в { $value } длиннее 64 КиБ.
import-long_heading-hint = Поищите незакрытую кавычку или выгрузите файл заново.
import-other_columns = В { $value } нет столбцов: { $missing }.
import-other_columns-hint = Поправьте профиль или сделайте новый: --make-profile.
import-no_profile = Нет профиля «{ $value }».
import-no_profile-hint = Назовите файл, один из видов { $formats } или профиль из { $folder }: { $known }.
import-no_profile-hint_file = Назовите файл или профиль из { $folder }: { $known }.
import-profile_exists = { $value } уже есть.
import-profile_exists-hint = Назовите другой файл через --profile-out или уберите тот.
import-profile_unwritten = Профиль не удалось записать: { $value }.
import-profile_unwritten-hint = Назовите другое место через --profile-out или - для вывода на экран.
import-profile_one_file = Профиль делается по одному файлу.
import-profile_one_file-hint = Назовите одну выгрузку: dozvon import --make-profile ФАЙЛ.
import-profile_no_place = Папки для профилей нет: у этого пользователя нет домашней папки.
import-profile_no_place-hint = Скажите, куда записать: --profile-out ФАЙЛ.
import-profile_known_shape = { $value } – выгрузка { $format }, профиль ей не нужен.
import-profile_known_shape-hint = Загрузите её как есть.
import-profile_no_table = В { $value } нет таблицы с заголовком.
import-profile_no_table-hint = Поставьте над строками заголовки столбцов.
import-profile_written = Профиль записан в { $path }. Просмотрите его, поправьте, затем: dozvon { $command } { $file } --profile { $name }
import-profile_missing = Не нашлось: { $columns }. Укажите это в профиле: без них ничего не прочитать.
import-several_sheets = Заказы могут быть на нескольких листах: { $value }.
import-several_sheets-hint = Назовите нужный с помощью --sheet.
import-ask_dates = Даты здесь читаются двояко: 03/04 – это 3 апреля (1) или 4 марта (2)? Enter – решить потом.
import-dates_undecided = Даты читаются двояко (03/04): укажите в профиле date_order = "dmy" или "mdy".
import-ask_sheet = Заказы могут быть на нескольких листах. На каком?
import-doubt_content = «{ $heading }» принят за { $column } только по тому, что стоит ниже.
import-doubt_blank = «{ $heading }» принят за { $column } только по названию: ниже ничего нет.
import-doubt_rival = «{ $heading }» принят за { $column }, но это может быть «{ $rival }».
import-heading = заголовок
import-column = что в нём
import-sample = например
import-toml_head = Как dozvon читает такие файлы. Сделано по { $file }: просмотрите и поправьте, что угадано неверно.
import-toml_use = Загрузить по нему: dozvon { $command } ФАЙЛ --profile { $name }
import-toml_source = Имя магазина; вместе с его номером оно называет заказ. Заказы одного магазина всегда идут под одним именем.
import-toml_dates = В каком порядке пишутся даты: dmy, mdy или ymd.
import-toml_dates_undecided = Даты файла читаются двояко; укажите порядок: dmy (31/12) или mdy (12/31).
import-toml_sheet = Лист книги.
import-toml_defaults = Чего нет в файле; иначе как в настройках.
import-toml_columns = столбец = "заголовок в файле"; несколько заголовков – так: ["Имя", "Фамилия"].
import-toml_content = угадано по содержимому
import-toml_blank = только по названию, ниже ничего нет
import-toml_rival = или это «{ $rival }»?
import-toml_needed = нужно!
import-toml_unused = Заголовки, для которых ничего не нашлось: { $headings }
import-toml_free = Ещё dozvon знает столбцы: { $columns }
import-toml_statuses = Что значат статусы магазина: new, confirmed, dispatched, arrived, received, cancelled, returned.
