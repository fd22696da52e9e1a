# What an import says: of orders not understood, of unknown words and columns.

## One order not understood, and what to do with it
reject-missing = поле порожнє, або його немає
reject-missing-hint = заповніть його
reject-not_a_date = «{ $found }» – не дата
reject-not_a_date-hint = запишіть її як 2026-03-11 15:30 або 11.03.2026 15:30
reject-ambiguous_date = «{ $found }»: не зрозуміти, де день, а де місяць
reject-ambiguous_date-hint = запишіть дату як 2026-03-11 15:30 або 11.03.2026 15:30
reject-not_an_amount = «{ $found }» – не сума
reject-not_an_amount-hint = запишіть її як 1450, 1450.50 або 1450,50
reject-ambiguous_amount = «{ $found }»: не зрозуміти, де тисячі, а де копійки
reject-ambiguous_amount-hint = запишіть суму як 1450, 1450.50 або 1450,50
reject-not_a_quantity = «{ $found }» – не кількість
reject-not_a_quantity-hint = запишіть її як 2 або 1,5
reject-not_a_currency = «{ $found }» – не валюта
reject-not_a_currency-hint = запишіть три літери, наприклад UAH
reject-not_a_yes_or_no = «{ $found }» – не «так» і не «ні»
reject-not_a_yes_or_no-hint = напишіть так або ні
reject-not_a_contact = «{ $found }» – не телефон і не email
reject-not_a_contact-hint = напишіть телефон як +380671234567, email як name@example.com
reject-not_a_sex = «{ $found }» – ні чоловіча, ні жіноча стать
reject-not_a_sex-hint = напишіть чоловіча або жіноча
reject-syntax = текст порушено в рядку { $line }, стовпці { $column }: { $message }
reject-syntax-hint = виправте його там
reject-cut_short = тут файл обірвано
reject-cut_short-hint = вивантажте його заново
reject-too_large = це більше за будь-яке замовлення
reject-too_large-hint = пошукайте загублену дужку, лапку або номер замовлення, виправте файл і завантажте знову
reject-not_an_order = це не замовлення
reject-not_an_order-hint = звірте зі зразком в assets/docs/import.md або залиште як є
reject-scattered_rows = інші рядки цього ж замовлення стоять окремо, починаючи з { $line }
reject-scattered_rows-hint = відсортуйте таблицю за номером замовлення й завантажте знову
reject-rows_differ = рядки одного замовлення розходяться: { $found }
reject-rows_differ-hint = запишіть те саме в кожному рядку замовлення або лише в першому
reject-damaged = «{ $found }»: таблиця втратила цифри
reject-damaged-hint = задайте стовпцю текстовий формат, вивантажте файл заново й завантажте
reject-unknown_status = ніхто не сказав, що означає статус «{ $found }»
reject-unknown_status-hint = запишіть це в statuses.toml і завантажте файл знову
reject-open_quote = лапку відкрито й не закрито
reject-open_quote-hint = закрийте або приберіть її
reject-other_shape = «{ $found }» – не того вигляду, що описано
reject-other_shape-hint = запишіть так, як показано в assets/docs/import.md
reject-unknown_order = це про замовлення, якого тут немає
reject-unknown_order-hint = спершу завантажте замовлення, потім цей файл ще раз
reject-other_currency = сума не у валюті замовлення: { $found }
reject-other_currency-hint = запишіть її у валюті замовлення
reject-other_order = під цим id тут інше замовлення, №{ $found }: два магазини на одній системі нумерують замовлення однаково
reject-other_order-hint = назвіть магазин через --source ІМ’Я і завантажте файл знову
reject-no_columns = бракує стовпців: { $found }
reject-no_columns-hint = додайте їх у заголовок або опишіть файл через --make-profile

import-at_line = рядок { $line }
import-at_row = «{ $sheet }», рядок { $line }
import-order = замовлення { $order }
import-reject = { $where }: { $message } – { $hint }.
import-more_rejects = { $count ->
    [one] І ще { $count }.
    [few] І ще { $count }.
   *[other] І ще { $count }.
}
import-unexplained = { $count ->
    [one] Чекає { $count } замовлення
    [few] Чекають { $count } замовлення
   *[other] Чекають { $count } замовлень
}: ніхто не сказав, що означає статус «{ $word }», – додайте під { $section } у { $path } рядок із потрібним з new, confirmed, dispatched, arrived, received, cancelled, returned і завантажте файл знову: { $key }
import-dated_ahead = { $count ->
    [one] { $count } замовлення датовано майбутнім часом і вважається зробленим
    [few] { $count } замовлення датовано майбутнім часом і вважаються зробленими
   *[many] { $count } замовлень датовано майбутнім часом і вважаються зробленими
} в момент завантаження. Перевірте часовий пояс: time_zone у [shop] або у профілі.

import-unread = Стовпці, яких не прочитано: { $headings }. Якщо якийсь із них потрібен, опишіть файл через --make-profile.
import-unread_people = Стовпці, яких не прочитано: { $headings }. Якщо якийсь із них потрібен, назвіть його в описі й вкажіть його в --profile.
import-unread_one = «{ $heading }»
import-unread_near = «{ $heading }» (може, «{ $name }»?)
import-aged = З нових відкриті й зроблені давно: { $backlog } – ними займаються після нових, від давніх до недавніх, і клієнтам щодо них нічого не надсилається; історія, з якою робити нічого: { $history }. Усе, що зроблено раніше за дату, стане історією з --open-since ДАТА.
import-other_sheets = Схожі аркуші, яких не прочитано: { $sheets }. Для них зробіть профіль: --make-profile --sheet ІМ’Я.
import-skipped = Пропущено, бо це не замовлення: { $kinds }.
import-answer_error = Магазин відповів помилкою: «{ $message }».
import-answer_error_at = Магазин відповів помилкою в { $path }: «{ $message }».
import-more_pages_after = Файл кінчається раніше за останню сторінку: { $orders ->
    [one] прочитано { $orders } замовлення
    [few] прочитано { $orders } замовлення
   *[many] прочитано { $orders } замовлень
}. Наступну сторінку запитайте з after: { $after }
import-more_pages = Файл кінчається раніше за останню сторінку: { $orders ->
    [one] прочитано { $orders } замовлення
    [few] прочитано { $orders } замовлення
   *[many] прочитано { $orders } замовлень
}, а де починається наступна, у ньому не сказано. Запитайте pageInfo {"{"} hasNextPage endCursor {"}"}.
import-more_inside = У замовленні { $order } у { $list } більше, ніж у файлі: запитайте довший список.
import-more_incomplete = { $count ->
    [one] І ще { $count } таке місце.
    [few] І ще { $count } такі місця.
   *[many] І ще { $count } таких місць.
}
import-no_phone = У жодному замовленні файлу немає телефону: дзвонити нікому. Якщо це таблиця, перевірте заголовок стовпця з телефонами.

## What it asks
import-ask = { $count ->
    [one] У { $count } замовлення з { $source }
    [few] У { $count } замовлень із { $source }
   *[other] У { $count } замовлень із { $source }
} статус «{ $word }». На якому етапі такі замовлення?
import-ask_later = Enter – відкласти їх на потім
import-not_one = Будь ласка, один із номерів.
import-not_kept = Відповідь діє для цього завантаження, але зберегти її не вдалося: { $message }.

## How far it is
import-reading = { $name }: читаю, { $count }
import-progress = прочитано { $read }, { $rate }/с, відкладено { $rejected }

## Profiles
import-too_large = У { $value } більше, ніж можна прочитати за один раз.
import-too_large-hint = Вивантажте менше: лише таблиці замовлень, у SQL, або товари за розділами.
import-long_heading = Рядок заголовків у { $value } довший за 64 КіБ.
import-long_heading-hint = Пошукайте незакриту лапку або вивантажте файл заново.
import-other_columns = У { $value } немає стовпців: { $missing }.
import-other_columns-hint = Виправте профіль або зробіть новий: --make-profile.
import-no_profile = Немає профілю «{ $value }».
import-no_profile-hint = Назвіть файл, один із видів { $formats } або профіль із { $folder }: { $known }.
import-no_profile-hint_file = Назвіть файл або профіль із { $folder }: { $known }.
import-profile_exists = { $value } вже є.
import-profile_exists-hint = Назвіть інший файл через --profile-out або приберіть той.
import-profile_unwritten = Профіль не вдалося записати: { $value }.
import-profile_unwritten-hint = Назвіть інше місце через --profile-out або - для виведення на екран.
import-profile_one_file = Профіль робиться за одним файлом.
import-profile_one_file-hint = Назвіть одне вивантаження: dozvon import --make-profile ФАЙЛ.
import-profile_no_place = Папки для профілів немає: у цього користувача немає домашньої папки.
import-profile_no_place-hint = Скажіть, куди записати: --profile-out ФАЙЛ.
import-profile_known_shape = { $value } – вивантаження { $format }, профіль йому не потрібен.
import-profile_known_shape-hint = Завантажте його як є.
import-profile_no_table = У { $value } немає таблиці із заголовком.
import-profile_no_table-hint = Поставте над рядками заголовки стовпців.
import-profile_written = Профіль записано в { $path }. Перегляньте його, виправте, потім: dozvon { $command } { $file } --profile { $name }
import-profile_missing = Не знайшлося: { $columns }. Вкажіть це у профілі: без них нічого не прочитати.
import-several_sheets = Замовлення можуть бути на кількох аркушах: { $value }.
import-several_sheets-hint = Назвіть потрібний через --sheet.
import-ask_dates = Дати тут читаються двояко: 03/04 – це 3 квітня (1) чи 4 березня (2)? Enter – вирішити потім.
import-dates_undecided = Дати читаються двояко (03/04): вкажіть у профілі date_order = "dmy" або "mdy".
import-ask_sheet = Замовлення можуть бути на кількох аркушах. На якому?
import-doubt_content = «{ $heading }» сприйнято як { $column } лише за тим, що стоїть нижче.
import-doubt_blank = «{ $heading }» сприйнято як { $column } лише за назвою: нижче нічого немає.
import-doubt_rival = «{ $heading }» сприйнято як { $column }, але це може бути «{ $rival }».
import-heading = заголовок
import-column = що в ньому
import-sample = наприклад
import-toml_head = Як dozvon читає такі файли. Зроблено за { $file }: перегляньте й виправте, що вгадано неправильно.
import-toml_use = Завантажити за ним: dozvon { $command } ФАЙЛ --profile { $name }
import-toml_source = Ім’я магазину; разом із номером воно називає замовлення. Замовлення одного магазину завжди йдуть під одним іменем.
import-toml_dates = У якому порядку пишуть дати: dmy, mdy або ymd.
import-toml_dates_undecided = Дати файлу читаються двояко; вкажіть порядок: dmy (31/12) або mdy (12/31).
import-toml_sheet = Аркуш книги.
import-toml_defaults = Чого немає у файлі; інакше як у налаштуваннях.
import-toml_columns = стовпець = "заголовок у файлі"; кілька заголовків – так: ["Ім’я", "Прізвище"].
import-toml_content = вгадано за вмістом
import-toml_blank = лише за назвою, нижче нічого немає
import-toml_rival = чи це «{ $rival }»?
import-toml_needed = потрібно!
import-toml_unused = Заголовки, для яких нічого не знайшлося: { $headings }
import-toml_free = Ще dozvon знає стовпці: { $columns }
import-toml_statuses = Що означають статуси магазину: new, confirmed, dispatched, arrived, received, cancelled, returned.
