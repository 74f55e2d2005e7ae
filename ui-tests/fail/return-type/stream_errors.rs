//! A stream whose items fail in another way than its function.

use futures::stream::{self, Stream};
use kafka_output::kafka_output;
use kafka_output_ui_tests::AppError;

struct Unread;

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn read() -> Result<impl Stream<Item = Result<String, Unread>>, AppError> {
    Ok(stream::empty())
}

fn main() {}
