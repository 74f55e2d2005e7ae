//! A function that another language has.

use kafka_output::kafka_output;

unsafe extern "C" {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    fn order_number(order: u64) -> u64;
}

fn called() -> u64 {
    unsafe { order_number(1) }
}

fn main() {}
