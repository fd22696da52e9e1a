//! Servers that stall, hang up, answer nonsense without end or lead elsewhere: what of it may be tried again, and what is
//! nobody's to say.

use std::sync::mpsc::channel;

use super::*;
use crate::domain::time::Span;

/// Nobody waits longer in these tests.
const SHORT: Span = Span(400);

/// A server that reads that much, says this and goes on saying nothing until the returned end is dropped.
fn stalling(read: usize, said: Vec<u8>) -> (String, std::sync::mpsc::Sender<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let (open, closed) = channel::<()>();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut asked = vec![0; read];
        stream.read_exact(&mut asked).unwrap();
        let _ = stream.write_all(&said);
        let _ = closed.recv();
    });
    (format!("http://{at}/send"), open)
}

fn short(via: Via, url: &str) -> ChannelSetting {
    ChannelSetting {
        url: Some(url.to_owned()),
        accepted: (via == Via::Http).then(|| "fine".to_owned()),
        timeout: SHORT,
        ..gateway(via)
    }
}

#[test]
fn a_gateway_that_stalls_may_have_taken_it() {
    let accepted = r#"{"status":"OK","sms":{"79161234567":{"status_code":100,"sms_id":"1"}}}"#;
    let half = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{}",
        accepted.len(),
        &accepted[..30]
    );
    let endless = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned();
    for via in [Via::SmsRu, Via::Smsc, Via::TurboSms, Via::Twilio, Via::Http] {
        for (read, said) in [
            (0, ""),
            (10, ""),
            (10, half.as_str()),
            (10, &endless),
            (10, "HTTP/1.1 20"),
        ] {
            let (url, open) = stalling(read, said.as_bytes().to_vec());
            let (word, why) = word(&send(&short(via, &url), &outgoing()));
            assert_eq!(word, "unknown", "{via:?} {read} {said}: {why}");
            drop(open);
        }
    }
}

#[test]
fn what_is_longer_than_any_answer_tells_nothing() {
    let body = "x".repeat(2 * 1024 * 1024);
    let heading = format!("HTTP/1.1 200 OK\r\nX: {body}\r\n\r\n");
    for said in [said("200 OK", &body), heading, body] {
        for via in [Via::SmsRu, Via::Smsc, Via::TurboSms, Via::Twilio, Via::Http] {
            let (url, open) = stalling(10, said.clone().into_bytes());
            let (word, why) = word(&send(&short(via, &url), &outgoing()));
            assert_eq!(word, "unknown", "{via:?}");
            assert!(why.len() <= 200);
            drop(open);
        }
    }
}

#[test]
fn who_is_led_elsewhere_goes_nowhere() {
    for status in [
        "301 Moved",
        "302 Found",
        "303 See Other",
        "307 Temporary",
        "308 Permanent",
    ] {
        let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
        elsewhere.set_nonblocking(true).unwrap();
        let at = elsewhere.local_addr().unwrap();
        for via in [Via::SmsRu, Via::Smsc, Via::TurboSms, Via::Twilio, Via::Http] {
            let (url, asked) = http(&said(&format!("{status}\r\nLocation: http://{at}/steal"), ""));
            let (word, why) = word(&send(&short(via, &url), &outgoing()));
            assert_eq!(word, "refused", "{via:?} {status}: {why}");
            asked.join().unwrap();
            assert!(elsewhere.accept().is_err(), "{via:?} followed {status} with its secret");
        }
    }
}

#[test]
fn a_mail_server_that_stalls_is_asked_again_until_it_has_the_letter() {
    let long = "x".repeat(200_000);
    let cases = [
        ("EHLO", SILENCE, "later"),
        ("MAIL", SILENCE, "later"),
        ("RCPT", SILENCE, "later"),
        ("DATA", SILENCE, "later"),
        ("<end>", SILENCE, "unknown"),
        ("<greeting>", &long, "later"),
        ("<greeting>", "hello", "later"),
        ("<greeting>", "554 go away", "later"),
        ("RCPT", &long, "later"),
        ("DATA", "garbage", "later"),
        ("<end>", &long, "unknown"),
    ];
    for (at, answer, outcome) in cases {
        let (at, answer) = (at.to_owned(), answer.to_owned());
        let begins = at.clone();
        let (server, _) = smtp(move |line| line.starts_with(&begins).then(|| answer.clone()));
        let setting = ChannelSetting {
            timeout: SHORT,
            ..mail(server)
        };
        let (word, why) = word(&send(&setting, &letter()));
        assert_eq!(word, outcome, "{at}: {why}");
    }
}

/// A mail server that answers as it should until this word, and to that in a line that has no end.
fn trickling(at: &'static str) -> ChannelSetting {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = listener.local_addr().unwrap();
    thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut out = stream.try_clone()?;
        let (_nobody, ever) = channel::<()>();
        let trickle = |out: &mut TcpStream| -> std::io::Result<()> {
            loop {
                out.write_all(b"2")?;
                let _ = ever.recv_timeout(std::time::Duration::from_millis(20));
            }
        };
        if at == "<greeting>" {
            trickle(&mut out)?;
        }
        out.write_all(b"220 slow\r\n")?;
        let mut is_data = false;
        for line in BufReader::new(stream).lines() {
            let line = line?;
            if is_data && line != "." {
                continue;
            }
            let word = if is_data {
                "<end>"
            } else {
                line.split(' ').next().unwrap_or_default()
            };
            if word == at {
                trickle(&mut out)?;
            }
            is_data = word == "DATA";
            out.write_all(if is_data { b"354 go on\r\n" } else { b"250 fine\r\n" })?;
        }
        std::io::Result::Ok(())
    });
    ChannelSetting {
        timeout: SHORT,
        ..mail(server)
    }
}

#[test]
fn a_mail_server_whose_word_has_no_end_holds_up_nobody() {
    for (at, outcome) in [
        ("<greeting>", "later"),
        ("EHLO", "later"),
        ("MAIL", "later"),
        ("RCPT", "later"),
        ("DATA", "later"),
        ("<end>", "unknown"),
    ] {
        let (word, why) = word(&send(&trickling(at), &letter()));
        assert_eq!((word, why.as_str()), (outcome, "no answer within 0 s"), "{at}");
    }
}
