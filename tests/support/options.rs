//! What a broker of a test's own may have that the shared one has not.

use std::fmt::Write;

use super::broker::Broker;

/// Options of [`Broker::start_own`](super::broker::Broker::start_own); the default is a plaintext broker like
/// the shared one.
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct BrokerOptions {
    properties: Vec<(String, String)>,
    pub(super) listeners: Vec<Listener>,
    pub(super) format_arguments: Vec<String>,
    pub(super) java_options: Vec<String>,
    joins: Option<Joins>,
}

/// A broker whose cluster another one joins.
#[derive(Debug, Clone, Copy)]
struct Joins {
    node: u32,
    controller: u16,
}

/// A listener beside the plaintext one.
#[derive(Debug, Clone)]
pub(super) struct Listener {
    pub(super) name: String,
    protocol: String,
    advertised: Option<String>,
}

impl BrokerOptions {
    /// A plaintext broker with Kafka's defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a property of the broker's `server.properties`; it wins over ours.
    pub fn property(mut self, name: &str, value: &str) -> Self {
        self.properties.push((name.into(), value.into()));
        self
    }

    /// The broker joins the cluster of another, under a number from 2 on; the other is the controller, and must outlive it.
    pub fn joining(mut self, broker: &Broker, node: u32) -> Self {
        self.joins = Some(Joins { node, controller: broker.controller_port() });
        self
    }

    /// Adds a listener on a free port: `.listener("LOGIN", "SASL_PLAINTEXT")`. Its address is
    /// `broker.address_of("LOGIN")`. The plaintext listener stays, for the readers. Names are upper case;
    /// properties spell them in lower case (`listener.name.login.…`).
    pub fn listener(mut self, name: &str, protocol: &str) -> Self {
        self.listeners.push(Listener { name: name.into(), protocol: protocol.into(), advertised: None });
        self
    }

    /// The same, but clients are told to come to `address` (`host:port`): a proxy in front of the broker, or
    /// a host name.
    pub fn advertised_listener(mut self, name: &str, protocol: &str, address: &str) -> Self {
        self.listeners.push(Listener {
            name: name.into(),
            protocol: protocol.into(),
            advertised: Some(address.into()),
        });
        self
    }

    /// Adds a user with SCRAM credentials; `mechanism` is `SCRAM-SHA-256` or `SCRAM-SHA-512`.
    pub fn scram_user(mut self, mechanism: &str, name: &str, password: &str) -> Self {
        self.format_arguments.push("--add-scram".into());
        self.format_arguments.push(format!("{mechanism}=[name={name},password={password}]"));
        self
    }

    /// Adds an option of the Java machine, such as `-Djava.security.krb5.conf=…`.
    pub fn java_option(mut self, option: &str) -> Self {
        self.java_options.push(option.into());
        self
    }

    /// The text of `server.properties`. `ports` are those of the plaintext listener, the controller, and each
    /// further listener.
    pub(super) fn server_properties(&self, folder: &str, ports: &[u16]) -> String {
        let mut listeners = format!("PLAINTEXT://127.0.0.1:{}", ports[0]);
        let controller = self.joins.map_or(ports[1], |joins| joins.controller);
        if self.joins.is_none() {
            let _ = write!(listeners, ",CONTROLLER://127.0.0.1:{controller}");
        }
        let mut advertised = format!("PLAINTEXT://127.0.0.1:{}", ports[0]);
        let mut protocols = "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT".to_owned();
        for (listener, port) in self.listeners.iter().zip(&ports[2..]) {
            let Listener { name, protocol, advertised: address } = listener;
            let address = address.clone().unwrap_or_else(|| format!("127.0.0.1:{port}"));
            let _ = write!(listeners, ",{name}://127.0.0.1:{port}");
            let _ = write!(advertised, ",{name}://{address}");
            let _ = write!(protocols, ",{name}:{protocol}");
        }
        let mut text = format!(
            "log.dirs={folder}/data\n\
             controller.quorum.voters=1@127.0.0.1:{controller}\n\
             listeners={listeners}\n\
             advertised.listeners={advertised}\n\
             listener.security.protocol.map={protocols}\n\
             {ONE_BROKER}"
        );
        // In a properties file the last of two alike wins.
        if let Some(Joins { node, .. }) = self.joins {
            let _ = writeln!(text, "node.id={node}\nprocess.roles=broker");
        }
        for (name, value) in &self.properties {
            let _ = writeln!(text, "{name}={}", value.replace('\\', r"\\"));
        }
        text
    }
}

/// What a broker needs to be alone, and a little more. No topic is made by a mistyped name. No record is
/// dropped because a test gave it a timestamp of long ago. A broker that was killed may come back after 3 s:
/// until its former session has run out, 9 s by default, the controller takes it for a second one of the same
/// id. All limits on records are Kafka's.
const ONE_BROKER: &str = "\
node.id=1
process.roles=broker,controller
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
auto.create.topics.enable=false
log.retention.ms=-1
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
group.initial.rebalance.delay.ms=0
log.cleaner.dedupe.buffer.size=2097152
";
