//! A real server on a loopback port, and those who speak to it well and badly.

use std::io::Read;
use std::io::Write;
use std::net::SocketAddr;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;

use super::*;

/// Says `bytes` and hears the whole answer.
fn say(to: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(to).unwrap();
    // Who is answered before having said all may find the way closed.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn here(routes: Vec<Route>) -> Server {
    Server::begin(SocketAddr::from(([127, 0, 0, 1], 0)), routes).unwrap()
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

#[test]
fn a_request_reaches_the_route_of_its_path_whole() {
    let heard = Arc::<Mutex<Vec<WebRequest>>>::default();
    let to = Arc::clone(&heard);
    let server = here(vec![
        Route::new("/hook", |_| WebReply::text("general")),
        Route::new("/hook/calls", move |request| {
            to.lock().unwrap().push(request.clone());
            WebReply::text("принято")
        }),
    ]);
    let body = "event=NOTIFY+START&who=%2B7%20916&odd=%zz&empty";
    let request = format!(
        "POST /hook/calls/7?zd_echo=a%26b HTTP/1.1\r\nHost: x\r\nX-Sign: abc\r\nX-Forwarded-For: 10.0.0.9, 203.0.113.5\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = say(server.address(), request.as_bytes());
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.ends_with("\r\n\r\nпринято"), "{answer}");
    assert!(answer.contains("cache-control: no-store"), "{answer}");
    let request = heard.lock().unwrap().remove(0);
    assert_eq!(request.method, Method::Post);
    assert_eq!((request.path.as_str(), request.rest.as_str()), ("/hook/calls/7", "7"));
    assert_eq!(request.query(), [("zd_echo".to_owned(), "a&b".to_owned())]);
    assert_eq!(request.header("x-sign"), Some("abc"));
    assert_eq!(request.from.to_string(), "203.0.113.5");
    let form = [
        ("event", "NOTIFY START"),
        ("who", "+7 916"),
        ("odd", "%zz"),
        ("empty", ""),
    ];
    assert_eq!(
        request.form(),
        form.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    assert_eq!(format!("{request:?}"), "WebRequest(Post, 47 bytes)");
    for (path, expected) in [
        ("/hook", "200"),
        ("/hook/other", "200"),
        ("/hooks", "404"),
        ("/", "404"),
        ("/hook/../secret", "200"),
    ] {
        let answer = say(
            server.address(),
            format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes(),
        );
        assert_eq!(status(&answer), expected, "{path}");
    }
}

#[test]
fn what_is_too_long_or_no_http_is_turned_away_and_what_stops_stops_no_other() {
    let server = here(vec![
        Route::new("/well", |_| WebReply::done()),
        Route::new("/ill", |request| WebReply::text(request.query()[9].0.clone())),
    ]);
    let to = server.address();
    let long = "a".repeat(20 * 1024);
    let many = "X-A: 1\r\n".repeat(200);
    let told = format!(
        "POST /well HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n",
        2 * 1024 * 1024
    );
    let mut chunks = b"POST /well HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    let piece = vec![b'a'; 0x10000];
    for _ in 0..16 {
        chunks.extend_from_slice(b"10000\r\n");
        chunks.extend_from_slice(&piece);
        chunks.extend_from_slice(b"\r\n");
    }
    chunks.extend_from_slice(b"1\r\na");
    for (request, expected) in [
        (
            format!("GET /well?{long} HTTP/1.1\r\nHost: x\r\n\r\n").into_bytes(),
            "431",
        ),
        (
            format!("GET /well HTTP/1.1\r\nHost: x\r\n{many}\r\n").into_bytes(),
            "431",
        ),
        (told.into_bytes(), "413"),
        (chunks, "413"),
        (
            b"POST /well HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n".to_vec(),
            "400",
        ),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n".to_vec(), "400"),
        (b"GET /ill HTTP/1.1\r\nHost: x\r\n\r\n".to_vec(), "500"),
        (b"GET /well HTTP/1.1\r\nHost: x\r\n\r\n".to_vec(), "200"),
    ] {
        let answer = say(to, &request);
        assert_eq!(status(&answer), expected, "{answer}");
    }
}

#[test]
fn a_silent_one_keeps_nobody_from_being_heard_and_an_end_waits_for_none() {
    let server = here(vec![
        Route::new("/", |_| WebReply::done()),
        Route::new("/x", |_| WebReply::done()),
    ]);
    let silent: Vec<TcpStream> = (0..8).map(|_| TcpStream::connect(server.address()).unwrap()).collect();
    let answer = say(server.address(), b"GET /x HTTP/1.0\r\n\r\n");
    assert_eq!(status(&answer), "200");
    let address = server.address();
    drop(silent);
    drop(server);
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn an_address_that_is_taken_cannot_be_had() {
    let first = here(Vec::new());
    assert!(Server::begin(first.address(), Vec::new()).is_err());
}

#[test]
fn a_peer_by_the_older_protocols_address_is_the_same_peer_and_its_proxy_is_believed() {
    let mapped: SocketAddr = "[::ffff:127.0.0.1]:0".parse().unwrap();
    let route = Route::new("/who", |request| {
        WebReply::text(request.from.to_string()).for_any_page()
    });
    // A machine without the newer protocol hears by the older alone.
    let Ok(server) = Server::begin(mapped, vec![route]) else {
        return;
    };
    let to = SocketAddr::from(([127, 0, 0, 1], server.address().port()));
    let answer = say(to, b"GET /who HTTP/1.1\r\nHost: x\r\n\r\n");
    assert!(answer.ends_with("\r\n\r\n127.0.0.1"), "{answer}");
    assert!(answer.contains("access-control-allow-origin: *"), "{answer}");
    let answer = say(
        to,
        b"GET /who HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.5\r\n\r\n",
    );
    assert!(answer.ends_with("\r\n\r\n203.0.113.5"), "{answer}");
}

#[test]
fn who_goes_away_keeps_their_place_until_the_answer_is_made() {
    let (begin, begun) = std::sync::mpsc::channel();
    let (go_on, goes_on) = std::sync::mpsc::channel::<()>();
    let goes_on = Mutex::new(goes_on);
    let done = Arc::<std::sync::atomic::AtomicUsize>::default();
    let counted = Arc::clone(&done);
    let server = here(vec![Route::new("/slow", move |_| {
        begin.send(()).unwrap();
        let _ = goes_on.lock().unwrap().recv();
        counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        WebReply::done()
    })]);
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream
        .write_all(b"POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
        .unwrap();
    begun.recv().unwrap();
    drop(stream);
    go_on.send(()).unwrap();
    // The end waits for the place, and so for what is being done.
    drop(server);
    assert_eq!(done.load(std::sync::atomic::Ordering::SeqCst), 1);
}
