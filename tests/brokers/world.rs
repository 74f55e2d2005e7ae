//! The brokers, and the runtime whose settings name them.

use std::sync::{LazyLock, OnceLock};

use kafka_output::Runtime;

use crate::forwarder::Forwarder;
use crate::oldest::OldestBroker;
use crate::support::broker::Broker;
use crate::support::options::BrokerOptions;
use crate::support::process::free_port;

/// The brokers, which live as long as this process.
#[derive(Debug)]
pub struct World {
    /// Kafka 0.10.2.
    pub oldest: OldestBroker,
    /// Today's, with listeners that lead elsewhere.
    pub broker: Broker,
    /// In front of its listener `TUNNEL`, and what that advertises.
    pub forwarder: Forwarder,
    /// What its listener `LOST` advertises; nobody is there.
    pub lost: String,
}

/// The world; the first to ask makes it.
pub fn world() -> &'static World {
    static WORLD: LazyLock<World> = LazyLock::new(World::make);
    &WORLD
}

/// The one runtime of this process.
pub fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        let World { oldest, broker, .. } = world();
        let builder = Runtime::builder()
            .setting("OLDEST", oldest.bootstrap())
            .setting("TUNNEL", broker.address_of("TUNNEL"))
            .setting("MIXED", broker.address_of("MIXED"))
            .setting("LOST", broker.address_of("LOST"))
            .setting("UNNAMED", broker.address_of("UNNAMED"));
        builder.lazy().unwrap_or_else(|error| panic!("{error}"))
    })
}

impl World {
    fn make() -> Self {
        let (tunnel, lost) = (free_port(), format!("127.0.0.1:{}", free_port()));
        let forwarder = Forwarder::bind(tunnel);
        let oldest = OldestBroker::start();
        let options = BrokerOptions::new()
            .advertised_listener("TUNNEL", "PLAINTEXT", &format!("127.0.0.1:{tunnel}"))
            .advertised_listener("LOST", "PLAINTEXT", &lost)
            // A name that no resolver knows (RFC 6761).
            .advertised_listener("UNNAMED", "PLAINTEXT", "broker.invalid:9092");
        let options = options.advertised_listener("MIXED", "PLAINTEXT", oldest.bootstrap());
        let broker = Broker::start_own(options);
        forwarder.lead_to(broker.address_of("TUNNEL"));
        Self { oldest, broker, forwarder, lost }
    }
}
