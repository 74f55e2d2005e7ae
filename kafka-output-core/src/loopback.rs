//! An HTTP server on this machine's loopback, for tests: it answers as it is told, and remembers what it was asked.
#![cfg_attr(
    not(feature = "testing"),
    allow(dead_code, unreachable_pub, reason = "a user's with that feature")
)]

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// The most of a request's body that is read.
const LARGEST: usize = 64 << 20;

/// A request that a server got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) authorization: Option<String>,
    pub(crate) body: String,
}

impl HttpRequest {
    /// `POST`.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The path with its query, as it was sent: `/subjects/orders-value/versions`.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The header `Authorization`.
    #[must_use]
    pub fn authorization(&self) -> Option<&str> {
        self.authorization.as_deref()
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// `POST /subjects/orders-value/versions`
    pub(crate) fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }
}

/// A status and a body.
pub(crate) type Answer = (u16, String);

/// Listens until it is dropped.
pub(crate) struct Loopback {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    requests: Mutex<Vec<HttpRequest>>,
    ended: AtomicBool,
    media_type: &'static str,
}

impl Shared {
    fn requests(&self) -> MutexGuard<'_, Vec<HttpRequest>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Loopback {
    /// Answers each request, which it numbers from 0.
    pub(crate) fn start(
        media_type: &'static str,
        answer: impl Fn(usize, &HttpRequest) -> Answer + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let shared =
            Arc::new(Shared { requests: Mutex::default(), ended: AtomicBool::new(false), media_type });
        let (own, answer) = (Arc::clone(&shared), Arc::new(answer));
        thread::Builder::new().name("kafka-output-loopback".to_owned()).spawn(move || {
            for stream in listener.incoming() {
                if own.ended.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let (shared, answer) = (Arc::clone(&own), Arc::clone(&answer));
                let serve = move || {
                    // A client that goes away in the middle is none.
                    let _ = serve(&stream, &shared, &*answer);
                };
                let _ = thread::Builder::new().name("kafka-output-loopback".to_owned()).spawn(serve);
            }
        })?;
        Ok(Self { address, shared })
    }

    /// `http://127.0.0.1:33117`
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What it was asked so far.
    pub(crate) fn requests(&self) -> Vec<HttpRequest> {
        self.shared.requests().clone()
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::SeqCst);
        // Wakes the thread that listens.
        let _ = TcpStream::connect(self.address).map(|stream| stream.shutdown(Shutdown::Both));
    }
}

fn serve(
    stream: &TcpStream,
    shared: &Shared,
    answer: &dyn Fn(usize, &HttpRequest) -> Answer,
) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    while let Some(request) = read(&mut reader)? {
        if shared.ended.load(Ordering::SeqCst) {
            break;
        }
        let number = {
            let mut requests = shared.requests();
            requests.push(request.clone());
            requests.len() - 1
        };
        let (status, body) = answer(number, &request);
        let media_type = shared.media_type;
        let head = format!(
            "HTTP/1.1 {status} {}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
            reason(status),
            body.len()
        );
        let mut stream = stream;
        stream.write_all(format!("{head}{body}").as_bytes())?;
    }
    Ok(())
}

/// The next request; `None` where there is no other, or what came is none.
fn read(reader: &mut impl BufRead) -> io::Result<Option<HttpRequest>> {
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut words = first.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
    let (mut authorization, mut length) = (None, 0);
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let Some((name, value)) = header.trim().split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "authorization" => authorization = Some(value.trim().to_owned()),
            "content-length" => length = value.trim().parse().unwrap_or(0).min(LARGEST),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(Some(HttpRequest {
        method: method.to_owned(),
        target: target.to_owned(),
        authorization,
        body: String::from_utf8_lossy(&body).into_owned(),
    }))
}

/// What stands behind a status; nobody but people reads it.
const fn reason(status: u16) -> &'static str {
    match status {
        200..300 => "OK",
        400..500 => "Refused",
        _ => "Failed",
    }
}
