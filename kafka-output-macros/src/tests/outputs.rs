//! Types that derive `KafkaOutputs`: what is read of them, and what is said.

use super::{derive_outputs, sentences, sentences_of};

const BROKER: &str = r#"broker_list = "a:1""#;

/// The names of the outputs of a type.
fn names(item: &str) -> Vec<String> {
    let expanded = derive_outputs(&item.replace("BROKER", BROKER));
    assert_eq!(sentences_of(&expanded), [""; 0], "{item}");
    let declarations = expanded.split("Declaration::new").skip(1);
    declarations.filter_map(|rest| rest.split('"').nth(1)).map(str::to_owned).collect()
}

#[test]
fn an_output_is_called_by_its_type_and_field() {
    assert_eq!(
        names(
            r#"struct PlaceOrder {
                #[kafka_output(BROKER, topic = "a")] kevent: A,
                #[kafka_output(BROKER, topic = "b")] r#type: A,
                #[kafka_output(BROKER, topic = "c", name = "own")] named: A,
                #[kafka_output(none)] rest: B,
                #[kafka_output(returned)] response: B,
            }"#
        ),
        ["place_order_kevent", "place_order_type", "own"]
    );
    assert_eq!(
        names(r#"struct HTTPEvent2Go(#[kafka_output(BROKER, topic = "a")] A);"#),
        ["http_event2_go_0"]
    );
    assert_eq!(
        names(
            r#"enum Routed {
                #[kafka_output(BROKER, topic = "a")] InTime(A),
                #[kafka_output(BROKER, topic = "b")] TooLate { by: B },
                #[kafka_output(none)] Never(u8, u8),
            }"#
        ),
        ["routed_in_time", "routed_too_late"]
    );
}

#[test]
fn all_mistakes_of_all_fields_are_told() {
    let item = r#"struct Placed {
        #[kafka_output(brokers_list = "a:1", topic = "orders of today", acks = nonw)] first: Order,
        #[kafka_output(topic = "orders")] second: Order,
        third: Order,
    }"#;
    assert_eq!(
        sentences_of(&derive_outputs(item)),
        [
            "unknown option `brokers_list`; did you mean `broker_list`?",
            "`topic` has a space, which no topic has; write 1 to 249 letters, digits, `.`, `_` and `-`",
            "`acks` has no word `nonw`; did you mean `none`? it takes `all`, `one` or `none`",
            "`broker_list` is missing; write `broker_list = \"host:9092\"` or `broker_list = \"%KAFKA_BROKERS%\"`",
            "the field `third` has no output; write `#[kafka_output(topic = …)]` on it, `#[kafka_output(returned)]` if it is \
             what the caller gets, or `#[kafka_output(none)]` if it sends nothing",
        ]
    );
}

#[test]
fn what_stands_above_the_type_is_not_missed_in_it() {
    let item =
        r#"#[kafka_output(BROKER)] struct Placed { #[kafka_output(topic = "a", acks = al)] order: Order }"#;
    assert_eq!(
        sentences_of(&derive_outputs(&item.replace("BROKER", BROKER))),
        [
            "`broker_list` belongs on a field or variant, which is the output; move it there, or, for many, to a `#[kafka_connection]`",
            "`acks` has no word `al`; did you mean `all`? it takes `all`, `one` or `none`",
        ]
    );
}

#[test]
fn what_is_about_the_function_is_told_apart() {
    let item =
        r#"struct Placed { #[kafka_output(BROKER, topic = "a", handler = event, crate = x)] order: Order }"#;
    assert_eq!(
        sentences_of(&derive_outputs(&item.replace("BROKER", BROKER))),
        [
            "`handler` is about the function that returns this, so it belongs there; write `#[kafka_output(handler = …)]` on it",
            "`crate` is about the whole type, so it belongs on it; write `#[kafka_output(crate = …)]` below its `derive`",
        ]
    );
}

#[test]
fn a_bare_attribute_says_nothing_of_an_output() {
    assert_eq!(sentences("", "fn placed() -> Placed { Placed }"), [""; 0]);
    assert_eq!(sentences("handler = event, crate = x", "fn placed() -> Placed { Placed }"), [""; 0]);
    assert_eq!(sentences("handler = 5", "fn placed() -> Placed { Placed }").len(), 1);
    assert_eq!(sentences("name = \"a\"", "fn placed() -> Placed { Placed }").len(), 2, "where to is missing");
    assert!(sentences("", "fn placed() {}")[0].starts_with("this function returns nothing to send; "));
    let [collection] = &sentences("", "fn placed() -> Result<Vec<Placed>, E> { f() }")[..] else { panic!() };
    assert!(collection.contains("not a collection; "), "{collection}");
}

#[test]
fn a_word_that_stands_for_itself_is_one_mistake_however_it_is_written() {
    let of = |said: &str| {
        let item =
            r#"struct Placed { #[kafka_output(BROKER, topic = "a")] a: A, #[kafka_output(SAID)] id: u8 }"#;
        sentences_of(&derive_outputs(&item.replace("BROKER", BROKER).replace("SAID", said)))
    };
    let by_itself = |word| format!("`{word}` is a word by itself; leave the quotes or the value out");
    let near = |word, meant| format!("unknown option `{word}`; did you mean `{meant}`?");
    for (said, told) in [
        ("returned = true", by_itself("returned")),
        ("\"returned\"", by_itself("returned")),
        ("nested()", by_itself("nested")),
        ("none = true", by_itself("none")),
        ("return_value", near("return_value", "returned")),
        ("retruned = true", near("retruned", "returned")),
        ("flatten()", near("flatten", "nested")),
        ("\"skip\"", near("skip", "none")),
        ("nest", near("nest", "nested")),
        ("return", near("return", "returned")),
    ] {
        assert_eq!(of(said), [told], "{said}");
    }
    assert_eq!(of("returned = true, topic = \"a\"").len(), 1);
    // Whatever the word is near to elsewhere, only itself is wrong; what is a slip of an option's name or a type is an output's.
    for stray in ["output", "colour", "body"] {
        let list = "; on a field or variant a word by itself is `returned`, `nested` or `none`, and an output has options: `topic = …`";
        assert_eq!(of(stray), [format!("unknown option `{stray}`{list}")]);
    }
    assert_eq!(of("broker_lst").len(), 2);
    assert!(of("Confluent")[0].ends_with("write `connection = Confluent`"));
    // What has a value beside others is an option's name, if a wrong one.
    assert_eq!(of(&format!("{BROKER}, topic = \"a\", result = 5")).len(), 1);
    // On the whole type, and on a function, nothing else is said, either.
    let item = r#"#[kafka_output(none)] struct Placed { #[kafka_output(BROKER, topic = "a")] a: A }"#;
    assert_eq!(
        sentences_of(&derive_outputs(&item.replace("BROKER", BROKER))),
        ["`none` says what becomes of one field or variant; write it there"]
    );
    let [told] = &sentences("returned", "fn placed() -> Placed { Placed }")[..] else {
        panic!("one is told")
    };
    assert!(told.starts_with("`returned` says what becomes of a field or variant"), "{told}");
}
