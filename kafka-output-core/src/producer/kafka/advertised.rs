//! The brokers that others told us of: a client comes to `broker_list` for the first answer only, and then goes where that answer says.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// What became of them. Written by librdkafka's threads, one for each broker.
#[derive(Debug, Default)]
pub(super) struct Advertised(Mutex<BTreeMap<i32, Broker>>);

#[derive(Debug)]
struct Broker {
    address: String,
    was_up: bool,
    has_failed: bool,
}

impl Advertised {
    /// The state of the connection to a broker. Those of `broker_list` have no number yet.
    pub(super) fn hear_state(&self, id: i32, host: &str, port: i32, state: &[u8]) {
        let (is_up, is_down) = (state == b"UP", state == b"DOWN");
        if id < 0 || !(is_up || is_down) {
            return;
        }
        let address = format!("{host}:{port}");
        let mut brokers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let broker = brokers.entry(id).or_insert_with(|| Broker {
            address: String::new(),
            was_up: false,
            has_failed: false,
        });
        // A cluster that moved.
        if broker.address != address {
            *broker = Broker { address, was_up: false, has_failed: false };
        }
        broker.was_up |= is_up;
        broker.has_failed |= is_down;
    }

    /// The addresses that were tried and never reached: those of `broker_list`, and those only others told us of.
    pub(super) fn unreached(&self, broker_list: &str) -> (Vec<String>, Vec<String>) {
        let brokers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let unreached = brokers.values().filter(|broker| broker.has_failed && !broker.was_up);
        let listed: Vec<&str> = broker_list.split(',').map(str::trim).collect();
        unreached.map(|broker| broker.address.clone()).partition(|address| {
            // Kafka's port need not be written.
            listed.contains(&&**address)
                || address.strip_suffix(":9092").is_some_and(|host| listed.contains(&host))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Advertised;

    #[test]
    fn a_broker_that_was_reached_once_is_not_unreachable() {
        let advertised = Advertised::default();
        advertised.hear_state(-1, "bootstrap", 9092, b"DOWN");
        advertised.hear_state(1, "one", 9092, b"CONNECT");
        let unreached = || advertised.unreached("two:9092, three,bootstrap");
        assert_eq!(unreached(), (vec![], vec![]), "of `broker_list`, or not tried to the end");
        advertised.hear_state(1, "one", 9092, b"DOWN");
        advertised.hear_state(2, "two", 9092, b"UP");
        advertised.hear_state(2, "two", 9092, b"DOWN");
        assert_eq!(unreached().1, ["one:9092"]);
        advertised.hear_state(2, "elsewhere", 9092, b"DOWN");
        assert_eq!(unreached().1, ["one:9092", "elsewhere:9092"]);
        advertised.hear_state(1, "one", 9092, b"UP");
        assert_eq!(unreached().1, ["elsewhere:9092"]);
        advertised.hear_state(3, "three", 9092, b"DOWN");
        assert_eq!(unreached(), (vec!["three:9092".to_owned()], vec!["elsewhere:9092".to_owned()]));
    }
}
