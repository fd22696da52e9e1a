//! Gateways against servers of our own on loopback: what each of their answers means for the message.

mod pictures;
mod real_servers;
mod reports;
mod troubles;

use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;
use std::thread;

#[cfg(unix)]
use crate::domain::message::Channel;
use crate::domain::sending::SendOutcome;
use crate::domain::settings::ChannelSetting;
use crate::domain::settings::SecretRef;
use crate::domain::settings::Security;
use crate::domain::settings::Unsubscribe;
use crate::domain::settings::Via;
use crate::outreach::gateways::Outgoing;
use crate::outreach::gateways::open;

fn outgoing() -> Outgoing {
    Outgoing {
        mark: "7.00ff".to_owned(),
        kind: "accepted".to_owned(),
        to: "+79161234567".to_owned(),
        name: "Елена Иванова".to_owned(),
        text: "Заказ № 7 \"принят\" {id}".to_owned(),
        ..Outgoing::default()
    }
}

fn letter() -> Outgoing {
    Outgoing {
        to: "elena@mail.example".to_owned(),
        subject: "Заказ № 7 принят".to_owned(),
        text: "Здравствуйте!\n.\nTotal\n".to_owned(),
        html: Some("<p>Здравствуйте!</p>".to_owned()),
        ..outgoing()
    }
}

fn send(setting: &ChannelSetting, message: &Outgoing) -> SendOutcome {
    let variable = |name: &str| (name == "KEY").then(|| "s3cret".to_owned());
    open(setting, &variable).unwrap().send(setting.carries(), message)
}

fn word(outcome: &SendOutcome) -> (&'static str, String) {
    match outcome {
        SendOutcome::Accepted { id } => ("accepted", id.clone().unwrap_or_default()),
        SendOutcome::Refused { why } => ("refused", why.clone()),
        SendOutcome::Later { why } => ("later", why.clone()),
        SendOutcome::Deferred { why } => ("deferred", why.clone()),
        SendOutcome::Unknown { why } => ("unknown", why.clone()),
    }
}

/// A server that takes one call, answers with these bytes and hangs up; what it was asked.
fn http(answer: &str) -> (String, thread::JoinHandle<String>) {
    http_bytes(answer.as_bytes().to_vec())
}

fn http_bytes(answer: Vec<u8>) -> (String, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let asked = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream);
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            if line.trim().is_empty() {
                break;
            }
            head += &line;
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        reader.into_inner().write_all(&answer).unwrap();
        head + "\n" + &String::from_utf8(body).unwrap()
    });
    (format!("http://{at}/send"), asked)
}

fn said(status: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn gateway(via: Via) -> ChannelSetting {
    ChannelSetting {
        via,
        user: Some("shop".to_owned()),
        from: Some("Lavka".to_owned()),
        secret: Some(SecretRef::Env("KEY".to_owned())),
        ..ChannelSetting::default()
    }
}

#[test]
fn what_each_gateway_answers_is_understood() {
    let ok = "200 OK";
    let cases = [
        (
            Via::SmsRu,
            ok,
            r#"{"status":"OK","status_code":100,"sms":{"79161234567":{"status":"OK","status_code":100,"sms_id":"000-1"}}}"#,
            "accepted",
            "000-1",
        ),
        (
            Via::SmsRu,
            ok,
            r#"{"status":"OK","status_code":100,"sms":{"79161234567":{"status":"ERROR","status_code":207,"status_text":"no way"}}}"#,
            "refused",
            "207 no way",
        ),
        (
            Via::SmsRu,
            ok,
            r#"{"status":"ERROR","status_code":201,"status_text":"no money"}"#,
            "later",
            "201 no money",
        ),
        (
            Via::SmsRu,
            ok,
            r#"{"status":"OK","status_code":100,"sms":{"79161234567":{"status":"ERROR","status_code":231,"status_text":"the same"}}}"#,
            "deferred",
            "231 the same",
        ),
        (
            Via::SmsRu,
            ok,
            r#"{"status":"ERROR","status_code":206,"status_text":"enough for today"}"#,
            "later",
            "206 enough for today",
        ),
        (
            Via::TurboSms,
            ok,
            r#"{"response_result":[{"phone":"79161234567","response_code":427,"message_id":null}]}"#,
            "deferred",
            "427",
        ),
        (Via::TurboSms, ok, r#"{"response_code":301}"#, "later", "301"),
        (Via::TurboSms, ok, r#"{"response_code":500}"#, "unknown", "500"),
        (Via::SmsRu, ok, "<html>", "unknown", "<html>"),
        (Via::SmsRu, ok, "", "unknown", ""),
        (Via::Smsc, ok, r#"{"id":1234,"cnt":1}"#, "accepted", "1234"),
        (
            Via::Smsc,
            ok,
            r#"{"error":"invalid number","error_code":7}"#,
            "refused",
            "invalid number",
        ),
        (
            Via::Smsc,
            ok,
            r#"{"error":"no money","error_code":3}"#,
            "later",
            "no money",
        ),
        (Via::Smsc, ok, "502 nginx", "unknown", "nginx"),
        (
            Via::TurboSms,
            ok,
            r#"{"response_code":800,"response_status":"SUCCESS_MESSAGE_ACCEPTED","response_result":[{"phone":"79161234567","response_code":0,"message_id":"f8-1","response_status":"OK"}]}"#,
            "accepted",
            "f8-1",
        ),
        (
            Via::TurboSms,
            ok,
            r#"{"response_code":802,"response_status":"SUCCESS","response_result":[{"phone":"1","response_code":305,"message_id":null,"response_status":"INVALID_PHONE"}]}"#,
            "refused",
            "INVALID_PHONE",
        ),
        (
            Via::TurboSms,
            ok,
            r#"{"response_code":103,"response_status":"REQUIRED_TOKEN","response_result":null}"#,
            "later",
            "REQUIRED_TOKEN",
        ),
        (
            Via::Twilio,
            "201 CREATED",
            r#"{"sid":"SM1","status":"queued","error_code":null}"#,
            "accepted",
            "SM1",
        ),
        (
            Via::Twilio,
            "400 BAD REQUEST",
            r#"{"code":21211,"message":"not valid"}"#,
            "refused",
            "21211",
        ),
        (Via::Twilio, "429 TOO MANY", "{}", "later", "429"),
        (Via::Twilio, "500 OOPS", "", "unknown", "500"),
        (
            Via::Http,
            ok,
            r#"{"result":[{"id":77}],"status":"ok"}"#,
            "accepted",
            "77",
        ),
        (Via::Http, ok, r#"{"status":"failed"}"#, "refused", "failed"),
        (
            Via::Http,
            "302 Found\r\nLocation: http://127.0.0.1:1/",
            "",
            "refused",
            "302",
        ),
        (Via::Http, "503 Busy", "", "later", "503"),
    ];
    for (via, status, body, outcome, holds) in cases {
        let (url, asked) = http(&said(status, body));
        let setting = ChannelSetting {
            url: Some(url.clone()),
            accepted: (via == Via::Http).then(|| "\"ok\"".to_owned()),
            id_at: Some("/result/0/id".to_owned()),
            ..gateway(via)
        };
        let (word, text) = word(&send(&setting, &outgoing()));
        assert_eq!((word, text.contains(holds)), (outcome, true), "{via:?} {body}: {text}");
        let asked = asked.join().unwrap();
        assert!(!asked.is_empty());
    }
}

#[test]
fn a_gateway_of_the_settings_is_asked_as_they_say() {
    let (url, asked) = http(&said("200 OK", "fine"));
    let form = ChannelSetting {
        url: Some(format!(
            "{url}?key={{secret}}&to={{to}}&text={{text}}&from={{from}}&id={{id}}"
        )),
        ..gateway(Via::Http)
    };
    assert_eq!(word(&send(&form, &outgoing())).0, "accepted");
    let asked = asked.join().unwrap();
    // What a customer is told is never filled in again.
    assert!(
        asked.starts_with("GET /send?key=s3cret&to=%2B79161234567&text=%D0%97")
            && asked.contains("%7Bid%7D&from=Lavka&id=7.00ff"),
        "{asked}"
    );

    let (url, asked) = http(&said("200 OK", "fine"));
    let json = ChannelSetting {
        url: Some(url),
        body: Some(r#"{"to": "{digits}", "text": "{text}"}"#.to_owned()),
        headers: vec!["X-Key: {secret}".to_owned()],
        ..gateway(Via::Http)
    };
    assert_eq!(word(&send(&json, &outgoing())).0, "accepted");
    let asked = asked.join().unwrap();
    assert!(
        asked.starts_with("POST") && asked.to_lowercase().contains("x-key: s3cret"),
        "{asked}"
    );
    assert!(
        asked.ends_with("{\"to\": \"79161234567\", \"text\": \"Заказ № 7 \\\"принят\\\" {id}\"}"),
        "{asked}"
    );
}

#[test]
fn a_secret_that_comes_back_is_not_told() {
    let (url, asked) = http(&said("403 NO", "the key s3cret is wrong"));
    let setting = ChannelSetting {
        url: Some(url),
        ..gateway(Via::SmsRu)
    };
    let (word, why) = word(&send(&setting, &outgoing()));
    assert_eq!((word, why.as_str()), ("later", "403: the key *** is wrong"));
    asked.join().unwrap();
}

#[test]
fn a_secret_at_the_end_of_what_is_kept_is_not_told_in_part() {
    let long = format!("{}s3cret", "x".repeat(192));
    let (url, asked) = http(&said("403 NO", &long));
    let setting = ChannelSetting {
        url: Some(url),
        ..gateway(Via::Http)
    };
    let (_, why) = word(&send(&setting, &outgoing()));
    assert!(why.len() == 200 && why.ends_with("x***"), "{why}");
    asked.join().unwrap();
}

#[test]
fn an_answer_in_other_letters_is_read_and_one_broken_off_tells_nothing() {
    let accepting = |url: String| ChannelSetting {
        url: Some(url),
        accepted: Some("OK".to_owned()),
        ..gateway(Via::Http)
    };
    // "OK" and a word in windows-1251.
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=windows-1251\r\nContent-Length: ";
    let other = [format!("{head}6\r\n\r\nOK ").as_bytes(), b"\xcf\xf0\xe8"].concat();
    let broken = format!("{head}60\r\n\r\nwait ").into_bytes();
    for (bytes, expected) in [(other, "accepted"), (broken, "unknown")] {
        let (url, asked) = http_bytes(bytes);
        assert_eq!(word(&send(&accepting(url), &outgoing())).0, expected);
        asked.join().unwrap();
    }
}

#[test]
fn a_gateway_that_hangs_up_may_have_taken_it() {
    let (url, asked) = http("");
    let setting = ChannelSetting {
        url: Some(url.clone()),
        ..gateway(Via::SmsRu)
    };
    assert_eq!(word(&send(&setting, &outgoing())).0, "unknown");
    asked.join().unwrap();
    // Nobody listens there any more.
    assert_eq!(word(&send(&setting, &outgoing())).0, "later");
}

/// A mail server of one connection: it answers each command as `answer` says, and keeps the letters.
pub(in crate::outreach) fn smtp(
    answer: impl Fn(&str) -> Option<String> + Send + 'static,
) -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let letters = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&letters);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let _ = talk(stream.unwrap(), &answer, &kept);
        }
    });
    (at, letters)
}

/// Said by a server that stops answering.
const SILENCE: &str = "<silence>";

fn talk(
    stream: TcpStream,
    answer: &dyn Fn(&str) -> Option<String>,
    letters: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let mut out = stream.try_clone()?;
    let lines = BufReader::new(stream).lines();
    let greeting = answer("<greeting>").unwrap_or_else(|| "220 test".to_owned());
    out.write_all(format!("{greeting}\r\n").as_bytes())?;
    let mut is_data = false;
    let mut letter = String::new();
    for line in lines {
        let mut line = line?;
        if is_data && line != "." {
            letter += &line;
            letter.push('\n');
            continue;
        }
        if is_data {
            letters.lock().unwrap().push(std::mem::take(&mut letter));
            "<end>".clone_into(&mut line);
        }
        is_data = line == "DATA";
        let usual = match line.split(' ').next().unwrap_or_default() {
            "EHLO" => "250-test\r\n250 AUTH PLAIN",
            "DATA" => "354 go on",
            _ => "250 fine",
        };
        match answer(&line) {
            // It says nothing more.
            Some(text) if text == SILENCE => {}
            // It hangs up.
            Some(text) if text.is_empty() => return Ok(()),
            Some(text) => {
                is_data &= text.starts_with("354");
                out.write_all(format!("{text}\r\n").as_bytes())?;
            }
            None => out.write_all(format!("{usual}\r\n").as_bytes())?,
        }
    }
    Ok(())
}

pub(in crate::outreach) fn mail(at: SocketAddr) -> ChannelSetting {
    ChannelSetting {
        via: Via::Smtp,
        host: Some(at.ip().to_string()),
        port: i64::from(at.port()),
        security: Security::None,
        from: Some("Лавка <hello@lavka.example>".to_owned()),
        ..ChannelSetting::default()
    }
}

#[test]
fn what_a_mail_server_says_no_to_is_told_by_its_number_and_a_wrong_password_in_words() {
    let of = |at: &'static str, answer: &'static str| {
        let (server, _) = smtp(move |line| line.starts_with(at).then(|| answer.to_owned()));
        let setting = ChannelSetting {
            user: Some("lavka".to_owned()),
            secret: Some(SecretRef::Env("KEY".to_owned())),
            ..mail(server)
        };
        word(&send(&setting, &letter()))
    };
    let refused = ("refused", "550 5.1.1 no such user".to_owned());
    assert_eq!(of("RCPT", "550 5.1.1 no such user"), refused);
    let login = "login or password is not accepted: 535 5.7.8 not with s3cret".replace("s3cret", "***");
    assert_eq!(of("AUTH", "535 5.7.8 not with s3cret"), ("later", login));
    let (nobody, _) = smtp(|_| None);
    let nobody = SocketAddr::new(nobody.ip(), unused_port());
    let (word, why) = word(&send(&mail(nobody), &letter()));
    assert_eq!((word, why.as_str()), ("later", "the connection is refused"));
}

fn unused_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[test]
fn what_a_mail_server_says_is_understood() {
    let cases = [
        ("", "", "accepted"),
        ("RCPT", "550 no such user", "refused"),
        // Of this letter alone: the next one's server may be in better spirits.
        ("RCPT", "450 greylisted", "deferred"),
        ("DATA", "451 try later", "deferred"),
        ("MAIL", "451 try later", "later"),
        ("RCPT", "421 closing", "later"),
        ("<end>", "421 closing", "later"),
        ("MAIL", "", "later"),
        ("RCPT", "", "later"),
        ("DATA", "554 spam", "refused"),
        ("<end>", "552 too large", "refused"),
        ("<end>", "452 full", "deferred"),
        // It had the letter: whether it goes nobody knows.
        ("<end>", "", "unknown"),
        ("<end>", "garbage", "unknown"),
    ];
    for (at, answer, outcome) in cases {
        let (server, _) = smtp(move |line| (!at.is_empty() && line.starts_with(at)).then(|| answer.to_owned()));
        let (word, why) = word(&send(&mail(server), &letter()));
        assert_eq!(word, outcome, "{at} {answer}: {why}");
    }
}

#[test]
fn a_letter_says_who_when_and_that_a_program_sent_it() {
    let (server, letters) = smtp(|_| None);
    let setting = ChannelSetting {
        reply_to: Some("orders@lavka.example".to_owned()),
        user: Some("shop".to_owned()),
        secret: Some(SecretRef::Env("KEY".to_owned())),
        ..mail(server)
    };
    assert_eq!(word(&send(&setting, &letter())).0, "accepted");
    let letters = letters.lock().unwrap();
    for header in [
        "Message-ID: <7.00ff@lavka.example>",
        "Date: ",
        "X-Dozvon-Mark: 7.00ff",
        "Auto-Submitted: auto-generated",
        "Reply-To: orders@lavka.example",
        "To: =?utf-8?",
        "Subject: =?utf-8?",
        "multipart/alternative",
        "text/html",
    ] {
        assert!(letters[0].contains(header), "{header}: {}", letters[0]);
    }
    assert!(!letters[0].contains("List-Unsubscribe") && !letters[0].contains("s3cret"));
}

#[test]
fn a_name_of_several_lines_goes_as_one() {
    let (server, letters) = smtp(|_| None);
    for (name, subject) in [
        ("Елена\nИванова\r\n", "Заказ\r\nBcc: all@mail.example"),
        ("\n", "\r\n"),
        ("Anna\u{0}\rB", ""),
    ] {
        let message = Outgoing {
            name: name.to_owned(),
            subject: subject.to_owned(),
            ..letter()
        };
        assert_eq!(word(&send(&mail(server), &message)).0, "accepted", "{name:?}");
    }
    let letters = letters.lock().unwrap();
    assert_eq!(letters.len(), 3);
    assert!(letters.iter().all(|letter| !letter.contains("\nBcc:")), "{letters:?}");
}

#[test]
fn a_way_in_the_open_is_refused_where_it_should_be_closed() {
    let (server, letters) = smtp(|_| None);
    let setting = ChannelSetting {
        security: Security::StartTls,
        ..mail(server)
    };
    assert_eq!(word(&send(&setting, &letter())).0, "later");
    assert!(letters.lock().unwrap().is_empty());
}

#[cfg(unix)]
#[test]
fn a_command_gets_the_message_and_says_what_became_of_it() {
    let cases = [
        ("cat > /dev/null; echo sent-7", "accepted", "sent-7"),
        ("exit 75", "later", ""),
        ("echo bad number >&2; exit 1", "refused", "bad number (1)"),
        ("kill -9 $$", "unknown", ""),
        (
            "grep -q '\"to\":\"+79161234567\"' && grep -c . /dev/null; test $DOZVON_SECRET = s3cret",
            "accepted",
            "0",
        ),
        ("echo $DOZVON_SECRET >&2; exit 1", "refused", "*** (1)"),
        ("echo $DOZVON_SECRET >&2; kill -9 $$", "unknown", "***"),
        ("cat > /dev/null; echo $DOZVON_SECRET", "accepted", "***"),
    ];
    for (script, outcome, said) in cases {
        let setting = ChannelSetting {
            command: ["sh", "-c", script].map(str::to_owned).to_vec(),
            ..gateway(Via::Command)
        };
        assert_eq!(
            word(&send(&setting, &outgoing())),
            (outcome, said.to_owned()),
            "{script}"
        );
    }
    let nowhere = ChannelSetting {
        command: vec!["/no/such/program".to_owned()],
        ..gateway(Via::Command)
    };
    assert_eq!(word(&send(&nowhere, &outgoing())).0, "later");
    assert_eq!(nowhere.carries(), Channel::Sms);
}

#[test]
fn a_letter_that_offers_says_how_to_get_no_more() {
    let page = Unsubscribe::Page("https://lavka.example/stop".to_owned());
    let address = Unsubscribe::Letter("stop@lavka.example".to_owned());
    let link = || Some("https://desk.lavka.example/stop/7.0123".to_owned());
    for (unsubscribe, header) in [
        (
            Some(Unsubscribe::Link(Some("stop@lavka.example".to_owned()))),
            "List-Unsubscribe: <https://desk.lavka.example/stop/7.0123>,\n <mailto:stop@lavka.example?subject=unsubscribe%207.00ff>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n",
        ),
        (
            Some(address),
            "List-Unsubscribe: <mailto:stop@lavka.example?subject=unsubscribe%207.00ff>\n",
        ),
        (Some(page), "List-Unsubscribe: <https://lavka.example/stop>\n"),
        (None, ""),
    ] {
        let (server, letters) = smtp(|_| None);
        let offer = Outgoing {
            kind: "offer".to_owned(),
            unsubscribe,
            stop_url: link(),
            ..letter()
        };
        let (word, _) = word(&send(&mail(server), &offer));
        let letters = letters.lock().unwrap();
        match letters.first() {
            Some(letter) => assert!(word == "accepted" && letter.contains(header), "{letter}"),
            None => assert_eq!((word, header), ("refused", "")),
        }
    }
}
