//! One question for each subject and schema.

use std::collections::HashMap;
use std::thread;
use std::time::Duration;

use super::fake::Fake;
use super::{ORDER, ask, output};
use crate::schema_registry::asker::{State, keep};
use crate::schema_registry::config::Mode;
use crate::schema_registry::{Frame, Key, Schema};

#[test]
fn a_thousand_calls_that_ask_at_once_are_one_request() {
    let fake = Fake::start(|_, _| {
        thread::sleep(Duration::from_millis(100));
        (200, r#"{"id": 1}"#.to_owned())
    });
    let output = output(&fake.url, &[]);
    thread::scope(|scope| {
        for _ in 0..1000 {
            scope.spawn(|| ask(&output, ORDER).unwrap());
        }
    });
    assert_eq!(fake.requests().len(), 1);
    ask(&output, ORDER).unwrap();
    assert_eq!(fake.requests().len(), 1, "the answer is kept");
}

#[test]
fn a_failure_is_told_to_all_who_wait_and_is_not_kept() {
    let fake = Fake::start(|number, _| {
        thread::sleep(Duration::from_millis(100));
        if number == 0 { (422, String::new()) } else { (200, r#"{"id": 1}"#.to_owned()) }
    });
    let output = output(&fake.url, &[]);
    let failed = thread::scope(|scope| {
        let asking: Vec<_> = (0..50).map(|_| scope.spawn(|| ask(&output, ORDER).is_err())).collect();
        asking.into_iter().map(|asked| asked.join().unwrap()).filter(|failed| *failed).count()
    });
    assert!(failed > 0, "those that asked first share the refusal");
    assert!(ask(&output, ORDER).is_ok());
    assert!(fake.requests().len() <= 2, "{:?}", fake.requests());
}

#[test]
fn a_schema_that_is_none_is_an_error_before_anything_is_asked() {
    let fake = Fake::always(200, r#"{"id": 1}"#);
    let output = output(&fake.url, &[]);
    let error = ask(&output, "no JSON at all").unwrap_err();
    assert!(error.message.contains("the value's schema: its Avro schema is no JSON"), "{}", error.message);
    assert_eq!(fake.requests().len(), 0, "nothing was asked");
}

#[test]
fn topics_without_end_do_not_fill_the_memory() {
    let key = |topic: usize| Key {
        subject: format!("{topic}-value"),
        schema: Schema::avro(ORDER).read().unwrap(),
        mode: Mode::Register,
        normalize: false,
    };
    let mut asked = HashMap::from([(key(0), State::Asking(Vec::new()))]);
    for topic in 1..1000 {
        keep(&mut asked, key(topic), &Frame::new(1, &[], None), 100);
        assert!(matches!(asked.get(&key(topic)), Some(State::Known(_))), "{topic}");
    }
    assert!(asked.len() <= 101, "{} answers", asked.len());
    assert!(matches!(asked.get(&key(0)), Some(State::Asking(_))), "somebody waits for it");
}
