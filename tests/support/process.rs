//! Processes and ports: how Java is started, and how nothing stays behind when a test dies.

use std::fs;
use std::io;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};

/// A Java command with Kafka's jars on its class path and logging kept to warnings. It starts fast: a test's
/// broker lives for seconds, so the second compiler and the parallel collector only cost.
///
/// # Panics
/// When `tests/run` has not fetched the jars yet.
pub(super) fn java(heap_megabytes: u32) -> Command {
    let mut command = java_of("kafka", heap_megabytes);
    // Options come before the class, which is not there yet.
    command.arg(logging());
    command
}

/// How Kafka's own classes are told to log.
pub(super) fn logging() -> String {
    format!("-Dlog4j2.configurationFile={}", kafka_file("log4j2.properties").display())
}

/// The same with the jars of `target/<name>/libs`.
///
/// # Panics
/// As [`java`].
pub(crate) fn java_of(jars: &str, heap_megabytes: u32) -> Command {
    let libs = workspace().join("target").join(jars).join("libs");
    assert!(libs.is_dir(), "no jars are in {}; run `tests/run` once, it fetches them", libs.display());
    let mut command = Command::new("java");
    command
        .arg(format!("-Xmx{heap_megabytes}m"))
        .args(["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"])
        .arg("-cp")
        .arg(libs.join("*"));
    command
}

/// The program of the schema registry.
///
/// # Panics
/// When `tests/run` has not fetched it yet.
pub(super) fn registry_jar() -> PathBuf {
    let folder = workspace().join("target/registry/app");
    let files = fs::read_dir(&folder).ok().into_iter().flatten().flatten().map(|file| file.path());
    let mut runners = files.filter(|path| path.to_string_lossy().ends_with("-runner.jar"));
    runners.next().unwrap_or_else(|| {
        panic!("the schema registry is not in {}; run `tests/run` once, it fetches it", folder.display())
    })
}

/// The Python that has Confluent's client.
///
/// # Panics
/// When `tests/run` has not made it yet.
pub(super) fn python() -> PathBuf {
    let python = workspace().join("target/python/bin/python");
    assert!(python.exists(), "{} is not there; run `tests/run` once, it makes it", python.display());
    python
}

/// A file of `tests/kafka/`.
pub(super) fn kafka_file(name: &str) -> PathBuf {
    workspace().join("tests/kafka").join(name)
}

/// A new, empty folder for this process's use alone.
pub(crate) fn new_folder() -> PathBuf {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let parent =
        option_env!("CARGO_TARGET_TMPDIR").map_or_else(|| workspace().join("target/tmp"), PathBuf::from);
    let name = format!("kafka-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let folder = parent.join(name);
    // A process that had our id before may have left one, if the machine itself was stopped.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder under target/ for the broker's data");
    folder
}

/// A free port of 127.0.0.1, below the range the system picks client ports from. From that range a client
/// which keeps reconnecting to a killed broker may be given the broker's own port, connect to itself, and
/// hold the port for good.
pub(crate) fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Each process starts elsewhere, so that two at once do not try the same ports.
    let start = std::process::id().wrapping_mul(37) % 12_000;
    (0..12_000)
        .map(|_| {
            let step = u32::from(NEXT.fetch_add(1, Ordering::Relaxed));
            u16::try_from(20_000 + (start + step) % 12_000).expect("a port")
        })
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .expect("a free port between 20000 and 32000")
}

/// Starts `command` in the background with its process id in `folder/pid` and its output in `folder/log`. The
/// shell writes the id before it becomes the command, so there is no moment in which the command runs
/// unrecorded.
pub(crate) fn start_recorded(command: &Command, folder: &Path) -> io::Result<Child> {
    let log = fs::File::options().create(true).append(true).open(folder.join("log"))?;
    Command::new("sh")
        .args(["-c", r#"echo $$ > "$0/pid" && exec "$@""#])
        .arg(folder)
        .arg(command.get_program())
        .args(command.get_args())
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        // Ctrl-C goes to the tests alone; the watchdog then ends the rest.
        .process_group(0)
        .spawn()
}

/// Sends a signal by name. By the shell's own `kill`, since a bare Debian has no `/bin/kill`.
pub(crate) fn signal(process: u32, name: &str) {
    let status = Command::new("sh").args(["-c", &format!("kill -{name} {process}")]).status();
    assert!(status.is_ok_and(|status| status.success()), "process {process} takes no signal {name}");
}

/// Ends the process of `folder/pid` and removes the folder as soon as this value is dropped or this process
/// is gone, even by SIGKILL: a shell waits for our end of a pipe to close, which the system does for us in
/// every case.
#[derive(Debug)]
pub(crate) struct Watchdog(Child);

impl Watchdog {
    const SCRIPT: &str = r#"
        trap '' HUP INT TERM
        cat
        if pid=$(cat "$0/pid"); then
            kill -KILL "$pid"
        fi
        # A process that is still dying may put a file into a folder that is being emptied.
        rm -rf "$0" || { sleep 1; rm -rf "$0"; }
    "#;

    /// Starts to watch over `folder`.
    pub(crate) fn over(folder: &Path) -> io::Result<Self> {
        Command::new("sh")
            .args(["-c", Self::SCRIPT])
            .arg(folder)
            .stdin(Stdio::piped())
            // Not ours: whoever reads the tests' output would otherwise wait for the watchdog as well.
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map(Self)
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

fn workspace() -> &'static Path {
    let mut above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    above.find(|folder| folder.join("Cargo.lock").exists()).expect("the tests lie in the workspace")
}
