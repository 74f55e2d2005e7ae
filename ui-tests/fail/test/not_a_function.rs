#[kafka_output::test]
struct Placed;

fn main() {}
