//! Sixty-four tests at once: all send to one topic, and each sees its own records alone.

use kafka_output::kafka_output;
use kafka_output::testing::TestKafka;

#[kafka_output(broker_list = "%KIT_BROKERS%", topic = "kit-many")]
async fn numbered(number: u32) -> u32 {
    number
}

async fn send_and_look(kafka: &mut TestKafka, own: u32) {
    for _ in 0..5 {
        numbered(own).await.unwrap();
    }
    for index in 0..5 {
        kafka.published_on("kit-many").times(5).nth(index).value(own.to_string());
    }
}

macro_rules! eight {
    ($($group:ident = $first:literal),*) => {$(
        mod $group {
            eight!(in $first: a = 0, b = 1, c = 2, d = 3, e = 4, f = 5, g = 6, h = 7);
        }
    )*};
    (in $first:literal: $($name:ident = $number:literal),*) => {$(
        #[kafka_output::test]
        async fn $name(kafka: &mut super::TestKafka) {
            super::send_and_look(kafka, $first + $number).await;
        }
    )*};
}

eight!(zero = 0, one = 8, two = 16, three = 24, four = 32, five = 40, six = 48, seven = 56);

/// The same as threads of one test, on clusters of their own: nothing is shared, and nothing reset.
#[test]
fn sixty_four_embedded_clusters_at_once() {
    std::thread::scope(|scope| {
        for own in 0..64 {
            scope.spawn(move || {
                let mut kafka = TestKafka::embedded().unwrap();
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                let entered = kafka.handle().enter();
                runtime.block_on(send_and_look(&mut kafka, own));
                drop(entered);
            });
        }
    });
}
