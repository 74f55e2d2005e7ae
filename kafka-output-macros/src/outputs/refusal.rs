//! What is said of a type that derives `KafkaOutputs`, each with an item that it is said of and that item mended. The manual's page of
//! errors is made from this file too, so it names nothing of the crate's but the table's type.

use crate::refusal::Refusal;

const fn refusal(sentence: &'static str, wrong: &'static str, right: &'static str) -> Refusal {
    Refusal { sentence, wrong, right }
}

/// Said of a function whose options lack a broker or a topic.
pub(crate) const SAYS_ITSELF: Refusal = refusal(
    "this type derives `KafkaOutputs`, so its fields say where they are sent; write `#[kafka_output]`, and the options on its fields, \
     or `broker_list` and `topic`, if the type is one record that serde writes",
    "#[kafka_output(topic = \"orders\")] fn placed() -> Placed",
    "#[kafka_output] fn placed() -> Placed",
);

/// Said of one without options, whose type is a parameter that nothing binds to be such a type.
pub(crate) const SAYS_NOTHING: Refusal = refusal(
    "`#[kafka_output]` without options sends a value whose type derives `KafkaOutputs`, which this one does not; write `broker_list` and `topic` to \
     send it as a record",
    "#[kafka_output] fn placed<T: Serialize>() -> T",
    "#[kafka_output(broker_list = \"%B%\", topic = \"orders\", value_format = json)] fn placed<T: Serialize>() -> T",
);

/// Said of a function.
pub(crate) const COLLECTION: Refusal = refusal(
    "`#[kafka_output]` without options sends one value whose type derives `KafkaOutputs`, not a collection; \
     write `broker_list` and `topic`, or make the collection a field of such a type",
    "#[kafka_output] fn placed() -> Vec<Order>",
    "#[kafka_output(broker_list = \"%B%\", topic = \"orders\")] fn placed() -> Vec<Order>",
);

pub(crate) const UNSENT_FIELD: Refusal = refusal(
    "the field `{}` has no output; write `#[kafka_output(topic = …)]` on it, `#[kafka_output(returned)]` if it is what the caller gets, \
     or `#[kafka_output(none)]` if it sends nothing",
    "struct Placed { order: Order }",
    "struct Placed { #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] order: Order }",
);
pub(crate) const UNSENT_VARIANT: Refusal = refusal(
    "the variant `{}` has no output; write `#[kafka_output(topic = …)]` on it, or `#[kafka_output(none)]` if it sends nothing",
    "enum Placed { Order(Order) }",
    "enum Placed { #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] Order(Order) }",
);
pub(crate) const SENDS_NOTHING: Refusal = refusal(
    "this type has no output, so it sends nothing; write `#[kafka_output(topic = …)]` on a field or variant",
    "struct Placed;",
    "struct Placed { #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] order: Order }",
);
pub(crate) const RETURNED_TWICE: Refusal = refusal(
    "a call returns one value, and another field is `returned` already; make both one field, or send this one",
    "struct Placed { #[kafka_output(returned)] id: u32, #[kafka_output(returned)] note: String }",
    "struct Placed { #[kafka_output(returned)] both: (u32, String), #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] order: Order }",
);
pub(crate) const ALONE: Refusal = refusal(
    "`{}` says all there is to say; leave it out, or the rest",
    "struct Placed { #[kafka_output(returned, topic = \"orders\")] order: Order }",
    "struct Placed { #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] order: Order }",
);
pub(crate) const BY_ITSELF: Refusal = refusal(
    "`{}` is a word by itself; leave the quotes or the value out",
    "struct Placed { #[kafka_output(returned = true)] id: u32, #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] order: Order }",
    "struct Placed { #[kafka_output(returned)] id: u32, #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] order: Order }",
);
pub(crate) const STRAY: Refusal = refusal(
    "unknown option `{}`; on a field or variant a word by itself is `returned`, `nested` or `none`, and an output has options: `topic = …`",
    "struct Placed { #[kafka_output(output)] id: u32, #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] order: Order }",
    "struct Placed { #[kafka_output(returned)] id: u32, #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] order: Order }",
);
pub(crate) const TWO_ATTRIBUTES: Refusal = refusal(
    "a field or variant is one output; leave one of its two `#[kafka_output]` out",
    "struct Placed { #[kafka_output(broker_list = \"%B%\", topic = \"a\")] #[kafka_output(topic = \"b\")] order: Order }",
    "struct Placed { #[kafka_output(broker_list = \"%B%\", topic = \"a\")] order: Order }",
);
pub(crate) const NO_PARENTHESES: Refusal = refusal(
    "the options stand in parentheses; write `#[kafka_output(topic = …)]`",
    "struct Placed { #[kafka_output = \"orders\"] order: Order }",
    "struct Placed { #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] order: Order }",
);
pub(crate) const NAMED_TWICE: Refusal = refusal(
    "another output of this type is called `{}` already; write another `name`",
    "struct Placed { #[kafka_output(broker_list = \"%B%\", topic = \"a\", name = \"order\")] a: Order, #[kafka_output(broker_list = \"%B%\", topic = \"b\", name = \"order\")] b: Order }",
    "struct Placed { #[kafka_output(broker_list = \"%B%\", topic = \"a\")] a: Order, #[kafka_output(broker_list = \"%B%\", topic = \"b\")] b: Order }",
);
pub(crate) const ON_TYPE: Refusal = refusal(
    "`{}` belongs on a field or variant, which is the output; move it there, or, for many, to a `#[kafka_connection]`",
    "#[kafka_output(topic = \"orders\")] struct Placed { #[kafka_output(broker_list = \"%B%\", topic = \"a\")] order: Order }",
    "struct Placed { #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] order: Order }",
);
pub(crate) const IN_VARIANT: Refusal = refusal(
    "in an enum the variant is the output; write the attribute above the variant, \
     or make this a struct that derives `KafkaOutputs` and the variant `nested`",
    "enum Placed { Order(#[kafka_output(broker_list = \"%B%\", topic = \"orders\")] Order) }",
    "enum Placed { #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] Order(Order) }",
);
pub(crate) const RETURNED_VARIANT: Refusal = refusal(
    "a variant is sent, and what a call returns is the same whatever the variant; \
     return a struct with a `returned` field beside a `nested` field of this type",
    "enum Placed { #[kafka_output(returned)] Order(Order) }",
    "enum Placed { #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] Order(Order) }",
);
pub(crate) const NOT_ONE_FIELD: Refusal = refusal(
    "a variant that is sent has one field, the record; make its fields one struct",
    "enum Placed { #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] Order(u32, String) }",
    "enum Placed { #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] Order((u32, String)) }",
);
pub(crate) const NO_RECORD: Refusal = refusal(
    "nothing of this type can be sent; give the field the type of a record, a `KafkaEventData`, an `Option` or a collection of them",
    "struct Placed { #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] order: () }",
    "struct Placed { #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] order: Order }",
);
pub(crate) const UNION: Refusal = refusal(
    "nobody knows which field of a union holds a value; derive `KafkaOutputs` for an enum",
    "union Placed { order: u32 }",
    "enum Placed { #[kafka_output(broker_list = \"%B%\", topic = \"orders\")] Order(u32) }",
);

/// All of them that are said of a type, for the manual.
#[allow(dead_code, reason = "read by the manual and the tests")]
pub(crate) const REFUSALS: &[Refusal] = &[
    UNSENT_FIELD,
    UNSENT_VARIANT,
    SENDS_NOTHING,
    RETURNED_TWICE,
    ALONE,
    BY_ITSELF,
    STRAY,
    TWO_ATTRIBUTES,
    NAMED_TWICE,
    NO_PARENTHESES,
    ON_TYPE,
    IN_VARIANT,
    RETURNED_VARIANT,
    NOT_ONE_FIELD,
    NO_RECORD,
    UNION,
];
