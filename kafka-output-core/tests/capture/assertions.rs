//! What a failed assertion says, and where.

use std::panic::{AssertUnwindSafe, Location, catch_unwind};

use kafka_output_core::HeaderValue;
use kafka_output_core::testing::Published;

use super::*;

type Assertion = fn(Published) -> Published;

/// The text of the panic.
fn says(assertion: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(assertion)).expect_err("the assertion does not hold");
    panic.downcast_ref::<String>().cloned().expect("a text")
}

fn three() -> Capture {
    let capture = capture();
    capture.run_blocking(|| {
        order_placed_plainly(placed(1).timestamp_millis(1_700_000_000_000)).unwrap();
        let tombstone = KafkaEventData::tombstone("gone").header("trace", HeaderValue::NULL).partition(3);
        order_placed_plainly(tombstone.timestamp_millis(1_700_000_000_001)).unwrap();
        order_placed_plainly(placed(3).timestamp_millis(1_700_000_000_002)).unwrap();
        audited("seen").unwrap();
    });
    capture
}

const SHOWN: &str = r#"
published on `orders`:
  0: orders [0] @ 0: key "c-42", value {"id":1,"customer":"c-42"}, headers source="checkout", stage="test", timestamp 1700000000000
  1: orders [3] @ 0: key "gone", value null, headers source="checkout", stage="test", trace=null, timestamp 1700000000001
  2: orders [0] @ 1: key "c-42", value {"id":3,"customer":"c-42"}, headers source="checkout", stage="test", timestamp 1700000000002
published elsewhere: `audit` (1)"#;

#[test]
fn a_wrong_number_shows_every_record() {
    let capture = three();
    let text = says(|| drop(capture.published_on("orders").times(2)));
    assert_eq!(text, format!("3 records were published on `orders`, expected 2{SHOWN}"));
    let text = says(|| drop(capture.published_on("orders").key("c-42")));
    assert_eq!(
        text,
        format!(
            "3 records were published on `orders`; choose one with `.nth(0)`, or assert `.times(1)` first{SHOWN}"
        )
    );
    let text = says(|| drop(capture.published_on("orders").nth(3)));
    assert_eq!(
        text,
        format!("there is no record 3 on `orders`, 3 records were published (they count from 0){SHOWN}")
    );
}

#[test]
fn a_misspelt_topic_shows_where_the_records_went() {
    let text = says(|| drop(three().published_on("order").key("c-42")));
    assert_eq!(
        text,
        "no record was published on `order`\npublished on `order`: nothing\npublished elsewhere: `orders` (3), `audit` (1)"
    );
    let text = says(|| drop(capture().published_on("order").times(1)));
    assert_eq!(text, "0 records were published on `order`, expected 1\npublished on `order`: nothing");
}

#[test]
fn each_assertion_says_what_is_and_what_was_expected() {
    let cases: [(Assertion, &str); 14] = [
        (|published| published.nth(0).key("c-43"), r#"record 0 on `orders`: key "c-42", expected "c-43""#),
        (|published| published.nth(0).no_key(), r#"record 0 on `orders`: key "c-42", expected none"#),
        (|published| published.nth(1).value(""), r#"record 1 on `orders`: value null, expected """#),
        (
            |published| published.nth(0).value(b"\x00"),
            r#"record 0 on `orders`: value {"id":1,"customer":"c-42"}, expected b"\x00""#,
        ),
        (
            |published| published.nth(0).tombstone(),
            r#"record 0 on `orders`: value {"id":1,"customer":"c-42"}, expected null (a tombstone)"#,
        ),
        (
            |published| published.nth(2).json(order(1)),
            r#"record 2 on `orders`: value {"id":3,"customer":"c-42"}, expected the JSON {"customer":"c-42","id":1}"#,
        ),
        (
            |published| published.nth(0).header("source", "shop"),
            r#"record 0 on `orders`: headers source="checkout", stage="test", expected source="shop" among them"#,
        ),
        (
            |published| published.nth(1).header("trace", ""),
            r#"record 1 on `orders`: headers source="checkout", stage="test", trace=null, expected trace="" among them"#,
        ),
        (
            |published| published.nth(0).no_header("stage"),
            r#"record 0 on `orders`: headers source="checkout", stage="test", expected none named `stage`"#,
        ),
        (
            |published| published.nth(0).headers(&[("stage", "test"), ("source", "checkout")]),
            r#"record 0 on `orders`: headers source="checkout", stage="test", expected stage="test", source="checkout""#,
        ),
        (
            |published| published.nth(0).no_headers(),
            r#"record 0 on `orders`: headers source="checkout", stage="test", expected none"#,
        ),
        (|published| published.nth(1).partition(0), "record 1 on `orders`: partition 3, expected 0"),
        (
            |published| published.nth(0).timestamp_millis(5),
            "record 0 on `orders`: timestamp 1700000000000, expected 5",
        ),
        (|published| published.none(), "3 records were published on `orders`, expected 0"),
    ];
    let capture = three();
    for (assertion, expected) in cases {
        let text = says(|| drop(assertion(capture.published_on("orders"))));
        assert_eq!(text.split('\n').next(), Some(expected));
        assert!(text.ends_with(SHOWN), "{text}");
    }
}

#[test]
fn a_long_value_is_cut() {
    let capture = capture();
    capture.run_blocking(|| audited(&"ä".repeat(10_000))).unwrap();
    let text = says(|| drop(capture.published_on("audit").value("short")));
    assert!(text.contains("… (20000 bytes), expected \"short\"") && text.len() < 4_000, "{text}");
}

#[test]
fn the_panic_is_at_the_line_of_the_assertion() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let before = std::panic::take_hook();
    let own = std::thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == own {
            let _ =
                sender.send(panic.location().map(|location| (location.file().to_owned(), location.line())));
        } else {
            before(panic);
        }
    }));
    let line = Location::caller().line() + 1;
    says(|| drop(capture().published_on("orders").times(1)));
    let _ = std::panic::take_hook();
    assert_eq!(receiver.recv().unwrap(), Some((file!().to_owned(), line)));
}
