//! One real Kafka broker: its life from the first start to the last trace of it.

use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::options::BrokerOptions;
use super::process::{Watchdog, free_port, java, new_folder, signal, start_recorded};
use super::{kcat, topic::Admin};

/// How long a broker may take to start; some 3 s are usual.
const START_TIMEOUT: Duration = Duration::from_secs(90);

/// What Java says when another process has a port.
const PORT_TAKEN: &str = "Address already in use";

/// A Kafka broker on 127.0.0.1 with a data folder of its own. It is stopped and its folder removed when this
/// value is dropped, or when this process ends in whatever way.
#[derive(Debug)]
pub struct Broker {
    options: BrokerOptions,
    bootstrap: String,
    ports: Vec<u16>,
    folder: PathBuf,
    process: Mutex<Option<Child>>,
    pub(super) admin: OnceLock<Admin>,
    _watchdog: Watchdog,
}

impl Broker {
    /// The broker that all tests of this process share; the first to ask starts it. Use a topic of your own
    /// on it.
    ///
    /// # Panics
    /// When it does not start, with the end of its log.
    #[must_use]
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<Broker> = LazyLock::new(|| Broker::start_own(BrokerOptions::new()));
        &SHARED
    }

    /// A broker for one test, which may then treat it as badly as it likes.
    ///
    /// # Panics
    /// When it does not start, with the end of its log.
    #[must_use]
    pub fn start_own(options: BrokerOptions) -> Self {
        // Between our choice of a port and the broker's use of it, another process may have taken it.
        for _ in 0..2 {
            match Self::try_start(options.clone()) {
                Err(log) if log.contains(PORT_TAKEN) => {}
                outcome => return outcome.unwrap_or_else(|log| panic!("{log}")),
            }
        }
        Self::try_start(options).unwrap_or_else(|log| panic!("{log}"))
    }

    /// The address of the plaintext listener: `127.0.0.1:port`.
    #[must_use]
    pub fn bootstrap(&self) -> &str {
        &self.bootstrap
    }

    /// The address of a listener added by [`BrokerOptions::listener`].
    ///
    /// # Panics
    /// When there is no listener of that name.
    #[must_use]
    pub fn address_of(&self, listener: &str) -> String {
        let index =
            self.options.listeners.iter().position(|l| l.name == listener).expect("a listener of that name");
        format!("127.0.0.1:{}", self.ports[index + 2])
    }

    /// Ends the broker as a power cut would (SIGKILL). Its data stays for [`restart`](Self::restart).
    pub fn kill(&self) {
        if let Some(mut process) = self.process().take() {
            let _ = process.kill();
            let _ = process.wait();
            self.forget_process_id();
        }
    }

    /// Starts the killed broker again, on the same ports and data, and waits until it answers.
    ///
    /// # Panics
    /// When it does not start, with the end of its log.
    pub fn restart(&self) {
        self.kill();
        self.run().unwrap_or_else(|log| panic!("{log}"));
    }

    /// Freezes the broker (SIGSTOP): connections stay open, and nothing answers.
    ///
    /// # Panics
    /// When it does not run.
    pub fn pause(&self) {
        signal(self.process_id().expect("a running broker"), "STOP");
    }

    /// Lets a paused broker go on (SIGCONT).
    ///
    /// # Panics
    /// When it does not run.
    pub fn resume(&self) {
        signal(self.process_id().expect("a running broker"), "CONT");
    }

    /// The broker's process id, while it runs.
    #[must_use]
    pub fn process_id(&self) -> Option<u32> {
        self.process().as_ref().map(Child::id)
    }

    /// Where the broker keeps its data and its `log`.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where brokers that [join](BrokerOptions::joining) find the controller.
    pub(super) fn controller_port(&self) -> u16 {
        self.ports[1]
    }

    fn try_start(options: BrokerOptions) -> Result<Self, String> {
        let ports: Vec<u16> = (0..2 + options.listeners.len()).map(|_| free_port()).collect();
        let folder = new_folder();
        let broker = Self {
            bootstrap: format!("127.0.0.1:{}", ports[0]),
            process: Mutex::new(None),
            admin: OnceLock::new(),
            _watchdog: Watchdog::over(&folder).map_err(|error| error.to_string())?,
            options,
            ports,
            folder,
        };
        broker.format()?;
        broker.run()?;
        Ok(broker)
    }

    /// Writes the settings and formats the data folder, as a new broker asks for.
    fn format(&self) -> Result<(), String> {
        let text = self.options.server_properties(&self.folder.display().to_string(), &self.ports);
        fs::write(self.settings(), text).map_err(|error| error.to_string())?;
        let mut command = java(256);
        command.args([
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            "4L6g3nShT-eMCtK--X86sw",
            "--config",
        ]);
        command.arg(self.settings()).args(&self.options.format_arguments);
        let mut format = start_recorded(&command, &self.folder).map_err(|error| error.to_string())?;
        let outcome = format.wait();
        self.forget_process_id();
        match outcome {
            Ok(status) if status.success() => Ok(()),
            _ => Err(self.failure("could not format its data folder")),
        }
    }

    fn run(&self) -> Result<(), String> {
        let mut command = java(512);
        command.args(&self.options.java_options).arg("kafka.Kafka").arg(self.settings());
        let process = start_recorded(&command, &self.folder).map_err(|error| error.to_string())?;
        *self.process() = Some(process);
        let deadline = Instant::now() + START_TIMEOUT;
        while !self.answers() {
            if !matches!(self.process().as_mut().map(Child::try_wait), Some(Ok(None))) {
                return Err(self.failure("ended while it was starting"));
            }
            if Instant::now() > deadline {
                return Err(self.failure("did not answer in time"));
            }
            sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Whether the broker answers a request for metadata; asked only once the port is open, as kcat would
    /// wait for long.
    fn answers(&self) -> bool {
        TcpStream::connect(&self.bootstrap).is_ok() && kcat::metadata(&self.bootstrap, 5, &[]).is_ok()
    }

    /// An ended process's id may be given to a stranger; the watchdog must not find it.
    fn forget_process_id(&self) {
        let _ = fs::remove_file(self.folder.join("pid"));
    }

    fn failure(&self, what: &str) -> String {
        let log = fs::read(self.folder.join("log")).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let taken = if log.contains(PORT_TAKEN) { PORT_TAKEN } else { "" };
        let start = log.len().saturating_sub(6000);
        let tail = &log[log.ceil_char_boundary(start)..];
        format!("the Kafka broker {what}; the end of its log:\n{tail}\n{taken}")
    }

    fn settings(&self) -> PathBuf {
        self.folder.join("server.properties")
    }

    fn process(&self) -> std::sync::MutexGuard<'_, Option<Child>> {
        self.process.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        self.kill();
    }
}
