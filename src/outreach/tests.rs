//! Every message is there in every language and by both channels, and reads as a person would write it.

use std::fs;

use super::NAMES;
use super::Templates;
use super::html;
use super::templates::try_out;
use super::texts;
use crate::domain::message::Channel;
use crate::domain::message::MessageKind;
use crate::domain::sms_parts::segments;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::words;

fn all() -> impl Iterator<Item = (Lang, &'static str, Channel, &'static str)> {
    Lang::ALL.iter().flat_map(|lang| {
        NAMES.iter().flat_map(move |name| {
            Channel::ALL
                .iter()
                .map(move |channel| (*lang, *name, *channel, texts::brought(*lang, name, *channel).unwrap()))
        })
    })
}

#[test]
fn every_kind_that_leaves_by_itself_has_its_texts() {
    for kind in MessageKind::ALL {
        assert!(NAMES.contains(&kind.code()), "{kind:?}");
    }
    assert_eq!(all().count(), NAMES.len() * Channel::ALL.len() * Lang::ALL.len());
}

#[test]
fn every_text_the_program_brings_is_filled_in_each_of_its_branches() {
    for (lang, name, channel, text) in all() {
        if let Err((line, fault)) = try_out(name, text) {
            panic!("{lang:?} {name} {channel:?}:{line:?}: {fault}");
        }
        let is_letter = text.starts_with("# ");
        assert_eq!(
            is_letter,
            channel == Channel::Email,
            "{lang:?} {name}: the heading is a letter's subject"
        );
        assert_eq!(
            text.trim_end().lines().count() == 1,
            channel == Channel::Sms,
            "{lang:?} {name}"
        );
        let cyrillic = |c: char| ('а'..='я').contains(&c);
        assert_eq!(
            text.contains(cyrillic),
            lang.style().keyboard.is_some(),
            "{lang:?} {name} {channel:?}"
        );
    }
    html::try_layout(texts::LAYOUT).unwrap();
    try_out(
        "signature",
        texts::brought(Lang::En, "signature", Channel::Email).unwrap(),
    )
    .unwrap();
}

#[test]
fn a_short_message_is_short() {
    for (lang, name, channel, text) in all().filter(|(_, _, channel, _)| *channel == Channel::Sms) {
        let bare = without_tags(text);
        let parts = segments(&bare).parts;
        assert!(parts <= 3, "{lang:?} {name} {channel:?}: {parts} parts: {bare}");
    }
}

/// All branches one after the other, values as one sign.
fn without_tags(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text.trim());
    while let Some(at) = rest.find("{%").into_iter().chain(rest.find("{{")).min() {
        out.push_str(&rest[..at]);
        let end = if rest[at..].starts_with("{%") { "%}" } else { "}}" };
        rest = rest[at..].split_once(end).map_or("", |(_, after)| after);
    }
    out + rest
}

#[test]
fn the_shops_own_text_goes_before_the_programs() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("ru")).unwrap();
    fs::write(folder.path().join("ru/received.sms.txt"), "Ура! {{ order.number }}\n").unwrap();
    fs::write(folder.path().join("layout.html"), "<b>{{ body }}</b>\n").unwrap();
    let (templates, broken) = Templates::load(folder.path());
    assert_eq!(broken, []);
    let known = minijinja::context! { order => minijinja::context! { number => "7" } };
    let filled = templates.fill(Lang::Ru, "received", Channel::Sms, known).unwrap();
    assert_eq!(filled, "Ура! 7");
    assert_eq!(templates.layout().unwrap(), "<b>{{ body }}</b>\n");
}

#[test]
fn a_broken_text_is_not_replaced_by_the_programs_and_leaves_the_others_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("ru")).unwrap();
    fs::write(folder.path().join("ru/received.sms.txt"), "Ура! {{ order.number }}\n").unwrap();
    fs::write(folder.path().join("ru/paid.sms.txt"), "Есть\n{{ order.nubmer }}\n").unwrap();
    fs::write(folder.path().join("layout.html"), "{{ bdy }}\n").unwrap();
    let (templates, broken) = Templates::load(folder.path());
    let said: Vec<String> = broken.iter().map(ToString::to_string).collect();
    assert_eq!(broken.len(), 2, "{said:?}");
    assert!(said[0].ends_with("paid.sms.txt:2: undefined value"), "{said:?}");
    assert!(said[1].ends_with("layout.html:1: undefined value"), "{said:?}");
    let known = || minijinja::context! { order => minijinja::context! { number => "7" } };
    let filled = |name| templates.fill(Lang::Ru, name, Channel::Sms, known());
    assert_eq!(filled("received").unwrap(), "Ура! 7");
    assert!(templates.layout().is_err(), "no letter leaves in another frame");
    assert_eq!(filled("paid"), Err((Some(2), "undefined value".to_owned())));
    let english = templates.fill(Lang::En, "paid", Channel::Sms, known());
    assert_ne!(english, filled("paid"), "the other language has its own");
}

#[test]
fn a_slip_in_a_text_is_told_with_its_file_and_line() {
    for (name, text, said) in [
        (
            "en/paid.sms.txt",
            "Paid {{ order.nubmer }}",
            "paid.sms.txt:1: undefined value",
        ),
        (
            "en/paid.sms.txt",
            "Fine\n{% if order.nubmer %}x{% endif %}",
            "paid.sms.txt:2: undefined value",
        ),
        (
            "en/paid.email.txt",
            "# Paid\n\n{{ message.total",
            "paid.email.txt:3: syntax error",
        ),
        (
            "en/apology.sms.txt",
            "About {{ order.number }}",
            "apology.sms.txt:1: undefined value",
        ),
        ("ru/pay.sms.txt", "x", "no message is called `pay.sms`"),
        ("ru/paid.txt", "x", "no message is called `paid`"),
        ("ru/signature.sms.txt", "x", "no message is called `signature.sms`"),
        ("ru/paid.sms.txt", "{{ 'x' * 1000 }}", "paid.sms.txt:1: `*`"),
        ("layout.html", "{{ bdy }}", "layout.html:1: undefined value"),
        ("letter.html", "", "letter.html: is not the frame"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        let error = Templates::load(folder.path()).1.remove(0);
        assert!(error.to_string().contains(said), "{error}");
        assert!(
            !words::said(&Tr::new(Lang::Ru), &error.hint).contains("hint"),
            "{error}"
        );
    }
}
