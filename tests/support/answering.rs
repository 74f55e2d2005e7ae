//! A program that answers requests for a whole test run: a request is a line on its standard input, the answer is lines that close with
//! `end` or `error <why>`. It ends when this process does.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// The program, which answers one request at a time.
#[derive(Debug)]
pub(super) struct Answering(Mutex<Pipes>);

#[derive(Debug)]
struct Pipes {
    _process: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Answering {
    /// # Panics
    /// When it does not start.
    pub(super) fn start(command: &mut Command) -> Self {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("`java`, which `tests/run` installs");
        Self(Mutex::new(Pipes {
            requests: process.stdin.take().expect("a pipe"),
            answers: BufReader::new(process.stdout.take().expect("a pipe")),
            _process: process,
        }))
    }

    /// The lines of its answer, or why there is none.
    ///
    /// # Panics
    /// When it has ended.
    pub(super) fn ask(&self, request: &str) -> Result<Vec<String>, String> {
        let mut pipes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        writeln!(pipes.requests, "{request}").expect("the program runs");
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            let length = pipes.answers.read_line(&mut line).expect("answers are text");
            assert!(length > 0, "the program has ended; it says why above");
            match line.trim_end() {
                "end" => return Ok(lines),
                line => match line.strip_prefix("error ") {
                    Some(error) => return Err(error.to_owned()),
                    None => lines.push(line.to_owned()),
                },
            }
        }
    }
}
