//! The help and the errors of usage in Russian, and by what the language is chosen.

use crate::support::desk::TestDesk;

/// What stands below the help of every command.
const GLOBAL: &str = "
Общие параметры:
      --db <ФАЙЛ>       База (или DOZVON_DB)
      --config <ФАЙЛ>   Настройки (или DOZVON_CONFIG)
      --operator <ИМЯ>  Кто работает (или DOZVON_OPERATOR)
      --lang <ЯЗЫК>     Язык [значения: en, ru, uk]
      --now <RFC3339>   Показать всё, как в этот момент; записывать так можно только в демо
      --json            Вывести один документ JSON
";

#[test]
fn the_help_of_the_program_speaks_russian() {
    let told = TestDesk::new().run(&["--help", "--lang", "ru"]).success().stdout;
    let expected = r#"Продажи небольшого интернет-магазина: кем заняться сейчас и почему.

N — номер заказа, как его пишет магазин, или id:12.
КОГДА — 15:30, +2h, 2d, "завтра 10", "2026-03-11 15:30" или RFC 3339.
СУММА — 1450 или 1450,50.

Код выхода: 0 — сделано или менять нечего; 1 — сделано не всё; 2 — не понято, не нашлось или нашлось
несколько; 3 — настройки; 4 — база; 5 — отказ.

Использование: dozvon [ПАРАМЕТРЫ] [КОМАНДА]

Команды:
  init         Настроить магазин: спросит название, страну, часы и телефон и запишет настройки
  queue        Кем заняться сейчас, по порядку
  plan         Дела на день, если никто ничего не сделает
  next         Взять верхнего из очереди
  order        Посмотреть заказ и поработать с ним
  customer     Посмотреть покупателя и поработать с его карточкой
  call         Записать звонок или сказать, что происходит на линии
  telephony    Есть ли связь с АТС и что она позволяет видеть
  shift        Войти в смену, выйти, сделать перерыв; кто и когда был в смене
  undo         Вернуть всё, как было до последнего вашего действия
  redo         Повторить то, что вернули последним
  outbox       Исходящие: сообщения, которые уходят сами
  message      Что пишут покупателям: тексты и как они прочтутся
  answers      Готовые ответы на обычные вопросы
  channels     Каналы сообщений: чем они уходят и работает ли это
  work         Делать то, что делается само по сроку, без экрана
  listen       Слушать, что сообщают другие машины: АТС, магазины, шлюзы, — без экрана
  backup       Сделать копию базы и проверить её
  restore      Вернуть копию на место базы
  move         Перенести базу в другое место, в файл или на сервер, и закрыть эту
  doctor       Что не так с базой и вокруг неё и что делать
  promise      Обещание позвонить, составленное по часам работы
  search       Найти заказы и покупателей по номеру, телефону или имени
  journal      Что было сделано, сначала новое
  report       Утренняя сводка и показатели
  import       Загрузить заказы из выгрузки магазина
  feed         Источники: откуда заказы приходят сами
  carriers     Перевозчики: кого спрашиваем о посылках сами
  parcels      Многие посылки сразу: трек-номера, упаковочный лист, ведомость курьеру
  money        Что пришло на счёт магазина и какие заказы этим оплачены
  catalogue    Что магазин продаёт и чего у него на самом деле нет
  demo         Открыть рабочий экран с выдуманным магазином
  config       Проверить настройки, изменить одну или узнать, где они лежат
  completions  Вывести то, что нужно оболочке, чтобы дополнять команды
  man          Вывести страницу справки man

Параметры:
  -h, --help
          Показать справку (короче: -h)

  -V, --version
          Показать версию

Общие параметры:
      --db <ФАЙЛ>
          База (или DOZVON_DB)

      --config <ФАЙЛ>
          Настройки (или DOZVON_CONFIG)

      --operator <ИМЯ>
          Кто работает (или DOZVON_OPERATOR)

      --lang <ЯЗЫК>
          Язык [значения: en, ru, uk]

      --now <RFC3339>
          Показать всё, как в этот момент; записывать так можно только в демо

      --json
          Вывести один документ JSON
"#;
    assert_eq!(told, expected);
}

#[test]
fn the_help_of_a_group_of_commands_speaks_russian() {
    let told = TestDesk::new()
        .run(&["order", "--help", "--lang", "ru"])
        .success()
        .stdout;
    let expected = "Посмотреть заказ и поработать с ним

Использование: dozvon order [ПАРАМЕТРЫ] <КОМАНДА>

Команды:
  show            Всё о заказе
  script          Что сейчас сказать и о чём не забыть
  confirm         Подтвердить: покупатель со всем согласен
  pay             Деньги пришли: всё, что к оплате, или СУММА
  refund          Деньги возвращены
  pay-code        Как его оплатить: ссылка и код для приложения банка
  ship            Записать трек-номер
  take            Взять покупателя этого заказа
  release         Отпустить покупателя
  skip            Пропустить на десять минут
  handed          Сдан перевозчику
  arrived         Прибыл в пункт выдачи
  received        Покупатель получил
  returned        Вернулся
  return          Оформить возврат товара после получения
  return-sent     Возврат отправлен
  return-back     Возврат получен магазином
  return-drop     Возврат не состоится: товар остаётся у покупателя
  exchange        Отправить другой товар взамен возвращаемого
  reopen          Открыть снова
  close           Закрыть
  new             Записать заказ, принятый по телефону
  cancel          Отменить
  note            Записать заметку
  schedule        Назначить звонок
  dispatch-by     Назначить заказу свой срок отправки
  lines           Изменить состав
  edit            Изменить оплату, доставку, адрес или комментарий
  keep-both       Это разные заказы, только похожи: оставить оба
  accept-shop     Принять изменения магазина
  keep-ours       Оставить наше, хотя магазин изменил или отменил заказ
  put-off         Отложить предложение программы и сказать почему
  told-late       Покупателю сказано, что отправка задержится
  complaint       Жалоба на заказ; или чем она кончилась
  parcel-refused  Покупатель отказался от посылки
  put-in-stock    Вернувшееся снова на складе
  claims-paid     Покупатель говорит, что оплатил
  told-unpaid     Покупателю сказано, что оплата не пришла
  care-done       Впечатления известны: следующий контрольный звонок не нужен

Параметры:
  -h, --help  Показать справку
";
    assert_eq!(told, format!("{expected}{GLOBAL}"));
}

#[test]
fn the_help_of_a_command_speaks_russian() {
    let told = TestDesk::new()
        .run(&["order", "ship", "--help", "--lang", "ru"])
        .success()
        .stdout;
    let expected = "Записать трек-номер

Использование: dozvon order ship [ПАРАМЕТРЫ] <N> <ТРЕК-НОМЕР>

Аргументы:
  <N>           Номер заказа или id:12
  <ТРЕК-НОМЕР>  Трек-номер

Параметры:
      --carrier <КОД>     Кто везёт; если не указать, видно по номеру или заказу [значения:
                          russian_post, nova_poshta, cdek, ukrposhta, boxberry, courier, pickup,
                          other, none]
      --not-handed        Посылку сдадут позже
      --add               Это ещё одна посылка заказа
      --parcel <ПОСЫЛКА>  Чей это теперь номер, если посылок несколько: место или прежний номер
      --lines <СТРОКИ>    Что в ней: места строк заказа, 1,3 или 2:1 — одна штука второй
      --estimate <ДЕНЬ>   Когда должна прийти
  -h, --help              Показать справку
";
    assert_eq!(told, format!("{expected}{GLOBAL}"));
}

#[test]
fn a_default_and_the_words_a_value_may_have_stand_beside_it() {
    let told = TestDesk::new().run(&["promise", "-h", "--lang", "ru"]).success().stdout;
    let expected = "Обещание позвонить, составленное по часам работы

Использование: dozvon promise [ПАРАМЕТРЫ]

Параметры:
      --for <МЕСТО>  Где его прочтут или услышат [обычно: site] [значения: site (сайт магазина),
                     phone (автоответчик)]
  -h, --help         Показать справку
";
    assert_eq!(told, format!("{expected}{GLOBAL}"));
}

#[test]
fn what_is_wrong_with_a_command_line_is_said_in_russian() {
    let desk = TestDesk::new();
    let cases: &[(&[&str], &str)] = &[
        (&["ordr"], "Команды «ordr» нет.\nподсказка: Похоже на это: order."),
        (
            &["order", "ship", "D1"],
            "Не хватает: <ТРЕК-НОМЕР>.\n\
             подсказка: Использование: dozvon order ship [ПАРАМЕТРЫ] <N> <ТРЕК-НОМЕР>",
        ),
        (
            &["customer", "consent", "id:1", "yess"],
            "«yess» не подходит для <ОТВЕТ>.\nподсказка: Похоже на это: yes. Значения: yes, no.",
        ),
        (
            &["order"],
            "Команда не закончена.\nподсказка: Использование: dozvon order [ПАРАМЕТРЫ] <КОМАНДА>",
        ),
        (
            &["order", "confirm", "D1", "--xyz"],
            "Параметра --xyz нет.\nподсказка: Если --xyz — не параметр, а текст, поставьте перед ним --.",
        ),
        (
            &["order", "cancel", "D1", "--reson", "other"],
            "Параметра --reson нет.\nподсказка: Похоже на это: --reason.",
        ),
        (
            &["next", "D1"],
            "Слово «D1» здесь лишнее.\nподсказка: Использование: dozvon next [ПАРАМЕТРЫ]",
        ),
        (
            &["queue", "--limit", "много"],
            "«много» не подходит для --limit <N>.\nподсказка: Нужно целое число.",
        ),
        (
            &["demo", "--speed", "201"],
            "«201» не подходит для --speed <РАЗ>.\nподсказка: Нужно целое число от 0 до 200.",
        ),
        (
            &["order", "cancel", "D1", "--reason"],
            "Для --reason <КОД> не указано значение.\nподсказка: Значения: too_slow, no_contact, out_of_stock, pushed, \
             price_rose, little_info, payment_means, delivery, cheaper, not_paid, unreachable, not_collected, \
             changed_mind, duplicate, test, other.",
        ),
        (
            &["queue", "--json=yes"],
            "У --json не бывает значения: «yes» здесь лишнее.\nподсказка: Использование: dozvon queue [ПАРАМЕТРЫ]",
        ),
        (
            &["import", "a.csv", "--make-profile", "--dry-run"],
            "--make-profile нельзя указать вместе с --dry-run.\n\
             подсказка: Использование: dozvon import [ПАРАМЕТРЫ] <ФАЙЛ>...",
        ),
    ];
    for (arguments, expected) in cases {
        let arguments = [&["--lang", "ru"], *arguments].concat();
        let told = desk.run(&arguments).code(2);
        assert_eq!(told.stdout, "", "{arguments:?}");
        assert_eq!(told.stderr, format!("ошибка: {expected}\n"), "{arguments:?}");
    }
}

#[test]
fn json_says_what_is_wrong_in_one_language() {
    let desk = TestDesk::new().variable("LANG", "ru_RU.UTF-8");
    let error = desk.run(&["ordr", "--json", "--lang", "ru"]).code(2).error();
    assert_eq!(error["message"], "unrecognized subcommand 'ordr'");
    assert_eq!(error["hint"], "tip: a similar subcommand exists: 'order'");
}

#[test]
fn the_language_is_that_of_the_line_then_of_the_settings_then_of_the_environment() {
    let (english, russian) = ("[console]\nlanguage = \"en\"\n", "[console]\nlanguage = \"ru\"\n");
    let broken = "this is no TOML";
    let cases: &[(&str, &str, &[&str], &str)] = &[
        ("en_US", "", &["undo", "-h"], "Usage:"),
        ("uk_UA", "", &["undo", "-h"], "Використання:"),
        ("be_BY", "", &["undo", "-h"], "Использование:"),
        ("en_US", russian, &["undo", "-h"], "Использование:"),
        ("ru_RU", english, &["undo", "-h"], "Usage:"),
        ("en_US", english, &["undo", "-h", "--lang=ru"], "Использование:"),
        ("ru_RU", russian, &["--lang", "en", "undo", "-h"], "Usage:"),
        ("ru_RU", broken, &["undo", "-h"], "Использование:"),
        ("en_US", broken, &["undo", "-h"], "Usage:"),
        ("en_US", "", &["undo", "-h", "--config", "other.toml"], "Использование:"),
        ("en_US", "", &["undo", "-h", "--config", "missing.toml"], "Usage:"),
        ("en_US", "", &["undo", "-h", "--", "--lang", "ru"], "Usage:"),
    ];
    for (lang, settings, arguments, heading) in cases {
        let desk = TestDesk::new().settings(settings).variable("LANG", lang);
        desk.file("other.toml", russian);
        let told = desk.run(arguments).success().stdout;
        assert!(told.contains(heading), "{lang} {settings:?} {arguments:?}: {told}");
    }
}
