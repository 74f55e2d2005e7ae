//! A registry that answers by a script.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request it got.
#[derive(Debug, Clone)]
pub(in crate::schema_registry) struct Request {
    /// `POST /subjects/orders-value/versions`
    pub(in crate::schema_registry) line: String,
    pub(in crate::schema_registry) authorization: Option<String>,
    pub(in crate::schema_registry) body: String,
}

/// Listens until the test ends.
#[derive(Debug)]
pub(in crate::schema_registry) struct Fake {
    pub(in crate::schema_registry) url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Fake {
    /// Answers each request, which it numbers from 0, with a status and a body.
    pub(in crate::schema_registry) fn start(
        answer: impl Fn(usize, &Request) -> (u16, String) + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, answer) = (Arc::clone(&requests), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                thread::spawn(move || serve(&stream, &seen, &*answer));
            }
        });
        Self { url, requests }
    }

    /// Answers each with the same.
    pub(in crate::schema_registry) fn always(status: u16, body: &'static str) -> Self {
        Self::start(move |_, _| (status, body.to_owned()))
    }

    /// What it was asked so far.
    pub(in crate::schema_registry) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

fn serve(stream: &TcpStream, seen: &Mutex<Vec<Request>>, answer: &dyn Fn(usize, &Request) -> (u16, String)) {
    let mut reader = BufReader::new(stream);
    while let Some(request) = read(&mut reader) {
        let number = {
            let mut seen = seen.lock().unwrap();
            seen.push(request.clone());
            seen.len() - 1
        };
        let (status, body) = answer(number, &request);
        let head = format!("HTTP/1.1 {status} Fake\r\nContent-Length: {}\r\n\r\n", body.len());
        let mut stream = stream;
        if stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).is_err() {
            return;
        }
    }
}

fn read(reader: &mut impl BufRead) -> Option<Request> {
    let mut first = String::new();
    reader.read_line(&mut first).ok().filter(|read| *read > 0)?;
    let line = first.trim().trim_end_matches(" HTTP/1.1").to_owned();
    let (mut authorization, mut length) = (None, 0);
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "authorization" => authorization = Some(value.to_owned()),
            "content-length" => length = value.parse().ok()?,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request { line, authorization, body: String::from_utf8(body).ok()? })
}
