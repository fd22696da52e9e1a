//! A carrier's machine on the loopback network: it answers what it is told to, and remembers what it was asked.

use std::collections::VecDeque;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;
use std::thread;

/// What it is asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// The path, with its query.
    pub(super) path: String,
    pub(super) headers: String,
    pub(super) body: String,
}

/// What it answers: status, headers, body; none: hangs up.
pub(super) type Answer = Option<(u16, &'static str, String)>;

#[derive(Default)]
struct Books {
    asked: Vec<Asked>,
    answers: VecDeque<Answer>,
}

/// The machine.
pub(super) struct FakeCarrier {
    pub(super) address: String,
    books: Arc<Mutex<Books>>,
}

impl FakeCarrier {
    /// Answers these, one after the other, and the last for ever.
    pub(super) fn answering(answers: impl IntoIterator<Item = Answer>) -> FakeCarrier {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let books = Arc::new(Mutex::new(Books {
            answers: answers.into_iter().collect(),
            ..Books::default()
        }));
        let behind = Arc::clone(&books);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                serve(stream, &behind);
            }
        });
        FakeCarrier { address, books }
    }

    /// What it was asked so far.
    pub(super) fn asked(&self) -> Vec<Asked> {
        self.books.lock().unwrap().asked.clone()
    }

    /// Answers this from now on.
    pub(super) fn answer(&self, answer: Answer) {
        self.books.lock().unwrap().answers = VecDeque::from([answer]);
    }
}

fn serve(mut stream: TcpStream, books: &Mutex<Books>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let (mut request, mut headers) = (String::new(), String::new());
    reader.read_line(&mut request).ok()?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        if line.trim().is_empty() {
            break;
        }
        if let Some(told) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = told.trim().parse().ok()?;
        }
        headers.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let answer = {
        let mut books = books.lock().unwrap();
        books.asked.push(Asked {
            path: request.split(' ').nth(1)?.to_owned(),
            headers,
            body: String::from_utf8(body).ok()?,
        });
        if books.answers.len() > 1 {
            books.answers.pop_front()?
        } else {
            books.answers.front().cloned()?
        }
    };
    let (status, headers, body) = answer?;
    let said = format!(
        "HTTP/1.1 {status} Said\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(said.as_bytes()).ok()
}
