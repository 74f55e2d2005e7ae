//! The same annotated function with a schema registry and without.

use kafka_output::kafka_output;
use serde::Serialize;

use crate::encode::record::{Order, OrderMessage};

/// One of a pair.
pub(super) trait Side {
    type Value: Clone;
    async fn one(value: Self::Value);
    async fn many(values: Vec<Self::Value>);
}

/// The same record, by serde and a schema.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub(super) struct BySerde(pub(super) Order);

macro_rules! side {
    ($side:ident, $one:ident, $many:ident: $value:ident, $($options:tt)*) => {
        pub(super) struct $side;

        #[kafka_output(broker_list = "%BENCH_BROKERS%", topic = "%BENCH_TOPIC%", $($options)*)]
        async fn $one(value: $value) -> $value {
            value
        }

        #[kafka_output(broker_list = "%BENCH_BROKERS%", topic = "%BENCH_TOPIC%", $($options)*)]
        async fn $many(values: Vec<$value>) -> Vec<$value> {
            values
        }

        impl Side for $side {
            type Value = $value;

            async fn one(value: $value) {
                $one(value).await.expect("an acknowledged record");
            }

            async fn many(values: Vec<$value>) {
                let count = values.len();
                assert_eq!($many(values).await.expect("acknowledged records").len(), count);
            }
        }
    };
}

side!(PlainRecord, plain_record, plain_records: Order, value_format = avro);
side!(WarmRecord, warm_record, warm_records: Order, value_format = avro, schema_registry_url = "%BENCH_REGISTRY%", subject_name_strategy = record_name);
side!(PlainSerde, plain_serde, plain_serdes: BySerde, avro_schema_file = "schemas/order.avsc");
side!(WarmSerde, warm_serde, warm_serdes: BySerde, avro_schema_file = "schemas/order.avsc", schema_registry_url = "%BENCH_REGISTRY%", subject_name_strategy = record_name);
side!(PlainMessage, plain_message, plain_messages: OrderMessage, value_format = protobuf);
side!(WarmMessage, warm_message, warm_messages: OrderMessage, protobuf_schema_file = "schemas/order.proto", schema_registry_url = "%BENCH_REGISTRY%", subject_name_strategy = record_name);
