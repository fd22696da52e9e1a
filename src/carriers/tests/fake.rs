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

/// In the place of headers: the connection is cut off in the middle of the body.
pub(super) const CUT: &str = "cut";

/// What it answers: status, headers, body; none: hangs up.
pub(super) type Answer = Option<(u16, &'static str, String)>;

/// What it answers to a question.
type Told = Box<dyn Fn(&Asked) -> Answer + Send>;

#[derive(Default)]
struct Books {
    asked: Vec<Asked>,
    answers: VecDeque<Answer>,
    told: Option<Told>,
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

    /// Answers each question by itself.
    pub(super) fn telling(told: impl Fn(&Asked) -> Answer + Send + 'static) -> FakeCarrier {
        let fake = FakeCarrier::answering([]);
        fake.books.lock().unwrap().told = Some(Box::new(told));
        fake
    }

    /// What it was asked so far.
    pub(super) fn asked(&self) -> Vec<Asked> {
        self.books.lock().unwrap().asked.clone()
    }

    /// How often it was asked so far.
    pub(super) fn count(&self) -> usize {
        self.books.lock().unwrap().asked.len()
    }

    /// Answers this from now on.
    pub(super) fn answer(&self, answer: Answer) {
        self.answers([answer]);
    }

    /// Answers these from now on, and the last for ever.
    pub(super) fn answers(&self, answers: impl IntoIterator<Item = Answer>) {
        self.books.lock().unwrap().answers = answers.into_iter().collect();
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
        let asked = Asked {
            path: request.split(' ').nth(1)?.to_owned(),
            headers,
            body: String::from_utf8(body).ok()?,
        };
        books.asked.push(asked.clone());
        if let Some(told) = &books.told {
            told(&asked)
        } else if books.answers.len() > 1 {
            books.answers.pop_front()?
        } else {
            books.answers.front().cloned()?
        }
    };
    let (status, headers, body) = answer?;
    // One that is cut off promised more.
    let promised = if headers == CUT { 2 * body.len() } else { body.len() };
    let headers = if headers == CUT { "" } else { headers };
    let said =
        format!("HTTP/1.1 {status} Said\r\n{headers}Content-Length: {promised}\r\nConnection: close\r\n\r\n{body}");
    stream.write_all(said.as_bytes()).ok()
}
