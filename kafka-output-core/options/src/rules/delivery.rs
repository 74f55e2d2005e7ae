//! How records are delivered.

use super::rule;
use crate::rule::Rule;
use crate::rule::When::{Above, Below, Flag as IsFlag, Is, IsNot, Less, PropertyAbove, Shares, Written};
use crate::table::OptionId::{
    Acks, CompressionLevel, CompressionType, Delivery, EnableIdempotence, LingerMs, MaxRetries,
    MessageTimeoutMs, Properties, RequestTimeoutMs, TransactionalId, UncheckedProperties,
};
use crate::value::Value::{Flag, Integer, Map, Text, Word};
use crate::violation::Place::{Key, Value};
use crate::violation::ViolationKind::{Excludes, Needs, OutOfRange};

const IN_FLIGHT: &str = "max.in.flight.requests.per.connection";

pub(super) const RULES: &[Rule] = &[
    rule("idempotence-needs-acks-all", Needs, Value, &[EnableIdempotence])
        .when(&[IsFlag(EnableIdempotence, true), IsNot(Acks, &["all"])])
        .with(Acks)
        .says("`{}` needs `acks = all`; write `acks = all`, or leave `acks` out")
        .wrong(&[(EnableIdempotence, Flag(true)), (Acks, Word("one"))])
        .right(&[(EnableIdempotence, Flag(true)), (Acks, Word("all"))]),
    rule("idempotence-needs-retries", Needs, Value, &[EnableIdempotence])
        .when(&[IsFlag(EnableIdempotence, true), Below(MaxRetries, 1)])
        .with(MaxRetries)
        .says("`{}` needs retries; write `max_retries` above 0, or leave it out")
        .wrong(&[(EnableIdempotence, Flag(true)), (MaxRetries, Integer(0))])
        .right(&[(EnableIdempotence, Flag(true)), (MaxRetries, Integer(1))]),
    rule("transactions-imply-idempotence", Excludes, Value, &[EnableIdempotence])
        .when(&[IsFlag(EnableIdempotence, false), Written(TransactionalId)])
        .with(TransactionalId)
        .says("`{}` cannot be off with `transactional_id`, which implies it; leave `enable_idempotence` out")
        .wrong(&[(TransactionalId, Text("orders-1")), (EnableIdempotence, Flag(false))])
        .right(&[(TransactionalId, Text("orders-1")), (EnableIdempotence, Flag(true))]),
    rule("transactions-need-acks-all", Needs, Key, &[TransactionalId])
        .when(&[IsNot(Acks, &["all"])])
        .with(Acks)
        .says("`{}` needs `acks = all`; write `acks = all`, or leave `acks` out")
        .wrong(&[(TransactionalId, Text("orders-1")), (Acks, Word("one"))])
        .right(&[(TransactionalId, Text("orders-1")), (Acks, Word("all"))]),
    rule("transactions-need-retries", Needs, Key, &[TransactionalId])
        .when(&[Below(MaxRetries, 1)])
        .with(MaxRetries)
        .says("`{}` needs retries; write `max_retries` above 0, or leave it out")
        .wrong(&[(TransactionalId, Text("orders-1")), (MaxRetries, Integer(0))])
        .right(&[(TransactionalId, Text("orders-1")), (MaxRetries, Integer(1))]),
    rule("idempotence-limits-requests-in-flight", OutOfRange, Value, &[Properties])
        .when(&[IsFlag(EnableIdempotence, true), PropertyAbove(Properties, IN_FLIGHT, 5)])
        .with(EnableIdempotence)
        .says("`{}` sets more than 5 requests in flight, with which `enable_idempotence` cannot keep the order; write 5 or less, or leave the property out")
        .wrong(&[(EnableIdempotence, Flag(true)), (Properties, Map(&[("max.in.flight", "6")]))])
        .right(&[(EnableIdempotence, Flag(true)), (Properties, Map(&[("max.in.flight", "5")]))]),
    rule("transactions-limit-requests-in-flight", OutOfRange, Value, &[Properties])
        .when(&[Written(TransactionalId), PropertyAbove(Properties, IN_FLIGHT, 5)])
        .with(TransactionalId)
        .says("`{}` sets more than 5 requests in flight, with which `transactional_id` cannot keep the order; write 5 or less, or leave the property out")
        .wrong(&[(TransactionalId, Text("orders-1")), (Properties, Map(&[(IN_FLIGHT, "6")]))])
        .right(&[(TransactionalId, Text("orders-1")), (Properties, Map(&[(IN_FLIGHT, "5")]))]),
    rule("transactions-exclude-enqueued", Excludes, Value, &[Delivery])
        .when(&[Is(Delivery, &["enqueued"]), Written(TransactionalId)])
        .with(TransactionalId)
        .says("`{} = enqueued` cannot go with `transactional_id`, whose commit waits for every delivery; leave `delivery` out")
        .wrong(&[(TransactionalId, Text("orders-1")), (Delivery, Word("enqueued"))])
        .right(&[(TransactionalId, Text("orders-1")), (Delivery, Word("confirmed"))]),
    rule("acks-none-needs-enqueued", Needs, Value, &[Acks])
        .when(&[Is(Acks, &["none"])])
        .unless(&[Is(Delivery, &["enqueued"])])
        .with(Delivery)
        .says("`{} = none` needs `delivery = enqueued`, since no broker confirms anything; write `delivery = enqueued`, or `acks = one`")
        .wrong(&[(Acks, Word("none"))])
        .right(&[(Acks, Word("none")), (Delivery, Word("enqueued"))]),
    rule("message-timeout-covers-both", OutOfRange, Value, &[MessageTimeoutMs])
        .when(&[Above(MessageTimeoutMs, 0), Less(MessageTimeoutMs, LingerMs), Less(MessageTimeoutMs, RequestTimeoutMs)])
        .with(LingerMs)
        .says("`{}` is below both `linger_ms` and `request_timeout_ms`, and limits the whole delivery; raise it, or lower both")
        .wrong(&[(MessageTimeoutMs, Integer(10)), (LingerMs, Integer(20)), (RequestTimeoutMs, Integer(30))])
        .right(&[(MessageTimeoutMs, Integer(30)), (LingerMs, Integer(20)), (RequestTimeoutMs, Integer(30))]),
    rule("message-timeout-covers-linger", OutOfRange, Value, &[MessageTimeoutMs])
        .when(&[Above(MessageTimeoutMs, 0), Less(MessageTimeoutMs, LingerMs)])
        .with(LingerMs)
        // Else what is above the timeout as well would wait for it.
        .blames_other()
        .says("`{}` is below `linger_ms`, so records would expire while they wait for a batch; raise it, or lower `linger_ms`")
        .wrong(&[(MessageTimeoutMs, Integer(10)), (LingerMs, Integer(20))])
        .right(&[(MessageTimeoutMs, Integer(20)), (LingerMs, Integer(20))]),
    rule("message-timeout-covers-request", OutOfRange, Value, &[RequestTimeoutMs])
        .when(&[Above(MessageTimeoutMs, 0), Less(MessageTimeoutMs, RequestTimeoutMs)])
        .with(MessageTimeoutMs)
        .says("`{}` is above `message_timeout_ms`, which limits the whole delivery; lower it, or raise `message_timeout_ms`")
        .wrong(&[(RequestTimeoutMs, Integer(2000)), (MessageTimeoutMs, Integer(1000))])
        .right(&[(RequestTimeoutMs, Integer(2000)), (MessageTimeoutMs, Integer(0))]),
    rule("level-needs-codec", Needs, Key, &[CompressionLevel])
        .unless(&[IsNot(CompressionType, &["none"])])
        .with(CompressionType)
        .says("`{}` needs a codec; write `compression_type`, such as `compression_type = lz4`")
        .wrong(&[(CompressionLevel, Integer(3))])
        .right(&[(CompressionLevel, Integer(3)), (CompressionType, Word("lz4"))]),
    rule("gzip-level", OutOfRange, Value, &[CompressionLevel])
        .when(&[Is(CompressionType, &["gzip"]), Above(CompressionLevel, 9)])
        .with(CompressionType)
        .says("`{}` is above what gzip has; write a number from 0 to 9, or -1 for gzip's own default")
        .wrong(&[(CompressionType, Word("gzip")), (CompressionLevel, Integer(10))])
        .right(&[(CompressionType, Word("gzip")), (CompressionLevel, Integer(9))]),
    rule("snappy-level", OutOfRange, Value, &[CompressionLevel])
        .when(&[Is(CompressionType, &["snappy"]), Above(CompressionLevel, 0)])
        .with(CompressionType)
        .says("`{}` is above what snappy has, which knows one level; leave `compression_level` out")
        .wrong(&[(CompressionType, Word("snappy")), (CompressionLevel, Integer(1))])
        .right(&[(CompressionType, Word("snappy")), (CompressionLevel, Integer(0))]),
    rule("one-value-of-a-property", Excludes, Value, &[UncheckedProperties])
        .when(&[Shares(UncheckedProperties, Properties)])
        .with(Properties)
        .says("`{}` sets a property, which `properties` sets too; leave one of the two out")
        .wrong(&[(Properties, Map(&[("retry.backoff.ms", "50")])), (UncheckedProperties, Map(&[("retry.backoff.ms", "60")]))])
        .right(&[(Properties, Map(&[("retry.backoff.ms", "50")])), (UncheckedProperties, Map(&[("retry.backoff.new.ms", "60")]))]),
];
