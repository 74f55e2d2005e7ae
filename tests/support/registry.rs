//! A real Schema Registry, Apicurio's, by Confluent's interface.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::sync::{LazyLock, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::process::{Watchdog, free_port, new_folder, registry_jar, start_recorded};

/// How long it may take to start; some 5 s are usual.
const START_TIMEOUT: Duration = Duration::from_mins(2);

static SHARED_PORT: LazyLock<u16> = LazyLock::new(free_port);

fn url_at(port: u16) -> String {
    format!("http://127.0.0.1:{port}/apis/ccompat/v7")
}

/// A registry on 127.0.0.1, in memory; gone when this value is dropped, or this process ends.
#[derive(Debug)]
pub struct Registry {
    url: String,
    folder: PathBuf,
    process: Mutex<Child>,
    _watchdog: Watchdog,
}

impl Registry {
    /// The registry that all tests of this process share; use subjects of your own in it.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<Registry> = LazyLock::new(|| Registry::start_at(*SHARED_PORT));
        &SHARED
    }

    /// Where the shared one is or will be; does not start it, which most tests need not wait for.
    #[must_use]
    pub fn shared_url() -> String {
        url_at(*SHARED_PORT)
    }

    /// A registry for one test.
    ///
    /// # Panics
    /// When it does not start, with its log.
    #[must_use]
    pub fn start() -> Self {
        Self::start_at(free_port())
    }

    fn start_at(port: u16) -> Self {
        let folder = new_folder();
        let watchdog = Watchdog::over(&folder).expect("a shell");
        let mut command = Command::new("java");
        command
            .args([
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
            ])
            .arg(format!("-Dquarkus.http.port={port}"))
            .args(["-Dapicurio.storage.kind=sql", "-jar"])
            .arg(registry_jar());
        let process = start_recorded(&command, &folder).expect("Java starts");
        let registry = Self { url: url_at(port), folder, process: Mutex::new(process), _watchdog: watchdog };
        let deadline = Instant::now() + START_TIMEOUT;
        while ureq::get(format!("{}/subjects", registry.url)).call().is_err() {
            assert!(Instant::now() < deadline, "the registry did not start:\n{}", registry.log());
            sleep(Duration::from_millis(50));
        }
        registry
    }

    /// Where its interface begins.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    /// How many requests it has had whose line in its log holds this; it writes the line before it answers, or soon after.
    #[must_use]
    pub fn requests(&self, holding: &str) -> usize {
        sleep(Duration::from_millis(300));
        self.log()
            .lines()
            .filter(|line| line.contains("apicurio-registry.access") && line.contains(holding))
            .count()
    }

    /// What it answers to `GET`.
    ///
    /// # Panics
    /// When it does not answer with JSON and success.
    #[must_use]
    pub fn get(&self, path: &str) -> Value {
        let mut answer = ureq::get(format!("{}{path}", self.url)).call().expect("the registry answers");
        serde_json::from_str(&answer.body_mut().read_to_string().expect("its answer")).expect("JSON")
    }

    /// The schema of an id.
    ///
    /// # Panics
    /// When it has none.
    #[must_use]
    pub fn schema(&self, id: u32) -> String {
        self.get(&format!("/schemas/ids/{id}"))["schema"].as_str().expect("a schema").to_owned()
    }

    /// Registers an Avro schema under a subject; its id.
    ///
    /// # Panics
    /// When it refuses.
    pub fn register(&self, subject: &str, schema: &str) -> u32 {
        self.register_typed(subject, "AVRO", schema)
    }

    /// Registers a schema of a type under a subject; its id.
    ///
    /// # Panics
    /// When it refuses.
    pub fn register_typed(&self, subject: &str, schema_type: &str, schema: &str) -> u32 {
        let body = json!({ "schema": schema, "schemaType": schema_type }).to_string();
        let url = format!("{}/subjects/{subject}/versions", self.url);
        let mut answer =
            ureq::post(url).header("Content-Type", "application/json").send(body).expect("it registers");
        let answer: Value =
            serde_json::from_str(&answer.body_mut().read_to_string().expect("its answer")).expect("JSON");
        u32::try_from(answer["id"].as_u64().expect("an id")).expect("an id of 32 bits")
    }

    /// Registers an Avro schema under a subject, if it will; the status of its answer.
    ///
    /// # Panics
    /// When it does not answer.
    #[must_use]
    pub fn offer(&self, subject: &str, schema: &str) -> u16 {
        self.offer_typed(subject, "AVRO", schema)
    }

    /// Registers a schema of a type under a subject, if it will; the status of its answer.
    ///
    /// # Panics
    /// When it does not answer.
    #[must_use]
    pub fn offer_typed(&self, subject: &str, schema_type: &str, schema: &str) -> u16 {
        let body = json!({ "schema": schema, "schemaType": schema_type }).to_string();
        let url = format!("{}/subjects/{subject}/versions", self.url);
        match ureq::post(url).header("Content-Type", "application/json").send(body) {
            Err(ureq::Error::StatusCode(status)) => status,
            answer => answer.expect("the registry answers").status().as_u16(),
        }
    }

    /// `DELETE` of a path.
    ///
    /// # Panics
    /// When it refuses.
    pub fn delete(&self, path: &str) {
        ureq::delete(format!("{}{path}", self.url)).call().expect("it deletes that");
    }

    /// Sets the compatibility that a subject's schemas must keep: `BACKWARD`.
    ///
    /// # Panics
    /// When it refuses.
    pub fn set_compatibility(&self, subject: &str, compatibility: &str) {
        let body = json!({ "compatibility": compatibility }).to_string();
        let url = format!("{}/config/{subject}", self.url);
        ureq::put(url).header("Content-Type", "application/json").send(body).expect("it takes that");
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        let process = self.process.get_mut().expect("no test panicked here");
        let _ = process.kill();
        let _ = process.wait();
        let _ = fs::remove_file(self.folder.join("pid"));
    }
}
