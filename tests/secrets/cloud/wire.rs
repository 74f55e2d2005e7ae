//! HTTP/1.1 as the parties speak it: one request, one answer.

use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::net::{TcpListener, TcpStream, ToSocketAddrs};
use std::sync::Arc;

use serde_json::Value;

/// A request.
#[derive(Debug)]
pub struct Request {
    /// `GET`, `POST`, `CONNECT`.
    pub method: String,
    /// A path, a URL, or a host and port.
    pub target: String,
    headers: HashMap<String, String>,
    body: String,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Request {
    /// Reads one.
    pub fn read(stream: &mut impl BufRead) -> io::Result<Self> {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let mut words = line.split_whitespace().map(str::to_owned);
        let (Some(method), Some(target)) = (words.next(), words.next()) else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        let mut headers = HashMap::new();
        loop {
            line.clear();
            stream.read_line(&mut line)?;
            let Some((name, value)) = line.trim().split_once(':') else { break };
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
        let length = headers.get("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
        let mut body = vec![0; length];
        stream.read_exact(&mut body)?;
        Ok(Self { method, target, headers, body: String::from_utf8_lossy(&body).into_owned() })
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The path, without host and query.
    pub fn path(&self) -> &str {
        let target = self.target.split('?').next().unwrap_or_default();
        let path = target
            .strip_prefix("http://")
            .map_or(target, |rest| &rest[rest.find('/').unwrap_or(rest.len())..]);
        path.trim_end_matches('/')
    }

    /// A parameter of the query.
    pub fn query(&self, name: &str) -> Option<String> {
        pair(self.target.split_once('?')?.1, name)
    }

    /// A field of the form in the body.
    pub fn form(&self, name: &str) -> Option<String> {
        pair(&self.body, name)
    }
}

fn pair(pairs: &str, name: &str) -> Option<String> {
    let value = pairs.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name)?.1;
    let spaced = value.replace('+', " ");
    Some(percent_encoding::percent_decode_str(&spaced).decode_utf8_lossy().into_owned())
}

impl Answer {
    /// JSON.
    pub fn json(status: &'static str, body: &Value) -> Self {
        let headers = vec![("Content-Type", "application/json; charset=utf-8".to_owned())];
        Self { status, headers, body: body.to_string() }
    }

    /// Plain text.
    pub fn text(status: &'static str, body: &str) -> Self {
        Self { status, headers: vec![("Content-Type", "text/plain".to_owned())], body: body.to_owned() }
    }

    /// The same with a header more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// What a proxy says before it leads on.
    pub fn established(stream: &mut impl Write) -> io::Result<()> {
        stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
        stream.flush()
    }

    /// Sends it.
    pub fn write(&self, stream: &mut (impl Write + ?Sized)) -> io::Result<()> {
        let headers: Vec<String> =
            self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let headers = headers.concat();
        let Self { status, body, .. } = self;
        let length = body.len();
        write!(
            stream,
            "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )?;
        stream.flush()
    }
}

/// Serves each connection at this address on a thread of its own; gives the port.
pub fn serve(
    address: impl ToSocketAddrs,
    connected: impl Fn(TcpStream) -> io::Result<()> + Send + Sync + 'static,
) -> u16 {
    let listener = TcpListener::bind(address).expect("a port");
    let port = listener.local_addr().expect("its address").port();
    let connected = Arc::new(connected);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connected = Arc::clone(&connected);
            // A client that does not trust us goes away in the middle.
            std::thread::spawn(move || drop(connected(stream)));
        }
    });
    port
}
