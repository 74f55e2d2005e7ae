//! Brokers that refuse.

use kafka_output_core::ErrorKind;
use kafka_output_core::testing::BrokerError;

use super::*;

#[tokio::test]
async fn the_next_records_fail_and_then_no_more() {
    let capture = capture();
    capture.fail_next(BrokerError::NotEnoughReplicas, 2);
    for _ in 0..2 {
        let error = capture.run(order_placed(placed(1))).await.unwrap_err();
        assert_eq!((error.kind(), error.is_retriable()), (ErrorKind::Broker, true));
        assert_eq!((error.output(), error.topic()), (Some("order_placed"), Some("orders")));
        assert!(
            error.to_string().contains("the broker did not accept the record for topic `orders`"),
            "{error}"
        );
    }
    capture.published_on("orders").none();
    capture.run(order_placed(placed(2))).await.unwrap();
    capture.published_on("orders").times(1).json(order(2));
}

#[tokio::test]
async fn one_of_a_batch_fails_alone() {
    let capture = capture();
    capture.run(order_placed(placed(0))).await.unwrap();
    capture.fail_next(BrokerError::TopicAuthorization, 1);
    let error = capture.run(orders_placed(vec![placed(1), placed(2), placed(3)])).await.unwrap_err();
    assert_eq!((error.kind(), error.is_retriable()), (ErrorKind::Authentication, false));
    let outcomes: Vec<_> = error.outcomes().iter().map(Result::is_ok).collect();
    assert_eq!(outcomes, [false, true, true]);
    assert!(error.to_string().contains("no permission to write to topic `orders` at memory:1"), "{error}");
    assert_eq!(error.outcomes()[2].as_ref().unwrap().offset(), 2);
}

#[tokio::test]
async fn each_error_has_the_class_it_has_from_a_broker() {
    let capture = capture();
    for (error, kind, retriable) in [
        (BrokerError::NotEnoughReplicas, ErrorKind::Broker, true),
        (BrokerError::NotLeader, ErrorKind::Broker, true),
        (BrokerError::LeaderNotAvailable, ErrorKind::Broker, true),
        (BrokerError::RequestTimedOut, ErrorKind::Timeout, true),
        (BrokerError::Storage, ErrorKind::Broker, true),
        (BrokerError::ThrottlingQuotaExceeded, ErrorKind::Broker, true),
        (BrokerError::TopicAuthorization, ErrorKind::Authentication, false),
        (BrokerError::ClusterAuthorization, ErrorKind::Authentication, false),
        (BrokerError::UnknownTopic, ErrorKind::UnknownTopic, false),
        (BrokerError::MessageTooLarge, ErrorKind::TooLarge, false),
        (BrokerError::InvalidRecord, ErrorKind::Broker, false),
        (BrokerError::Disconnect, ErrorKind::Broker, true),
    ] {
        capture.fail_next(error, 1);
        let failed = capture.run_blocking(|| audited("x")).unwrap_err();
        assert_eq!((failed.kind(), failed.is_retriable()), (kind, retriable), "{error:?}: {failed}");
        assert!(failed.to_string().contains("topic `audit`"), "{failed}");
    }
}
