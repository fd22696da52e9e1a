//! A letter with a picture in it.

use mail_parser::MimeHeaders;

use super::letter;
use super::mail;
use super::send;
use super::smtp;
use super::word;
use crate::outreach::gateways::Outgoing;
use crate::text::qr::qr;

#[test]
fn a_letter_with_a_code_has_its_picture_beside_the_html_that_shows_it() {
    let text = "BCD\n002\n1\nSCT\n\nLavka\nDE89370400440532013000\nEUR12.05\n\n\nOrder 7";
    let png = qr(text).unwrap().png().unwrap();
    let (server, letters) = smtp(|_| None);
    let coded = Outgoing {
        html: Some("<p><img src=\"cid:pay-code\"></p>".to_owned()),
        code: Some(png.clone()),
        ..letter()
    };
    assert_eq!(word(&send(&mail(server), &coded)).0, "accepted");
    let letter = letters.lock().unwrap().first().unwrap().clone();
    let parsed = mail_parser::MessageParser::default().parse(letter.as_bytes()).unwrap();
    let picture = parsed.parts.iter().find(|part| part.content_id() == Some("pay-code"));
    assert_eq!(picture.unwrap().contents(), png, "{letter}");
    assert!(parsed.body_html(0).unwrap().contains("cid:pay-code"));
    assert!(parsed.body_text(0).unwrap().contains("Total"));
    let alone = coded.html_alone().unwrap();
    assert!(alone.contains("src=\"data:image/png;base64,"), "{alone}");
}
