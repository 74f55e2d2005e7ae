//! The properties nobody may set, each with its reason.

/// A property nobody may set, and why: what the sentence says after it.
#[derive(Clone, Copy, Debug)]
pub struct Forbidden {
    /// The property.
    pub property: &'static str,
    /// Why, and the way out.
    pub because: &'static str,
}

const CERTIFICATE: &str = "which is an object, not text; write the `ssl_…` options";
const MOCK: &str = "which is about a pretended cluster; use `EmbeddedCluster` of the feature `testing`";

/// Properties that would break the runtime or its promises, and those whose way out is an option. The functions and
/// objects among librdkafka's properties need no row. The last few it knows but does not list.
pub const FORBIDDEN: &[Forbidden] = &[
    forbidden("delivery.report.only.error", "but every call waits for its delivery report; leave it out"),
    forbidden("enabled_events", "but the runtime chooses which events it serves; leave it out"),
    forbidden("log.queue", "which keeps log lines in a queue that nobody reads; leave it out"),
    forbidden("queuing.strategy", "but records leave in the order returned; leave it out"),
    forbidden(
        "broker.version.fallback",
        "with which records could lose their headers in silence; leave it out",
    ),
    forbidden("partitioner_cb", "which is a function, not text; write `partitioner`"),
    forbidden("oauthbearer_token_refresh_cb", "which is a function, not text; write `oauth_bearer_method`"),
    forbidden("ssl_key", CERTIFICATE),
    forbidden("ssl_certificate", CERTIFICATE),
    forbidden("ssl_ca", CERTIFICATE),
    forbidden(
        "enable_sasl_queue",
        "which keeps requests for tokens in a queue that nobody reads; leave it out",
    ),
    forbidden("test.mock.num.brokers", MOCK),
    forbidden("test.mock.broker.rtt", MOCK),
    forbidden("ut_handle_ProduceResponse", "which is a function of librdkafka's own tests; leave it out"),
    forbidden("ssl.truststore.location", "which only Java's clients have; write `ssl_ca_location`"),
    forbidden(
        "sasl.jaas.config",
        "which only Java's clients have; write `authentication_mode`, `username` and `password`",
    ),
];

const fn forbidden(property: &'static str, because: &'static str) -> Forbidden {
    Forbidden { property, because }
}
