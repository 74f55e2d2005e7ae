//! The oldest Kafka we send to, 0.10.2, with the `ZooKeeper` it keeps its cluster in.

use std::fs;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::kcat;
use crate::support::process::{Watchdog, free_port, java_of, new_folder, start_recorded};

/// How long the two may take to start; some 4 s are usual.
const START_TIMEOUT: Duration = Duration::from_secs(90);

/// A broker of Kafka 0.10.2 on 127.0.0.1. It makes each topic that a client asks for, with one partition.
#[derive(Debug)]
pub struct OldestBroker {
    bootstrap: String,
    folder: PathBuf,
    processes: Vec<Child>,
    watchdogs: Vec<Watchdog>,
}

impl OldestBroker {
    /// Starts `ZooKeeper` and the broker.
    ///
    /// # Panics
    /// When they do not start, with the end of their log.
    pub fn start() -> Self {
        let (zookeeper, port) = (free_port(), free_port());
        let folder = new_folder();
        let mut broker = Self {
            bootstrap: format!("127.0.0.1:{port}"),
            processes: Vec::new(),
            watchdogs: Vec::new(),
            folder: folder.clone(),
        };
        let keeper = format!(
            "dataDir={}\nclientPort={zookeeper}\nclientPortAddress=127.0.0.1\n",
            folder.join("zookeeper").display()
        );
        broker.run("org.apache.zookeeper.server.quorum.QuorumPeerMain", "zoo.cfg", &keeper);
        broker.wait_for(|| TcpStream::connect(("127.0.0.1", zookeeper)).is_ok());
        let server = format!(
            "broker.id=1\nlisteners=PLAINTEXT://127.0.0.1:{port}\nlog.dirs={}\nzookeeper.connect=127.0.0.1:{zookeeper}\n\
             offsets.topic.replication.factor=1\noffsets.topic.num.partitions=1\nlog.cleaner.dedupe.buffer.size=2097152\n\
             log.retention.ms=-1\n",
            folder.join("data").display()
        );
        broker.run("kafka.Kafka", "server.properties", &server);
        let bootstrap = broker.bootstrap.clone();
        broker.wait_for(|| {
            TcpStream::connect(&bootstrap).is_ok() && kcat::metadata(&bootstrap, 5, &[]).is_ok()
        });
        broker
    }

    /// The address: `127.0.0.1:port`.
    pub fn bootstrap(&self) -> &str {
        &self.bootstrap
    }

    /// Makes a topic, by asking for it.
    pub fn create_topic(&self, topic: &str) {
        let deadline = Instant::now() + START_TIMEOUT;
        let has_leader = || {
            kcat::metadata(&self.bootstrap, 5, &["-t", topic])
                .is_ok_and(|text| text.contains("partition 0, leader 1"))
        };
        while !has_leader() {
            assert!(Instant::now() < deadline, "the topic `{topic}` has no leader");
            sleep(Duration::from_millis(50));
        }
    }

    /// What Kafka's own console consumer of that release prints: timestamp, key and value of `count` records, a line each.
    pub fn consume(&self, topic: &str, count: usize) -> String {
        let mut command = java(128);
        command.args(["kafka.tools.ConsoleConsumer", "--from-beginning", "--timeout-ms", "30000"]).args([
            "--bootstrap-server",
            &self.bootstrap,
            "--topic",
            topic,
            "--max-messages",
            &count.to_string(),
            "--property",
            "print.timestamp=true",
            "--property",
            "print.key=true",
        ]);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn run(&mut self, class: &str, settings: &str, text: &str) {
        let path = self.folder.join(settings);
        fs::write(&path, text).unwrap();
        let mut command = java(256);
        command.arg(class).arg(path);
        // Each has a folder of its own for its process id.
        let folder = new_folder();
        self.watchdogs.push(Watchdog::over(&folder).unwrap());
        self.processes.push(start_recorded(&command, &folder).unwrap());
        let _ = std::os::unix::fs::symlink(folder.join("log"), self.folder.join(format!("{settings}.log")));
    }

    fn wait_for(&mut self, is_ready: impl Fn() -> bool) {
        let deadline = Instant::now() + START_TIMEOUT;
        while !is_ready() {
            let has_ended = self.processes.iter_mut().any(|process| !matches!(process.try_wait(), Ok(None)));
            assert!(!has_ended && Instant::now() < deadline, "Kafka 0.10 did not start:\n{}", self.logs());
            sleep(Duration::from_millis(50));
        }
    }

    fn logs(&self) -> String {
        let read = |name: &str| fs::read_to_string(self.folder.join(name)).unwrap_or_default();
        format!("{}\n{}", read("zoo.cfg.log"), read("server.properties.log"))
    }
}

impl Drop for OldestBroker {
    fn drop(&mut self) {
        for process in self.processes.iter_mut().rev() {
            let _ = process.kill();
            let _ = process.wait();
        }
        // They remove what they watch over, while nothing runs there.
        self.watchdogs.clear();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A Java command with the jars of Kafka 0.10.
fn java(heap_megabytes: u32) -> Command {
    java_of("kafka-0.10", heap_megabytes)
}
