//! The program's own function returns to nobody.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

mod elsewhere {
    #[kafka_output::kafka_output(broker_list = "a:1", topic = "orders")]
    pub fn main() -> super::Order {
        super::Order::example()
    }
}

mod nothing {
    #[kafka_output::kafka_output(broker_list = "a:1", topic = "orders")]
    fn main() {}
}

mod unknown {
    #[kafka_output::kafka_output(broker_list = "a:1", topic = "orders", at_most_once = true)]
    fn main() {}
}

mod awaited {
    #[kafka_output::kafka_output(broker_list = "a:1", topic = "orders", avro_schema = "%SCHEMA%")]
    async fn main() -> super::Order {
        super::Order::example()
    }
}

#[kafka_output(broker_list = "a:1", topic = "orders")]
fn main() -> Order {
    drop(elsewhere::main());
    Order::example()
}
