//! Letters: those of orders, and what customers ask.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use super::setting_up::Bench;
use super::setting_up::NOON;
use crate::desk::tests::queue;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTouch;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::SecretRef;
use crate::domain::settings::Security;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::intake::Column;
use crate::intake::Mapping;
use crate::intake::Shape;
use crate::net::imap::tests::Letterbox;
use crate::net::imap::tests::Saying;

fn described(bench: &mut Bench, number: &str) {
    let columns = [
        (Column::Number, number),
        (Column::Name, "^Покупатель: (.+)$"),
        (Column::Email, r"^Почта: (\S+)"),
        (Column::Total, r"^Итого: (\d+)"),
        (Column::Item, r"^\* (.+?) - "),
        (Column::Price, r" - (\d+) руб"),
    ];
    let columns = columns.map(|(column, from)| (column, vec![from.to_owned()]));
    bench.files.source = "shop".to_owned();
    bench.files.shape = Shape::Mapping(Arc::new(Mapping {
        columns: columns.to_vec(),
        ..Mapping::default()
    }));
}

pub(super) fn bench(server: &Letterbox) -> Bench {
    let mut bench = Bench::new(FeedSetting {
        kind: OrderFeedKind::Mail,
        address: Some(server.at.to_string()),
        security: Security::None,
        user: Some("orders".to_owned()),
        secret: Some(SecretRef::Env("SECRET".to_owned())),
        subject: Some("^новый заказ".to_owned()),
        from: Some("robot@".to_owned()),
        ..FeedSetting::default()
    });
    described(&mut bench, r"заказ №(\d+)");
    bench
}

fn letter(from: &str, subject: &str, more: &str, text: &str) -> String {
    let head = format!("From: {from}\r\nSubject: {subject}\r\nMessage-ID: <{subject}@x>\r\n{more}");
    let kind = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n";
    format!("{head}{kind}\r\n{}\r\n", text.replace('\n', "\r\n"))
}

pub(super) fn of_order(number: u32) -> String {
    letter(
        "Shop <robot@lavka.example>",
        &format!("Новый заказ №{number}"),
        "Auto-Submitted: auto-generated\r\n",
        "Покупатель: Елена Иванова\nПочта: elena@mail.example\n* Чайник - 1450 руб\n* Чашка - 550 руб\nИтого: 2000",
    )
}

#[test]
fn letters_of_orders_come_in_once_and_what_customers_ask_is_to_be_answered() {
    let moved = Arc::<AtomicBool>::default();
    let is_moved = Arc::clone(&moved);
    let server = Letterbox::open(&[of_order(17)], move |command| {
        // Another mailbox with the same letters: the numbers of before say nothing of it.
        if is_moved.load(Ordering::Relaxed) && command.starts_with("EXAMINE") {
            return Saying::This("* 6 EXISTS\r\n* OK [UIDVALIDITY 8] x\r\n* OK [UIDNEXT 16] x\r\n{tag} OK done\r\n");
        }
        Saying::Usual
    });
    let bench = bench(&server);
    let turn = bench.turn(NOON);
    assert_eq!(
        (turn.counts.created, turn.counts.rejected, &turn.trouble),
        (1, 0, &None)
    );
    assert_eq!(bench.orders(), [("17".to_owned(), 2_000)]);
    assert_eq!(bench.records()[0].lines.len(), 2);
    assert_eq!(bench.state().cursor.as_deref(), Some("7:11"));

    for letter in [
        letter(
            "Elena <Elena@mail.example>",
            "Когда придёт?",
            "",
            "Добрый день, когда придёт посылка?",
        ),
        letter(
            "elena@mail.example",
            "Нет на месте",
            "Auto-Submitted: auto-replied\r\n",
            "Я в отпуске",
        ),
        letter("stranger@mail.example", "Купите рекламу", "", "Недорого"),
        letter(
            "robot@lavka.example",
            "Отчёт за день",
            "Auto-Submitted: auto-generated\r\n",
            "Всё хорошо",
        ),
        of_order(18),
    ] {
        server.add(letter);
    }
    let turn = bench.turn(NOON + Span::minutes(2));
    assert_eq!((turn.counts.created, turn.is_partly()), (1, false), "{turn:?}");
    let replies = |bench: &Bench| {
        let rows = queue(&bench.desk(NOON + Span::minutes(2)));
        rows.rows
            .iter()
            .filter(|row| row.row.task.kind == TaskKind::Reply)
            .count()
    };
    assert_eq!(replies(&bench), 1);
    assert_eq!(bench.state().cursor.as_deref(), Some("7:16"));

    let asked = server.asked().len();
    moved.store(true, Ordering::Relaxed);
    let turn = bench.turn(NOON + Span::minutes(5));
    assert!(server.asked().len() > asked);
    assert_eq!(
        (turn.counts.created, turn.counts.updated, turn.counts.unchanged),
        (0, 0, 0)
    );
    assert_eq!(bench.state().cursor.as_deref(), Some("8:16"));
    let letters = bench
        .desk(NOON)
        .read(|look| look.store.customer_facts(crate::domain::ids::CustomerId(1)));
    assert_eq!(letters.unwrap().unwrap().cases.len(), 1, "asked once");
}

#[test]
fn what_was_kept_and_not_taken_is_taken_by_who_reads_next() {
    let server = Letterbox::open(&[of_order(17), of_order(18)], |_| Saying::Usual);
    let mut bench = bench(&server);
    described(&mut bench, r"№ (\d+)");
    let turn = bench.turn(NOON);
    assert_eq!((turn.counts.created, turn.is_partly()), (0, true));
    assert_eq!(
        bench.state().cursor.as_deref(),
        Some("7:12"),
        "the mailbox is read all the same"
    );
    assert_eq!(bench.desk(NOON).unread_feed_files("shop").unwrap().len(), 2);

    described(&mut bench, r"заказ №(\d+)");
    bench.desk(NOON).touch_feed("shop", FeedTouch::Again).unwrap();
    let turn = bench.turn(NOON + Span::minutes(1));
    assert_eq!((turn.counts.created, turn.trouble), (2, None));
    assert_eq!(bench.desk(NOON).unread_feed_files("shop").unwrap(), []);
    assert_eq!(bench.orders().len(), 2);
}

#[test]
fn a_mailbox_that_cannot_be_read_and_an_expression_that_is_none_are_said() {
    let server = Letterbox::open(&[of_order(17)], |command| match command {
        said if said.starts_with("LOGIN") => Saying::This("{tag} NO wrong cs_secret\r\n"),
        _ => Saying::Usual,
    });
    let mut bench = bench(&server);
    let trouble = bench.turn(NOON).trouble.unwrap();
    assert_eq!(trouble.fault, FeedFault::Mailbox);
    assert!(
        trouble.said.contains("wrong") && !trouble.said.contains("cs_secret"),
        "{trouble:?}"
    );
    described(&mut bench, "(");
    let trouble = bench.run(NOON + Span::minutes(1)).trouble.unwrap();
    assert_eq!(trouble.fault, FeedFault::Profile);
    bench.setting.subject = Some("[".to_owned());
    described(&mut bench, "x");
    assert_eq!(
        bench.run(NOON + Span::minutes(5)).trouble.unwrap().fault,
        FeedFault::Profile
    );
}
