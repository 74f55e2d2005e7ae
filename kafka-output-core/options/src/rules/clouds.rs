//! What Azure Event Hubs asks of a Kafka client, by Microsoft's "Apache Kafka client configurations for Azure Event Hubs".

use super::rule;
use crate::rule::When::{
    BrokerIn, BrokerOffPort, IsNot, NoConnectionString, Surely, TextIsNot, Unwritten, Written,
};
use crate::rule::{Rule, When};
use crate::table::OptionId::{
    self, AuthenticationMode, BrokerList, CompressionType, OauthBearerMethod, Password, Protocol, Username,
};
use crate::value::Value::{Text, Word};
use crate::violation::Place::Value;
use crate::violation::ViolationKind::{Excludes, Needs};

/// Below these are its namespaces: in the world's cloud, the US government's, and China's.
pub(crate) const EVENT_HUBS: &[&str] =
    &["servicebus.windows.net", "servicebus.usgovcloudapi.net", "servicebus.chinacloudapi.cn"];

/// The port where its namespaces speak Kafka.
pub(crate) const EVENT_HUBS_PORT: u16 = 9093;

type Entry = (OptionId, crate::Value<'static>);
const HUB: Entry = (BrokerList, Text("shop.servicebus.windows.net:9093"));
const SASL_SSL: Entry = (Protocol, Word("sasl_ssl"));
const USER: Entry = (Username, Text("$ConnectionString"));
const PASSWORD: Entry = (Password, Text("Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKey=secret"));

const NO_MODE: When = Unwritten(AuthenticationMode);
const NO_METHOD: When = Unwritten(OauthBearerMethod);
const NO_USER: When = Unwritten(Username);
const NO_PASSWORD: When = Unwritten(Password);

pub(super) const RULES: &[Rule] = &[
    rule("event-hubs-needs-protocol-and-credentials", Needs, Value, &[BrokerList])
        .when(&[BrokerIn(BrokerList, EVENT_HUBS), Unwritten(Protocol), NO_MODE, NO_METHOD, NO_USER, NO_PASSWORD])
        .with(Protocol)
        .says("`{}` names an Event Hubs broker, which takes TLS and SASL only; write `protocol = sasl_ssl`, and `username = \"$ConnectionString\"` with the connection string as `password`, or `authentication_mode = oauth_bearer`")
        .wrong(&[HUB])
        .right(&[HUB, SASL_SSL, USER, PASSWORD]),
    rule("event-hubs-needs-credentials", Needs, Value, &[BrokerList])
        .when(&[BrokerIn(BrokerList, EVENT_HUBS), Written(Protocol), NO_MODE, NO_METHOD, NO_USER, NO_PASSWORD])
        .with(Username)
        .says("`{}` names an Event Hubs broker, which asks for credentials; write `username = \"$ConnectionString\"` with the connection string as `password`, or `authentication_mode = oauth_bearer`")
        .wrong(&[HUB, SASL_SSL])
        .right(&[HUB, SASL_SSL, USER, PASSWORD]),
    rule("event-hubs-protocol", Excludes, Value, &[Protocol])
        .when(&[BrokerIn(BrokerList, EVENT_HUBS), IsNot(Protocol, &["sasl_ssl"])])
        .says("`{}` of an Event Hubs broker is `sasl_ssl`, the only one it takes; write `protocol = sasl_ssl`")
        .wrong(&[HUB, (Protocol, Word("sasl_plaintext")), USER, PASSWORD])
        .right(&[HUB, SASL_SSL, USER, PASSWORD]),
    rule("event-hubs-needs-protocol", Needs, Value, &[BrokerList])
        .when(&[BrokerIn(BrokerList, EVENT_HUBS), Unwritten(Protocol)])
        .with(Protocol)
        .says("`{}` names an Event Hubs broker, which takes TLS and SASL only; write `protocol = sasl_ssl` too")
        .wrong(&[HUB, USER, PASSWORD])
        .right(&[HUB, SASL_SSL, USER, PASSWORD]),
    rule("event-hubs-mode", Excludes, Value, &[AuthenticationMode])
        .when(&[BrokerIn(BrokerList, EVENT_HUBS), IsNot(AuthenticationMode, &["plain", "oauth_bearer"])])
        .says("`{}` of an Event Hubs broker is `plain`, with its connection string for a password, or `oauth_bearer`; write one of the two")
        .wrong(&[HUB, SASL_SSL, (AuthenticationMode, Word("scram_sha256")), USER, PASSWORD])
        .right(&[HUB, SASL_SSL, (AuthenticationMode, Word("plain")), USER, PASSWORD]),
];

/// What no other rule asks for: whatever these blame is written and known to be an Event Hubs broker's all the same.
pub(super) const DETAILS: &[Rule] = &[
    rule("event-hubs-username", Excludes, Value, &[Username])
        .when(&[BrokerIn(BrokerList, EVENT_HUBS), TextIsNot(Username, "$ConnectionString")])
        // With a token there is no user name at all, which is another rule's to say.
        .unless(&[Surely(AuthenticationMode, &["oauth_bearer"])])
        .says("`{}` of an Event Hubs broker is `$ConnectionString` to the letter, and `password` is the connection string; write `username = \"$ConnectionString\"`")
        .wrong(&[HUB, SASL_SSL, (Username, Text("RootManageSharedAccessKey")), PASSWORD])
        .right(&[HUB, SASL_SSL, USER, PASSWORD]),
    rule("event-hubs-password", Excludes, Value, &[Password])
        .when(&[BrokerIn(BrokerList, EVENT_HUBS), NoConnectionString(Password)])
        .unless(&[Surely(AuthenticationMode, &["oauth_bearer"]), TextIsNot(Username, "$ConnectionString")])
        .says("`{}` of an Event Hubs broker is a whole connection string, which begins with `Endpoint=sb://`, not the key in it alone; write that, best as a setting")
        .wrong(&[HUB, SASL_SSL, USER, (Password, Text("secret"))])
        .right(&[HUB, SASL_SSL, USER, PASSWORD]),
    rule("event-hubs-compression", Excludes, Value, &[CompressionType])
        .when(&[BrokerIn(BrokerList, EVENT_HUBS), IsNot(CompressionType, &["none", "gzip"])])
        .says("`{}` of an Event Hubs broker is `gzip` or `none`, since it supports no other codec; write one of the two")
        .wrong(&[HUB, SASL_SSL, USER, PASSWORD, (CompressionType, Word("zstd"))])
        .right(&[HUB, SASL_SSL, USER, PASSWORD, (CompressionType, Word("gzip"))]),
    rule("event-hubs-port", Excludes, Value, &[BrokerList])
        .when(&[BrokerOffPort(BrokerList, EVENT_HUBS, EVENT_HUBS_PORT)])
        .says("`{}` names an Event Hubs broker at another port than 9093, the only one where it speaks Kafka; write `:9093` behind its host")
        .wrong(&[(BrokerList, Text("shop.servicebus.windows.net:9092")), SASL_SSL, USER, PASSWORD])
        .right(&[HUB, SASL_SSL, USER, PASSWORD]),
];
