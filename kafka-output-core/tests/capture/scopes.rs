//! How far a capture reaches.

use std::panic::{AssertUnwindSafe, catch_unwind};

use kafka_output_core::testing::CaptureHandle;

use super::*;

const CAPTURES: u32 = 64;

fn send_and_sync<T: Send + Sync + 'static>() {}

fn future_is_send<F: Future + Send + 'static>(_future: &F) {}

/// Some records on one topic, each told apart by its capture.
fn check(capture: &Capture, number: u32, records: usize) {
    let read = capture.records_on(&format!("orders-{number}"));
    assert_eq!((read.len(), capture.records().len()), (records, records));
    assert!(
        read.iter()
            .all(|record| record.value_text() == Some(&format!(r#"{{"id":{number},"customer":"c-42"}}"#)))
    );
}

fn numbered(number: u32) -> Capture {
    capture().setting("ORDERS", format!("orders-{number}"))
}

#[test]
fn a_capture_and_its_handle_go_anywhere() {
    send_and_sync::<Capture>();
    send_and_sync::<CaptureHandle>();
    future_is_send(&capture().run(order_placed(placed(1))));
}

#[test]
fn sixty_four_captures_on_threads_at_once() {
    std::thread::scope(|scope| {
        for number in 0..CAPTURES {
            scope.spawn(move || {
                let capture = numbered(number);
                for _ in 0..20 {
                    capture.run_blocking(|| order_placed_plainly(placed(number))).unwrap();
                }
                check(&capture, number, 20);
            });
        }
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_captures_in_tasks_at_once() {
    let tasks: Vec<_> = (0..CAPTURES)
        .map(|number| {
            tokio::spawn(async move {
                let capture = numbered(number);
                for _ in 0..20 {
                    capture.run(order_placed(placed(number))).await.unwrap();
                    tokio::task::yield_now().await;
                }
                check(&capture, number, 20);
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

#[tokio::test(flavor = "current_thread")]
async fn captures_on_one_thread_do_not_mix_while_they_take_turns() {
    let captures: Vec<_> = (0..8).map(numbered).collect();
    let handles: Vec<_> = (0..8)
        .zip(&captures)
        .map(|(number, capture)| {
            tokio::spawn(capture.run(async move {
                for _ in 0..10 {
                    order_placed(placed(number)).await.unwrap();
                    tokio::task::yield_now().await;
                }
            }))
        })
        .collect();
    for handle in handles {
        handle.await.unwrap();
    }
    for (number, capture) in (0..8).zip(&captures) {
        check(capture, number, 10);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_handle_carries_it_into_tasks_and_threads() {
    let capture = numbered(1);
    let handle = capture.handle();
    capture
        .run(async {
            let task = tokio::spawn(handle.run(order_placed(placed(1))));
            let blocking = tokio::task::spawn_blocking({
                let handle = handle.clone();
                move || handle.run_blocking(|| order_placed_plainly(placed(1)))
            });
            let thread = std::thread::spawn({
                let handle = handle.clone();
                move || {
                    let _entered = handle.enter();
                    order_placed_plainly(placed(1))
                }
            });
            thread.join().unwrap().unwrap();
            task.await.unwrap().unwrap();
            blocking.await.unwrap().unwrap();
        })
        .await;
    check(&capture, 1, 3);
}

#[test]
fn the_inner_capture_wins_and_the_outer_one_comes_back() {
    let (outer, inner) = (numbered(1), numbered(2));
    outer.run_blocking(|| {
        order_placed_plainly(placed(1)).unwrap();
        inner.run_blocking(|| order_placed_plainly(placed(2)).unwrap());
        let panicked = catch_unwind(AssertUnwindSafe(|| inner.run_blocking(|| panic!("a test fails"))));
        assert!(panicked.is_err());
        order_placed_plainly(placed(1)).unwrap();
    });
    check(&outer, 1, 2);
    check(&inner, 2, 1);
}

#[test]
fn guards_may_be_dropped_in_any_order() {
    let (first, second) = (numbered(1), numbered(2));
    let (one, two) = (first.handle().enter(), second.handle().enter());
    drop(one);
    order_placed_plainly(placed(2)).unwrap();
    drop(two);
    check(&first, 1, 0);
    check(&second, 2, 1);
    // Outside of every capture, settings come from the environment, which has none of these.
    assert!(order_placed_plainly(placed(1)).unwrap_err().to_string().contains("KAFKA_BROKERS"));
}

#[tokio::test]
async fn what_a_future_returns_passes_through() {
    let text = String::from("borrowed");
    let returned = capture().run(async { text.len() }).await;
    assert_eq!(returned, 8);
}
