use std::collections::BTreeMap;
use std::mem::ManuallyDrop;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rdkafka_sys::RDKafkaRespErr as Code;

use super::super::KafkaTransport;
use super::super::admission::Ground;
use super::super::client::Client;
use super::super::kept::Kept;
use super::super::shared::Shared;
use super::turn;
use crate::producer::Transport;
use crate::producer::call::Ticket;
use crate::record::{Record, TopicName};

/// A transport whose delivery thread is the test, with a broker that nobody is.
fn transport() -> KafkaTransport {
    let properties = BTreeMap::from([("bootstrap.servers".to_owned(), "127.0.0.1:1".to_owned())]);
    let shared = Arc::new(Shared::new((&properties).into()));
    let client = Arc::new(Client::new(&properties, false, &shared).expect("a client"));
    KafkaTransport {
        client: ManuallyDrop::new(client),
        shared,
        thread: Mutex::default(),
        tokens: Mutex::default(),
    }
}

/// How many turns there are in half a second; without a pause they are some hundred thousand.
fn turns(transport: &KafkaTransport) -> usize {
    let until = Instant::now() + Duration::from_millis(500);
    std::iter::repeat_with(|| turn(&transport.client, &transport.shared))
        .take_while(|()| Instant::now() < until)
        .count()
}

#[test]
fn a_record_that_is_only_announced_keeps_no_core_busy() {
    let transport = transport();
    transport.announce(1);
    let open = turns(&transport);
    transport.shared.closing.store(true, Ordering::SeqCst);
    let closing = turns(&transport);
    assert!(open <= 1_000 && closing <= 100, "{open} and {closing} turns");
}

#[test]
fn records_that_are_held_keep_no_core_busy_while_it_closes() {
    let transport = transport();
    let topic = transport.topic(&TopicName::Static("orders")).expect("a topic");
    // SAFETY: nobody ends this record, so nobody looks at its ticket.
    let ticket = unsafe { Ticket::from_opaque(std::ptr::dangling_mut()) }.expect("not null");
    let record = Record::bare(Some(b"x"), None);
    transport.announce(1);
    let kept = Kept::new(topic.native, &record, ticket, None);
    transport.shared.held.hold(kept, &record, 1).expect("a place");
    transport.shared.closing.store(true, Ordering::SeqCst);
    let closing = turns(&transport);
    assert!(closing <= 100, "{closing} turns");
}

#[test]
fn a_refusal_is_told_while_it_closes_too() {
    const AUTHENTICATION: Code = Code::RD_KAFKA_RESP_ERR__AUTHENTICATION;
    let transport = transport();
    let shared = &transport.shared;
    transport.announce(1);
    shared.closing.store(true, Ordering::SeqCst);
    let purged = || shared.purged_as(Code::RD_KAFKA_RESP_ERR__PURGE_QUEUE);
    let until = Instant::now() + Duration::from_secs(10);
    while purged() != AUTHENTICATION {
        assert!(Instant::now() < until, "the refusal is never final");
        for state in [&b"AUTH_HANDSHAKE"[..], b"DOWN"] {
            shared.admission.hear_state(state, shared.security);
        }
        shared.admission.hear_refusal(AUTHENTICATION, Ground::Said, "wrong password");
        turn(&transport.client, shared);
    }
    assert_eq!(shared.admission.told().expect("a refusal").reason, "wrong password");
}
