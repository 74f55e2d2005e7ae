//! A crate whose `Cargo.toml` calls `kafka-output` by another name, and that nowhere says `crate = …`. That it compiles is the test.
//!
//! ```
//! #[kafka::kafka_output(broker_list = "%BROKERS%", topic = "orders")]
//! fn placed(id: u32) -> String {
//!     format!("o-{id}")
//! }
//! let answer: fn(u32) -> Result<kafka::Delivery, kafka::Error> = placed;
//! ```
#![deny(warnings)]
#![allow(dead_code, reason = "nothing is called but by the test")]

use kafka::{AvroRecord, Delivery, Error, KafkaEventData, KafkaOutputs, kafka_connection, kafka_output};

#[kafka_connection(broker_list = "%BROKERS%")]
struct Brokers;

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Order", "fields": [{"name": "id", "type": "string"}]}"#)]
struct Order {
    id: String,
}

#[kafka_output(connection = Brokers, topic = "orders", handler = order_event)]
async fn placed(id: String) -> KafkaEventData<Order> {
    KafkaEventData::new(Order { id })
}

#[derive(KafkaOutputs)]
struct Cancelled {
    #[kafka_output(connection = Brokers, topic = "orders")]
    order: Order,
    #[kafka_output(returned)]
    id: String,
}

#[kafka_output]
fn cancelled(id: String) -> Cancelled {
    Cancelled { order: Order { id: id.clone() }, id }
}

async fn called(id: String) -> Result<Delivery, Error> {
    let _: String = cancelled(id.clone())?;
    placed(id).await
}

/// Of lints about a `Result` none is told of a function that returns none, be it made by a macro.
#[warn(
    clippy::missing_errors_doc,
    clippy::panic_in_result_fn,
    clippy::unwrap_in_result,
    clippy::implicit_return
)]
pub mod linted {
    use kafka::kafka_output;

    macro_rules! outputs {
        ($($name:ident),*) => {$(
            /// Sends what it is given.
            ///
            /// # Panics
            /// Of ten or more.
            #[must_use]
            #[kafka_output(broker_list = "%BROKERS%", topic = "orders")]
            pub fn $name(id: u32) -> String {
                assert!(id < 10, "many");
                return id.to_string();
            }
        )*};
    }

    outputs!(made);

    /// Sends what it is given.
    ///
    /// # Panics
    /// Of ten or more.
    #[must_use]
    #[kafka_output(broker_list = "%BROKERS%", topic = "orders")]
    pub async fn written(id: u32) -> Vec<String> {
        assert!(id < 10, "many");
        return vec![id.to_string()];
    }
}

/// Nor of a trait's method, nor of what only the attribute names.
#[warn(clippy::missing_errors_doc, clippy::must_use_candidate)]
pub mod named {
    use kafka::kafka_output;

    /// Sends.
    pub trait Sends {
        /// Sends a name.
        #[kafka_output(broker_list = "%BROKERS%", topic = "orders", handler = Self::name)]
        fn send(&self) -> String {
            "a".to_owned()
        }
    }

    /// Sends what it is given.
    #[kafka_output(broker_list = "%BROKERS%", topic = "orders", handler = handled_event)]
    pub fn handled(id: u32) -> Option<String> {
        (id < 10).then(|| id.to_string())
    }
}

#[cfg(test)]
mod tests {
    use kafka::Error;
    use kafka::testing::TestKafka;

    #[kafka::test]
    async fn the_attributes_find_their_crate(kafka: &mut TestKafka) -> Result<(), Error> {
        super::called("o-1".to_owned()).await?;
        kafka.published_on("orders").times(2);
        Ok(())
    }
}
