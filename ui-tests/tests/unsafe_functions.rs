//! `unsafe fn`: its callers owe what they owed before.
#![deny(warnings)]
#![allow(unsafe_code, dead_code, reason = "functions that are unsafe to call, and are not called")]

use kafka_output::{Delivery, Error, kafka_output};
use kafka_output_ui_tests::Order;

/// # Safety
/// `order` must point to an order.
#[kafka_output(broker_list = "%B%", topic = "orders")]
async unsafe fn inline(order: *const Order) -> Order {
    // SAFETY: the caller's promise.
    let order = unsafe { &*order };
    order.clone()
}

/// # Safety
/// `order` must point to an order.
#[kafka_output(broker_list = "%B%", topic = "orders", handler = order_event)]
unsafe fn with_handler(order: *const Order) -> Order {
    // SAFETY: the caller's promise.
    unsafe { (*order).clone() }
}

async fn called(order: &Order) -> Result<(), Error> {
    // SAFETY: it is an order.
    let _: Delivery = unsafe { inline(order) }.await?;
    // SAFETY: it is an order.
    let _: Delivery = unsafe { with_handler(order) }?;
    // SAFETY: it is an order.
    let _: Order = unsafe { order_event(order) };
    Ok(())
}

#[test]
fn it_compiles() {}
