use kafka_output::testing::TestKafka;

#[kafka_output::test]
async unsafe extern "C" fn placed<T: Default>(kafka: TestKafka, other: u32) {
    let _ = (kafka, other, T::default());
}

fn main() {}
