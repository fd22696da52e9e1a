//! An offer to a segment from the page of customers: typed, seen with whom it reaches and what it costs, then sent (R25).

use ratatui::crossterm::event::KeyCode;
use ratatui::crossterm::event::KeyModifiers;

use super::pictures::Shop;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::Consent;
use crate::domain::cell::Cell;
use crate::domain::message::Channel;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::segment::Segment;
use crate::domain::settings::ChannelSetting;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::i18n::Lang;
use crate::session::answer::DeskAnswer;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Key;
use crate::tui::msg::Millis;
use crate::tui::msg::Msg;
use crate::tui::page;
use crate::tui::update::requests;
use crate::view::offers::offer_plan;
use crate::view::outbox;
use crate::view::outbox::Messages;
use crate::view::pages::PageKey;

const WIDE: (u16, u16) = (120, 40);

/// The made-up shop with a segment of all, on the page of customers, the cursor on that segment.
fn on_segment(lang: Lang, channels: &[Channel]) -> Shop {
    on_segment_with(lang, WIDE, channels, Some("https://lavka.example/stop"))
}

/// The same on a screen of that size, whose letters say so how to get no more.
fn on_segment_with(lang: Lang, size: (u16, u16), channels: &[Channel], unsubscribe: Option<&str>) -> Shop {
    let mut shop = Shop::with(lang, size, |settings| {
        let channel = |carries: &Channel| {
            let setting = ChannelSetting {
                carries: Some(*carries),
                unsubscribe: unsubscribe.map(str::to_owned),
                price: (*carries == Channel::Sms).then_some(450),
                ..ChannelSetting::default()
            };
            (carries.code().to_owned(), setting)
        };
        settings.channel_list = channels.iter().map(channel).collect();
        settings.segments = vec![Segment {
            name: "everybody".to_owned(),
            ..Segment::default()
        }];
    });
    page::update::open(&mut shop.console.model, PageKey::Customers);
    shop.console.tick(1_000);
    shop.answer();
    shop.press(KeyCode::Char('j'));
    shop
}

/// How many of the segment agree to offers.
fn agree(shop: &mut Shop, count: usize) {
    let segments = shop.desk.settings().segments.clone();
    let found = shop
        .desk
        .read(|look| crate::view::segments::segments(look, &segments))
        .unwrap();
    let mut agreed = 0;
    for belongs in found.into_iter().flatten() {
        let target = Target::Customer(belongs.member.id);
        if agreed < count && shop.desk.perform(target, &Action::Consent(Consent::Given)).is_ok() {
            agreed += 1;
        }
    }
}

fn control(shop: &mut Shop, letter: char) {
    let key = Key {
        code: KeyCode::Char(letter),
        modifiers: KeyModifiers::CONTROL,
        at: Millis(1_000_000),
    };
    shop.console.send(Msg::Key(key));
    shop.answer();
}

fn offers(shop: &Shop) -> Vec<MessageRow> {
    let all = shop.desk.read(|look| outbox::outbox(look, Messages::All, 1_000));
    let all = all.unwrap().into_iter();
    all.filter(|row| row.kind() == MessageKind::Offer).collect()
}

#[test]
fn why_an_offer_does_not_go_by_letter_is_said_on_a_narrow_screen_too() {
    for (lang, said) in [
        (Lang::Ru, "письмом нельзя, в нём негде отказаться: "),
        (Lang::En, "says no way to refuse: "),
    ] {
        for unsubscribe in [None, Some("https://lavka.example/stop")] {
            let mut shop = on_segment_with(lang, (80, 24), &[Channel::Sms, Channel::Email], unsubscribe);
            agree(&mut shop, 4);
            shop.press(KeyCode::Char('m'));
            shop.press(KeyCode::Char('F'));
            let typing = shop.console.text();
            assert!(!typing.contains('…'), "{typing}");
            control(&mut shop, 's');
            let screen = shop.console.text();
            let whole = screen.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(whole.contains(said.trim_end()), unsubscribe.is_none(), "{screen}");
            assert!(!whole.contains(". ·"), "{screen}");
        }
    }
}

#[test]
fn an_offer_is_seen_before_it_leaves_and_one_key_takes_all_of_it_back() {
    let mut shop = on_segment(Lang::Ru, &[Channel::Sms, Channel::Email]);
    assert!(shop.console.bar().contains("предложить"), "{}", shop.console.bar());
    agree(&mut shop, 4);
    shop.press(KeyCode::Char('m'));
    for letter in "Фильтры -20 %".chars() {
        shop.press(KeyCode::Char(letter));
    }
    control(&mut shop, 's');
    let Mode::Write(open) = &shop.console.model.mode else {
        panic!("it is shown")
    };
    let preview = open.preview().unwrap().clone();
    assert_eq!(preview.shown.len(), preview.plan.to.len().min(3));
    assert!(preview.plan.to.len() > 3, "{:?}", preview.plan);
    let text = shop.console.text();
    assert!(text.contains("Фильтры -20 %") && text.contains("Ctrl-S"), "{text}");
    assert!(offers(&shop).is_empty(), "nothing leaves by a look");
    // Back to the words, and the look is another.
    shop.press(KeyCode::Esc);
    shop.press(KeyCode::Char('!'));
    control(&mut shop, 's');
    assert!(
        shop.console.text().contains("Фильтры -20 %!"),
        "{}",
        shop.console.text()
    );
    control(&mut shop, 's');
    assert!(matches!(shop.console.model.mode, Mode::Command));
    let made = offers(&shop);
    assert_eq!(made.len(), preview.plan.to.len());
    // The page says at once that nobody of them may be offered anything now.
    let allowed = |shop: &Shop| {
        let open = shop.console.model.open_sheet().unwrap();
        open.selected().unwrap().cells[1].clone()
    };
    assert_eq!(allowed(&shop), Cell::Count(0));
    assert!(made.iter().all(|row| row.state == MessageState::Waiting));
    requests::undo(&mut shop.console.model, UndoChoice::Mine, &mut Vec::new());
    shop.undo();
    assert!(offers(&shop).iter().all(|row| row.state == MessageState::Recalled));
    shop.answer();
    assert_ne!(allowed(&shop), Cell::Count(0));
}

#[test]
fn an_offer_that_stopped_halfway_is_said_and_goes_on_by_its_line() {
    let mut shop = on_segment(Lang::Ru, &[Channel::Sms]);
    agree(&mut shop, 3);
    let segment = shop.desk.settings().segments[0].clone();
    let plan = shop.desk.read(|look| offer_plan(look, &segment)).unwrap().unwrap();
    let mut run = shop.desk.begin_offer("everybody", &plan.to, "", "Фильтры").unwrap();
    assert!(shop.desk.offer_next(&mut run).unwrap());
    shop.desk.clock = crate::clock::Clock::Stopped(shop.desk.now() + Span::minutes(2));
    page::update::read_again(&mut shop.console.model);
    shop.console.tick(1_000);
    shop.answer();
    shop.press(KeyCode::Char('k'));
    let text = shop.console.text();
    assert!(
        text.contains("Фильтры") && text.contains(&format!("прервано: 1 из {};", plan.to.len())),
        "{text}"
    );
    shop.press(KeyCode::Char('m'));
    for _ in 0..2 {
        control(&mut shop, 's');
    }
    assert_eq!(offers(&shop).len(), plan.to.len());
    // Its line stays under the cursor until that moves.
    shop.press(KeyCode::Char('j'));
    assert!(!shop.console.text().contains("прервано"), "{}", shop.console.text());
}

#[test]
fn how_far_an_offer_to_many_came_is_said_while_other_keys_work() {
    let mut shop = on_segment(Lang::Ru, &[Channel::Sms]);
    agree(&mut shop, 2);
    shop.press(KeyCode::Char('m'));
    shop.press(KeyCode::Char('x'));
    control(&mut shop, 's');
    let key = Key {
        code: KeyCode::Char('s'),
        modifiers: KeyModifiers::CONTROL,
        at: Millis(2_000_000),
    };
    shop.console.send(Msg::Key(key));
    let token = shop.console.model.asked.last;
    shop.console.answer(token, DeskAnswer::Going { done: 50, of: 20_000 });
    assert!(matches!(shop.console.model.mode, Mode::Command));
    shop.console.tick(5_000);
    assert!(shop.console.notice().contains("50 из 20"), "{}", shop.console.notice());
    shop.answer();
    assert!(!shop.console.notice().contains("50 из"), "{}", shop.console.notice());
}

#[test]
fn short_messages_say_what_they_cost_and_nobody_gets_what_nobody_may_get() {
    let mut shop = on_segment(Lang::En, &[Channel::Sms]);
    agree(&mut shop, 2);
    shop.press(KeyCode::Char('m'));
    shop.press(KeyCode::Char('x'));
    control(&mut shop, 's');
    let Mode::Write(open) = &shop.console.model.mode else {
        panic!("it is shown")
    };
    let preview = open.preview().unwrap().clone();
    let parts = i64::try_from(preview.sms_parts).unwrap();
    assert!(parts > 0, "{:?}", preview.plan);
    assert_eq!(preview.cost.unwrap().minor, 450 * parts);
    assert!(shop.console.text().contains("costs "), "{}", shop.console.text());
    for to in &preview.plan.to {
        let off = Action::Consent(Consent::Withdrawn);
        shop.desk.perform(Target::Customer(to.customer), &off).unwrap();
    }
    // They say no between the look and the key.
    control(&mut shop, 's');
    assert!(offers(&shop).is_empty());
    shop.press(KeyCode::Char('m'));
    shop.press(KeyCode::Char('x'));
    for _ in 0..2 {
        control(&mut shop, 's');
    }
    assert!(
        matches!(shop.console.model.mode, Mode::Write(_)),
        "there is nobody to send it to"
    );
    assert!(offers(&shop).is_empty());
}

#[test]
fn without_a_way_for_offers_the_reason_is_said() {
    let mut shop = on_segment(Lang::En, &[]);
    shop.press(KeyCode::Char('m'));
    assert!(matches!(shop.console.model.mode, Mode::Command));
    assert!(
        shop.console.notice().contains("No channel"),
        "{}",
        shop.console.notice()
    );
}
