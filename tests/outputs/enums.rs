//! Enums route: each variant has its own output.

use kafka_output::{Deliveries, KafkaEventData, KafkaOutputs, kafka_output};

use super::{Order, Shop};
use crate::support::runtime::topic;

#[derive(KafkaOutputs)]
enum Routed {
    #[kafka_output(connection = Shop, topic = "outputs-accepted", key = id)]
    Accepted(Order),
    #[kafka_output(connection = Shop, topic = "outputs-refused", value_format = json)]
    Refused { why: Vec<KafkaEventData<String>> },
    #[kafka_output(none)]
    Ignored,
    #[kafka_output(none)]
    Forgotten(u32, String),
    #[kafka_output(nested)]
    Both(Box<Both>),
}

#[derive(KafkaOutputs)]
struct Both {
    #[kafka_output(nested)]
    first: Option<Routed>,
    #[kafka_output(nested)]
    second: Routed,
}

#[kafka_output]
async fn route(routed: Routed) -> Routed {
    routed
}

#[derive(KafkaOutputs)]
struct Answered {
    #[kafka_output(nested)]
    routed: Routed,
    #[kafka_output(returned)]
    answer: &'static str,
}

#[kafka_output]
fn answer(routed: Routed) -> Answered {
    Answered { routed, answer: "routed" }
}

#[tokio::test]
async fn a_variant_is_sent_where_it_says() {
    let (accepted, refused) = (topic("outputs-accepted", 1), topic("outputs-refused", 1));
    let why = |text: &str| Routed::Refused { why: vec![KafkaEventData::new(text.to_owned()).key("k")] };
    let both = |first| Routed::Both(Box::new(Both { first, second: why("both") }));

    assert_eq!(route(Routed::Accepted(Order { id: 1 })).await.unwrap().len(), 1);
    assert_eq!(route(why("late")).await.unwrap()[0].topic(), "outputs-refused");
    assert_eq!(route(Routed::Refused { why: Vec::new() }).await.unwrap(), Deliveries::default());
    assert!(route(Routed::Ignored).await.unwrap().is_empty());
    assert!(route(Routed::Forgotten(1, String::new())).await.unwrap().is_empty());
    assert_eq!(route(both(None)).await.unwrap().len(), 1);
    let deliveries = route(both(Some(Routed::Accepted(Order { id: 2 })))).await.unwrap();
    assert_eq!([deliveries[0].topic(), deliveries[1].topic()], ["outputs-accepted", "outputs-refused"]);
    assert_eq!(answer(Routed::Accepted(Order { id: 3 })).unwrap(), "routed");
    assert_eq!(answer(Routed::Ignored).unwrap(), "routed");

    let records: [_; 3] = accepted.read();
    assert_eq!(records.each_ref().map(|record| record.key_text().unwrap()), ["1", "2", "3"]);
    assert_eq!(refused.texts(), [r#""late""#, r#""both""#, r#""both""#]);
}
