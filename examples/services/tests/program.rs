//! A program under test: started, spoken to, and ended as a service manager would.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::process::{free_port, new_folder, signal};

/// A running service; killed when dropped.
pub(crate) struct Program {
    process: Child,
    output: BufReader<ChildStdout>,
    folder: PathBuf,
    port: u16,
}

impl Program {
    /// Starts a program with these brokers and settings, and waits for its first line.
    pub(crate) fn start(path: &str, brokers: &str, settings: &[(&str, &str)]) -> Self {
        let (port, folder) = (free_port(), new_folder());
        let mut process = Command::new(path)
            .envs(settings.iter().copied())
            .env("KAFKA_BROKERS", brokers)
            .env("PORT", port.to_string())
            .env("FUNCTIONS_CUSTOMHANDLER_PORT", port.to_string())
            .stdout(Stdio::piped())
            .stderr(File::create(folder.join("log")).unwrap())
            .spawn()
            .unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let mut program = Self { process, output, folder, port };
        let mut line = String::new();
        program.output.read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "it ended at once: {}", program.log());
        program
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// What it wrote to standard error up to now.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("log")).unwrap()
    }

    /// Ends it by SIGTERM: how it ended, and its last line.
    pub(crate) fn terminate(mut self) -> (ExitStatus, String) {
        signal(self.process.id(), "TERM");
        let deadline = Instant::now() + Duration::from_mins(1);
        let status = loop {
            match self.process.try_wait().unwrap() {
                Some(status) => break status,
                None if Instant::now() > deadline => panic!("it goes on after SIGTERM: {}", self.log()),
                None => sleep(Duration::from_millis(20)),
            }
        };
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        (status, rest.lines().last().unwrap_or("").to_owned())
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, body.to_string())
    }

    pub(crate) fn send(&self, method: &str, path: &str, body: String) -> Answer {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("http://127.0.0.1:{}{path}", self.port))
            .header("content-type", "application/json")
            .body(body)
            .unwrap();
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
        let mut response = agent.run(request).unwrap();
        let header =
            |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let (content_type, retry_after) = (header("content-type"), header("retry-after"));
        Answer {
            status: response.status().as_u16(),
            content_type,
            retry_after,
            body: response.body_mut().read_to_string().unwrap(),
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// What a client hears.
#[derive(Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) retry_after: Option<String>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Asserts that it is a problem with this status, which tells nothing of what is behind the service.
    pub(crate) fn assert_problem(&self, status: u16) {
        assert_eq!(
            (self.status, self.content_type.as_deref()),
            (status, Some("application/problem+json")),
            "{self:?}"
        );
        assert_eq!(self.json()["status"], status);
        assert_tells_nothing(&self.body);
    }
}

/// Asserts that a text for strangers names no broker, topic, output or option.
pub(crate) fn assert_tells_nothing(text: &str) {
    for name in [
        "127.0.0.1",
        "kafka",
        "Kafka",
        "orders",
        "audit",
        "order_placed",
        "message_timeout_ms",
        "topic",
        "broker",
    ] {
        assert!(!text.contains(name), "`{name}` in: {text}");
    }
}
