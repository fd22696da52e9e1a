//! What the made-up shops of the tests have in common: a machine on the loopback network that is asked and answers.

use std::collections::VecDeque;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::thread;

/// What somebody asks.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) method: String,
    pub(super) path: String,
    /// Decoded.
    pub(super) query: Vec<(String, String)>,
    /// Names in small letters.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Asked {
    pub(super) fn of(&self, name: &str) -> Option<&str> {
        let mut all = self.query.iter();
        all.find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        let all = self.query.iter().filter(|(known, _)| known == name);
        all.map(|(_, value)| value.as_str()).collect()
    }

    pub(super) fn header(&self, name: &str) -> &str {
        let mut all = self.headers.iter();
        all.find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

/// Status, headers, body; none: hangs up.
pub(super) type Said = Option<(u16, String, String)>;

/// Answers that stand in for the next ones.
pub(super) type Instead = VecDeque<Said>;

/// Listens until the tests end; where.
pub(super) fn listen(answer: impl Fn(&str, &Asked) -> Said + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let own = address.clone();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let Some(asked) = hear(&stream) else { continue };
            if let Some((status, headers, body)) = answer(&own, &asked) {
                say(&mut stream, status, &headers, &body);
            }
        }
    });
    address
}

/// A server of our own, and what it has.
pub(super) struct Served<B> {
    pub(super) address: String,
    books: Arc<Mutex<B>>,
}

impl<B: Send + 'static> Served<B> {
    /// Answers by its address and its books until the tests end.
    pub(super) fn begin(books: B, answer: impl Fn(&str, &mut B, &Asked) -> Said + Send + 'static) -> Served<B> {
        let books = Arc::new(Mutex::new(books));
        let behind = Arc::clone(&books);
        let address = listen(move |own, asked| answer(own, &mut behind.lock().unwrap(), asked));
        Served { address, books }
    }

    pub(super) fn books(&self) -> MutexGuard<'_, B> {
        self.books.lock().unwrap()
    }
}

/// The headers of an answer at that second.
pub(super) fn dated(second: i64) -> String {
    let date = chrono::DateTime::from_timestamp(second, 0).unwrap();
    let date = date.format("%a, %d %b %Y %H:%M:%S GMT");
    format!("Date: {date}\r\nContent-Type: application/json\r\n")
}

fn hear(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut request = String::new();
    reader.read_line(&mut request).ok()?;
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim().split_once(':') else {
            break;
        };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut words = request.split(' ');
    let method = words.next()?.to_owned();
    let target = words.next()?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let mut asked = Asked {
        method,
        path: path.to_owned(),
        query: pairs.map(|(name, value)| (decoded(name), decoded(value))).collect(),
        headers,
        body: Vec::new(),
    };
    asked.body = vec![0; asked.header("content-length").parse().unwrap_or(0)];
    reader.read_exact(&mut asked.body).ok()?;
    Some(asked)
}

fn say(stream: &mut TcpStream, status: u16, headers: &str, body: &str) -> Option<()> {
    let body = encoded(headers, body);
    let length = body.len();
    let head = format!("HTTP/1.1 {status} Said\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&body).ok()
}

/// In windows-1251, where the headers say so.
fn encoded(headers: &str, text: &str) -> Vec<u8> {
    if !headers.contains("windows-1251") {
        return text.as_bytes().to_vec();
    }
    let letters = |sign: char| match sign {
        'А'..='я' => u8::try_from(u32::from(sign) - u32::from('А') + 0xC0).unwrap(),
        'ё' => 0xB8,
        sign => u8::try_from(u32::from(sign)).unwrap(),
    };
    text.chars().map(letters).collect()
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        if bytes[at] == b'%' {
            out.push(u8::from_str_radix(&text[at + 1..at + 3], 16).unwrap());
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap()
}
