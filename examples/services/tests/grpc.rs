//! The shop by gRPC, and a client made of the same `.proto`.

use serde_json::{Value, json};
use tonic::Code;

use crate::NOBODY;
use crate::program::{Program, assert_tells_nothing};
use crate::support::broker::Broker;
use crate::support::consume::read_all;

#[allow(
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    dead_code,
    clippy::pedantic,
    reason = "generated"
)]
mod proto {
    tonic::include_proto!("shop.v1");
}

use proto::PlaceOrderRequest;
use proto::shop_client::ShopClient;

/// On a runtime of its own, so that the client has hung up afterwards.
#[tokio::main(flavor = "current_thread")]
async fn place(shop: &Program, items: Vec<String>) -> Result<u64, tonic::Status> {
    let mut client = ShopClient::connect(format!("http://127.0.0.1:{}", shop.port())).await.unwrap();
    let request = PlaceOrderRequest { customer: "c-42".to_owned(), items };
    Ok(client.place_order(request).await?.into_inner().number)
}

#[test]
fn a_call_is_a_record_and_an_error_has_its_code() {
    let broker = Broker::shared();
    let topic = broker.unique_topic("orders", 1);
    let shop = Program::start(
        env!("CARGO_BIN_EXE_grpc_shop"),
        broker.bootstrap(),
        &[("KAFKA_OUTPUT__ORDER_PLACED__TOPIC", &topic)],
    );

    assert_eq!(place(&shop, vec!["tea".to_owned()]).unwrap(), 1);
    let [order] = &read_all(broker.bootstrap(), &topic, 1)[..] else { panic!("one record") };
    let value: Value = serde_json::from_slice(order.value.as_ref().unwrap()).unwrap();
    assert_eq!(order.key_text(), Some("c-42"));
    assert_eq!(value, json!({ "number": 1, "customer": "c-42", "items": ["tea"] }));

    let too_large = place(&shop, vec!["x".repeat(1_500_000)]).unwrap_err();
    assert_eq!(too_large.code(), Code::InvalidArgument);
    assert_tells_nothing(too_large.message());

    let (status, report) = shop.terminate();
    assert_eq!((status.code(), report.as_str()), (Some(0), "1 delivered, 0 failed, 0 undelivered"));
}

#[test]
fn without_a_broker_the_deadline_is_exceeded() {
    let shop = Program::start(env!("CARGO_BIN_EXE_grpc_shop"), NOBODY, &[("KAFKA_TIMEOUT_MS", "1500")]);
    let error = place(&shop, Vec::new()).unwrap_err();
    assert_eq!(error.code(), Code::DeadlineExceeded);
    assert_tells_nothing(error.message());
    assert!(shop.log().contains(NOBODY), "{}", shop.log());
}
