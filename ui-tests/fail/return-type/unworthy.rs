//! `()` and one byte are not worth a record, nor many of them.

use kafka_output::kafka_output;
use kafka_output_ui_tests::AppError;

type Unit = ();

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn first() -> u8 {
    1
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn second() -> Option<()> {
    None
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn third() -> Result<(), AppError> {
    Ok(())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn fourth() -> Unit {}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn what_its_call_gives() -> Result<kafka_output::Delivery, kafka_output::Error> {
    unreachable!()
}

fn main() {}
