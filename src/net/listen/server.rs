//! The listener: one thread hears, one answers, and every request is bounded in length, time and number.

use std::convert::Infallible;
use std::future::pending;
use std::io;
use std::net::IpAddr;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;
use std::thread::JoinHandle;
use std::time::Duration;

use http_body_util::BodyExt;
use http_body_util::Full;
use http_body_util::LengthLimitError;
use http_body_util::Limited;
use hyper::Response;
use hyper::body::Body;
use hyper::body::Bytes;
use hyper::body::Incoming;
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::rt::TokioTimer;
use tokio::net::TcpListener;
use tokio::net::TcpStream;
use tokio::runtime::Builder;
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::Semaphore;
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::reply::WebReply;
use super::request::Method;
use super::request::WebRequest;
use super::route::Route;
use super::route::answer;

/// The longest body, bytes: a shop's order of a thousand lines.
const LONGEST: usize = 1024 * 1024;
/// The longest head, bytes, and the most headers in it.
const HEAD: (usize, usize) = (16 * 1024, 100);
/// How many talk at once; others wait.
const MOST: usize = 32;
/// How long a head may take to come, and a request in all, its answer with it.
const HEAD_WITHIN: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_secs(30);
/// How long an end waits for what is being answered.
const LAST: Duration = Duration::from_secs(3);
/// After a failure to take a connection: the machine has no room for more of them.
const PAUSE: Duration = Duration::from_millis(200);
/// Pages need nothing of anybody, and stand in no frame.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Hears and answers until it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Begins to listen; what is asked for is answered by `routes`, one request after the other. Nothing is listened to when
    /// the address cannot be had.
    pub fn begin(address: SocketAddr, routes: Vec<Route>) -> io::Result<Server> {
        let listener = std::net::TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        // What answers writes to one file: a second thread of it would only wait for the first.
        let runtime = Builder::new_current_thread()
            .enable_all()
            .max_blocking_threads(1)
            .build()?;
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn(move || {
            runtime.block_on(serve(listener, Arc::new(routes), stopped));
            runtime.shutdown_timeout(LAST);
        });
        Ok(Server {
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn serve(listener: std::net::TcpListener, routes: Arc<Vec<Route>>, stopped: oneshot::Receiver<()>) {
    let Ok(listener) = TcpListener::from_std(listener) else {
        return;
    };
    let room = Arc::new(Semaphore::new(MOST));
    let hearing = async {
        while let Ok(permit) = Arc::clone(&room).acquire_owned().await {
            match listener.accept().await {
                Ok((stream, from)) => {
                    let routes = Arc::clone(&routes);
                    // A peer that is named by the older protocol's address is the same peer.
                    let from = from.ip().to_canonical();
                    tokio::spawn(timeout(WHOLE, converse(stream, from, routes, permit)));
                }
                Err(_) => drop(timeout(PAUSE, pending::<()>()).await),
            }
        }
    };
    // Ends when its other half is dropped.
    let stopped = async {
        let _ = stopped.await;
    };
    tokio::pin!(hearing, stopped);
    std::future::poll_fn(|context| {
        if stopped.as_mut().poll(context).is_ready() {
            return std::task::Poll::Ready(());
        }
        hearing.as_mut().poll(context)
    })
    .await;
    let all = u32::try_from(MOST).unwrap_or(1);
    let _ = timeout(LAST, room.acquire_many(all)).await;
}

/// One connection, one request: nobody keeps a place by doing nothing.
async fn converse(stream: TcpStream, from: IpAddr, routes: Arc<Vec<Route>>, place: OwnedSemaphorePermit) {
    let place = Arc::new(place);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (routes, place) = (Arc::clone(&routes), Arc::clone(&place));
        async move {
            let reply = match whole(request, from).await {
                // Who has gone away has left their place once the answer is made, not before: it is made all the same.
                Ok(request) => spawn_blocking(move || {
                    let _place = place;
                    answer(&routes, request)
                })
                .await
                .unwrap_or_else(|_| WebReply::of(500)),
                Err(reply) => reply,
            };
            Ok::<_, Infallible>(response(reply))
        }
    });
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .keep_alive(false)
        .max_buf_size(HEAD.0)
        .max_headers(HEAD.1)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

/// The request with its body; else what is said to one too long, or cut short.
async fn whole(request: hyper::Request<Incoming>, from: IpAddr) -> Result<WebRequest, WebReply> {
    let (parts, body) = request.into_parts();
    // Who says so before it comes need not send it.
    if body.size_hint().lower() > LONGEST as u64 {
        return Err(WebReply::of(413));
    }
    let body = Limited::new(body, LONGEST).collect().await;
    let body = body.map_err(|why| WebReply::of(if why.is::<LengthLimitError>() { 413 } else { 400 }))?;
    Ok(heard(&parts, body.to_bytes().to_vec(), from))
}

fn heard(parts: &Parts, body: Vec<u8>, peer: IpAddr) -> WebRequest {
    let text = |value: &hyper::http::HeaderValue| value.to_str().map(str::to_owned).ok();
    let headers = parts.headers.iter();
    let headers: Vec<(String, String)> = headers
        .filter_map(|(name, value)| Some((name.as_str().to_owned(), text(value)?)))
        .collect();
    let named = headers.iter().rev().find(|(name, _)| name == "x-forwarded-for");
    let named = named
        .and_then(|(_, list)| list.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok());
    WebRequest {
        method: match parts.method {
            hyper::Method::GET | hyper::Method::HEAD => Method::Get,
            hyper::Method::POST => Method::Post,
            _ => Method::Other,
        },
        path: parts.uri.path().to_owned(),
        rest: String::new(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers,
        body,
        // Only a proxy of this machine is believed.
        from: named.filter(|_| peer.is_loopback()).unwrap_or(peer),
    }
}

fn response(reply: WebReply) -> Response<Full<Bytes>> {
    let mut made = Response::builder()
        .status(reply.status)
        .header("content-type", reply.content_type)
        .header("cache-control", "no-store")
        .header("content-security-policy", POLICY)
        .header("referrer-policy", "no-referrer")
        .header("x-content-type-options", "nosniff");
    if reply.is_public {
        made = made.header("access-control-allow-origin", "*");
    }
    // Only a status that is none cannot be said.
    made.body(Full::new(Bytes::from(reply.body))).unwrap_or_default()
}
