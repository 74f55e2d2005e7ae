struct Orders;

impl Orders {
    #[kafka_output::test]
    async fn placed(&self) {}
}

fn main() {}
