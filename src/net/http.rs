//! One HTTP client: short answers, bounded in time, never led elsewhere with a secret in hand.

use std::io::ErrorKind;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;

use chrono::DateTime;
use ureq::Agent;
use ureq::Error;
use ureq::http::Request;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::ConnectionDetails;
use ureq::unversioned::transport::Connector;
use ureq::unversioned::transport::DefaultConnector;
use ureq::unversioned::transport::Transport;

use crate::domain::time::Span;
use crate::domain::time::Time;

/// How long one call may take in all, where nothing else is said.
const WHOLE: Duration = Duration::from_secs(40);
/// How long reaching the other machine may take of that.
const CONNECT: Duration = Duration::from_secs(15);
/// The longest answer where nothing else is said, bytes.
const LONGEST: u64 = 256 * 1024;
/// What a body of names and values is.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// What is asked of another machine.
pub struct HttpCall {
    /// Where.
    pub url: String,
    /// Sent there; none: something is asked for.
    pub body: Option<String>,
    /// How what is sent is sent, where that is not by POST.
    pub method: Option<&'static str>,
    /// Names and values, `Content-Type` among them.
    pub headers: Vec<(String, String)>,
    /// How long it may take in all.
    pub patience: Duration,
}

impl Default for HttpCall {
    fn default() -> HttpCall {
        HttpCall {
            url: String::new(),
            body: None,
            method: None,
            headers: Vec::new(),
            patience: WHOLE,
        }
    }
}

impl HttpCall {
    /// Sends a form there.
    pub fn form(url: String, pairs: &[(&str, &str)]) -> HttpCall {
        HttpCall {
            url,
            body: Some(form(pairs)),
            headers: vec![("Content-Type".to_owned(), FORM.to_owned())],
            ..HttpCall::default()
        }
    }
}

/// What it answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpAnswer {
    /// 200 and so on.
    pub status: u16,
    /// Its text; what is not UTF-8 in it stands as `\u{FFFD}`.
    pub body: String,
    /// It was heard to its end.
    pub is_whole: bool,
    /// Its headers, names in small letters.
    pub headers: Vec<(String, String)>,
}

impl HttpAnswer {
    /// The first header of that name, in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut all = self.headers.iter();
        all.find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// How long it asks to be left alone: seconds, or until a date by its own clock (RFC 9110).
    pub fn retry_after(&self, now: Time) -> Option<Span> {
        let said = self.header("retry-after")?.trim();
        if let Ok(seconds) = said.parse::<i64>() {
            return Some(Span::seconds(seconds.clamp(0, 1_000_000)));
        }
        let date = |text: &str| {
            DateTime::parse_from_rfc2822(text)
                .ok()
                .map(|at| Time(at.timestamp_millis()))
        };
        let there = self.header("date").and_then(date).unwrap_or(now);
        Some((date(said)? - there).max(Span::ZERO))
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HttpError {
    /// The other machine was not reached: it knows nothing of the call.
    NotReached(String),
    /// It may have done what was asked.
    Unknown(String),
}

/// Makes a call. An answer of any status is an answer; another address it names is not followed.
pub fn call(call: &HttpCall) -> Result<HttpAnswer, HttpError> {
    call_for(call, LONGEST)
}

/// Likewise, for an answer of at most `longest` bytes.
pub fn call_for(call: &HttpCall, longest: u64) -> Result<HttpAnswer, HttpError> {
    call_for_bytes(call, longest).map(|(answer, _)| answer)
}

/// Likewise, with its body as it came, whatever it is encoded in.
pub fn call_for_bytes(call: &HttpCall, longest: u64) -> Result<(HttpAnswer, Vec<u8>), HttpError> {
    let reached = Arc::<AtomicBool>::default();
    let config = Agent::config_builder()
        .timeout_global(Some(call.patience))
        .timeout_connect(Some(CONNECT.min(call.patience)))
        .timeout_resolve(Some(CONNECT.min(call.patience)))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .user_agent(concat!("dozvon/", env!("CARGO_PKG_VERSION")))
        .build();
    let connector = DefaultConnector::default().chain(WayWatch(Arc::clone(&reached)));
    let agent = Agent::with_parts(config, connector, DefaultResolver::default());
    let mut request = Request::builder()
        .method(match (&call.body, call.method) {
            (Some(_), method) => method.unwrap_or("POST"),
            (None, _) => "GET",
        })
        .uri(&call.url);
    for (name, value) in &call.headers {
        request = request.header(name, value);
    }
    let not_reached = |why: &dyn std::fmt::Display| HttpError::NotReached(why.to_string());
    let answered = match &call.body {
        Some(body) => agent.run(request.body(body.as_str()).map_err(|why| not_reached(&why))?),
        None => agent.run(request.body(()).map_err(|why| not_reached(&why))?),
    };
    let mut answer = answered.map_err(|why| failed(&why, call.patience, reached.load(Ordering::Relaxed)))?;
    let status = answer.status().as_u16();
    let headers = answer.headers().iter();
    let headers = headers.filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())));
    let headers = headers.collect();
    let mut body = Vec::new();
    let heard = answer
        .body_mut()
        .with_config()
        .limit(longest)
        .reader()
        .read_to_end(&mut body);
    let answer = HttpAnswer {
        status,
        body: String::from_utf8_lossy(&body).into_owned(),
        is_whole: heard.is_ok(),
        headers,
    };
    Ok((answer, body))
}

/// Told once the way stands: through a proxy where there is one, and closed where it must be.
#[derive(Debug)]
struct WayWatch(Arc<AtomicBool>);

impl<T: Transport> Connector<T> for WayWatch {
    type Out = T;

    fn connect(&self, _: &ConnectionDetails<'_>, way: Option<T>) -> Result<Option<T>, Error> {
        self.0.store(way.is_some(), Ordering::Relaxed);
        Ok(way)
    }
}

fn failed(error: &Error, patience: Duration, is_reached: bool) -> HttpError {
    let why = match error {
        // It names the address, and that may hold a secret.
        Error::BadUri(_) => "the address cannot be understood".to_owned(),
        Error::Timeout(_) => format!("no answer within {} s", patience.as_secs()),
        Error::HostNotFound => "there is no such server".to_owned(),
        Error::Io(why) if why.kind() == ErrorKind::ConnectionRefused => "the connection is refused".to_owned(),
        error => error.to_string(),
    };
    if is_reached {
        HttpError::Unknown(why)
    } else {
        HttpError::NotReached(why)
    }
}

/// A text as it stands in an address or in a form (RFC 3986).
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(
                    char::from_digit(u32::from(digit), 16)
                        .unwrap_or('0')
                        .to_ascii_uppercase(),
                );
            }
        }
    }
    out
}

/// Names and values as a form.
pub fn form(pairs: &[(&str, &str)]) -> String {
    let pairs = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// `Authorization` by a name and a secret (RFC 7617).
pub fn basic(user: &str, secret: &str) -> String {
    format!("Basic {}", base64(format!("{user}:{secret}").as_bytes()))
}

/// In base 64 (RFC 4648).
pub fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let three = [0, 1, 2].map(|at| u32::from(chunk.get(at).copied().unwrap_or(0)));
        let bits = three[0] << 16 | three[1] << 8 | three[2];
        for at in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at > chunk.len() { '=' } else { char::from(sign) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_in_addresses_and_headers_as_they_must() {
        assert_eq!(encoded("a b+ж&"), "a%20b%2B%D0%B6%26");
        assert_eq!(form(&[("to", "+7"), ("a[]", "ё")]), "to=%2B7&a%5B%5D=%D1%91");
        for (text, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(text.as_bytes()), coded);
        }
        assert_eq!(basic("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    #[test]
    fn who_cannot_be_talked_with_in_secret_knows_nothing_of_the_call() {
        // One hangs up at once, one talks in the open, one shows no certificate that anybody vouches for.
        for said in [&b""[..], b"HTTP/1.1 200 OK\r\n\r\n", b"\x15\x03\x03\x00\x02\x02\x28"] {
            let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            let at = listener.local_addr().unwrap();
            let answers = std::thread::spawn(move || {
                let (mut stream, _) = listener.accept().unwrap();
                let mut hello = [0; 5];
                stream.read_exact(&mut hello).unwrap();
                std::io::Write::write_all(&mut stream, said).unwrap();
            });
            let failed = call(&HttpCall {
                url: format!("https://{at}/send?key=s3cret"),
                body: Some("to=1".to_owned()),
                ..HttpCall::default()
            });
            assert!(matches!(failed, Err(HttpError::NotReached(_))), "{failed:?}");
            answers.join().unwrap();
        }
    }

    #[test]
    fn who_is_not_there_knows_nothing_of_the_call() {
        let nobody = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        for url in [format!("http://{nobody}/"), "no address at all".to_owned()] {
            let failed = call(&HttpCall {
                url,
                ..HttpCall::default()
            });
            assert!(matches!(failed, Err(HttpError::NotReached(_))), "{failed:?}");
        }
    }

    /// A server that answers its only caller so; where it is.
    fn answering(answer: String) -> std::net::SocketAddr {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = [0; 4096];
            let _ = stream.read(&mut asked).unwrap();
            std::io::Write::write_all(&mut stream, answer.as_bytes()).unwrap();
        });
        at
    }

    #[test]
    fn another_address_is_not_gone_to_with_what_this_one_was_told() {
        let other = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        other.set_nonblocking(true).unwrap();
        let elsewhere = format!("http://{}/", other.local_addr().unwrap());
        for status in [301, 302, 303, 307, 308] {
            let moved = format!("HTTP/1.1 {status} Moved\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\n\r\n");
            let answer = call(&HttpCall {
                url: format!("http://{}/send?key=s3cret", answering(moved)),
                headers: vec![("X-Key".to_owned(), "s3cret".to_owned())],
                body: Some("to=1".to_owned()),
                ..HttpCall::default()
            })
            .unwrap();
            assert_eq!(
                (answer.status, answer.header("location")),
                (status, Some(elsewhere.as_str()))
            );
        }
        assert_eq!(other.accept().unwrap_err().kind(), ErrorKind::WouldBlock, "nobody came");
    }

    #[test]
    fn an_answer_without_end_is_heard_as_far_as_was_asked_for() {
        let long = format!("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{}", "x".repeat(5_000));
        let url = format!("http://{}/", answering(long));
        let answer = call_for(
            &HttpCall {
                url,
                ..HttpCall::default()
            },
            100,
        )
        .unwrap();
        assert_eq!((answer.body.len(), answer.is_whole), (100, false));
    }

    #[test]
    fn why_nobody_answered_is_said_in_plain_words() {
        let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let at = silent.local_addr().unwrap();
        let call = |url: String| {
            call(&HttpCall {
                url,
                patience: Duration::from_secs(1),
                ..HttpCall::default()
            })
        };
        let unknown = HttpError::Unknown("no answer within 1 s".to_owned());
        assert_eq!(call(format!("http://{at}/")), Err(unknown));
        drop(silent);
        let refused = HttpError::NotReached("the connection is refused".to_owned());
        assert_eq!(call(format!("http://{at}/")), Err(refused));
    }
}
