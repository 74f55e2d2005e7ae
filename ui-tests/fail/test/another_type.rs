use kafka_output::testing::Capture;

#[kafka_output::test]
async fn placed(capture: &mut Capture) {
    capture.published_on("orders").none();
}

fn main() {}
