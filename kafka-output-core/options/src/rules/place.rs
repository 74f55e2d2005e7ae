//! Where records go.

use super::rule;
use crate::rule::Rule;
use crate::table::OptionId::{BrokerList, Topic};
use crate::value::Value::Text;
use crate::violation::{Place::Attribute, ViolationKind::MissingOption};

pub(super) const RULES: &[Rule] = &[
    rule("broker-list-required", MissingOption, Attribute, &[BrokerList])
        .says("`{}` is missing; write `broker_list = \"host:9092\"` or `broker_list = \"%KAFKA_BROKERS%\"`")
        .wrong(&[(Topic, Text("orders"))])
        .right(&[(Topic, Text("orders")), (BrokerList, Text("localhost:9092"))]),
    rule("topic-required", MissingOption, Attribute, &[Topic])
        .says("`{}` is missing; write `topic = \"orders\"`, or `topic = \"%ORDERS_TOPIC%\"` for a setting")
        .wrong(&[(BrokerList, Text("localhost:9092"))])
        .right(&[(Topic, Text("orders")), (BrokerList, Text("localhost:9092"))]),
];
