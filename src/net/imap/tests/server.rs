//! A small IMAP server: one folder, letters numbered from 10, and whatever else a test makes it say.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Result;
use std::io::Write;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;
use std::thread;

/// The number of its first letter.
const FIRST: usize = 10;

/// What it answers to a command; its greeting is the answer to `<greeting>`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Saying {
    /// What a mailbox would.
    Usual,
    /// This; `{tag}` is the command's own.
    This(&'static str),
    /// It says nothing more, and waits.
    Silence,
    /// It hangs up.
    Nothing,
    /// Lines for ever.
    Endless,
}

/// The server, for as long as the test runs.
pub(crate) struct Letterbox {
    pub(crate) at: SocketAddr,
    inside: Arc<Inside>,
}

struct Inside {
    letters: Mutex<Vec<String>>,
    asked: Mutex<Vec<String>>,
    says: Box<dyn Fn(&str) -> Saying + Send + Sync>,
}

impl Letterbox {
    pub(crate) fn open(letters: &[String], says: impl Fn(&str) -> Saying + Send + Sync + 'static) -> Letterbox {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let inside = Arc::new(Inside {
            letters: Mutex::new(letters.to_vec()),
            asked: Mutex::default(),
            says: Box::new(says),
        });
        let serving = Arc::clone(&inside);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let inside = Arc::clone(&serving);
                thread::spawn(move || drop(inside.talk(stream)));
            }
        });
        Letterbox { at, inside }
    }

    pub(crate) fn add(&self, letter: String) {
        self.inside.letters.lock().unwrap().push(letter);
    }

    /// The commands it heard, without their tags.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.inside.asked.lock().unwrap().clone()
    }
}

impl Inside {
    fn talk(&self, stream: TcpStream) -> Result<()> {
        stream.set_nodelay(true)?;
        let mut out = stream.try_clone()?;
        if !self.say(&mut out, "<greeting>", "*")? {
            return Ok(());
        }
        for line in BufReader::new(stream).lines() {
            let line = line?;
            let Some((tag, command)) = line.split_once(' ') else {
                continue;
            };
            self.asked.lock().unwrap().push(command.to_owned());
            if !self.say(&mut out, command, tag)? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// False when it hangs up.
    fn say(&self, out: &mut TcpStream, command: &str, tag: &str) -> Result<bool> {
        match (self.says)(command) {
            Saying::Usual => out.write_all(&self.usual(command, tag))?,
            Saying::This(text) => {
                out.write_all(text.replace("{tag}", tag).as_bytes())?;
                // Half an answer is all there is.
                return Ok(text.ends_with('\n') && !text.contains("garbage"));
            }
            Saying::Silence => {}
            Saying::Nothing => return Ok(false),
            Saying::Endless => loop {
                out.write_all("* OK still here\r\n".repeat(500).as_bytes())?;
            },
        }
        Ok(true)
    }

    fn usual(&self, command: &str, tag: &str) -> Vec<u8> {
        let letters = self.letters.lock().unwrap();
        let words: Vec<&str> = command.split(' ').collect();
        let next = FIRST + letters.len();
        let mut said = Vec::new();
        match words[..] {
            ["<greeting>"] => return b"* OK a mailbox\r\n".to_vec(),
            ["LOGOUT"] => said.extend(b"* BYE\r\n"),
            ["EXAMINE", _] => said.extend(
                format!(
                    "* {} EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT {next}] x\r\n",
                    letters.len()
                )
                .as_bytes(),
            ),
            ["UID", "SEARCH", ..] => {
                // `n:*` has the last one in it, however small it is.
                let from = words[3]
                    .strip_suffix(":*")
                    .and_then(|from| from.parse().ok())
                    .unwrap_or(FIRST);
                let uids: Vec<String> = (from.min(next - 1)..next).map(|uid| uid.to_string()).collect();
                said.extend(format!("* SEARCH {}\r\n", uids.join(" ")).as_bytes());
            }
            ["UID", "FETCH", uids, ..] => {
                let is_whole = command.contains("BODY.PEEK[]");
                // In whatever order it likes.
                for uid in uids.split(',').rev().filter_map(|uid| uid.parse::<usize>().ok()) {
                    let Some(letter) = letters.get(uid - FIRST) else {
                        continue;
                    };
                    let text = if is_whole { letter.clone() } else { some_headers(letter) };
                    let part = if is_whole {
                        "BODY[]<0>"
                    } else {
                        "BODY[HEADER.FIELDS (FROM SUBJECT)]"
                    };
                    let date = "11-Mar-2026 12:00:00 +0300";
                    let head = format!(
                        "* {} FETCH (FLAGS () UID {uid} INTERNALDATE \"{date}\" {part} {{{}}}\r\n",
                        uid - FIRST + 1,
                        text.len()
                    );
                    said.extend(head.as_bytes());
                    said.extend(text.as_bytes());
                    said.extend(b")\r\n* 1 FETCH (FLAGS (\\Seen))\r\n");
                }
            }
            _ => {}
        }
        said.extend(format!("{tag} OK done\r\n").as_bytes());
        said
    }
}

fn some_headers(letter: &str) -> String {
    let head = letter.split("\r\n\r\n").next().unwrap_or_default();
    // Folded lines belong to the header before them.
    let mut kept = false;
    let mut lines = String::new();
    for line in head.split("\r\n") {
        if !line.starts_with([' ', '\t']) {
            kept = !line.starts_with("X-Other");
        }
        if kept {
            lines.push_str(line);
            lines.push_str("\r\n");
        }
    }
    lines + "\r\n"
}
