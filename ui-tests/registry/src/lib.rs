//! What the compiler tells with a schema registry, where an attribute asks it about types twice. Here is what these cases return.

/// A value for records.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Order {
    /// Its number.
    pub number: i64,
    /// What is no key.
    pub lines: Vec<String>,
}

/// What nothing can write.
#[derive(Debug)]
pub struct Opaque;

/// What must compile: lifetimes that have to do with each other, in signatures that are not asked with.
#[allow(dead_code, reason = "nothing is called")]
mod borrowing {
    use kafka_output::{kafka_connection, kafka_output};

    #[derive(Debug, serde::Serialize)]
    struct Item<'a>(&'a str);

    #[kafka_connection(broker_list = "%BROKERS%")]
    struct Local;

    #[kafka_output(connection = Local, topic = "items")]
    fn picked<'a, 'b>(items: &'a [Item<'b>], at: usize) -> &'a Item<'b> {
        &items[at]
    }

    #[kafka_output(connection = Local, topic = "items")]
    async fn all<'a, 'b: 'a>(items: &'a [Item<'b>]) -> Vec<&'a Item<'b>> {
        items.iter().collect()
    }
}
