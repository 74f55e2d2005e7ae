//! What is behind a pointer.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::*;

/// One record of a value of this type, in bytes.
macro_rules! sent {
    ($ty:ty, $value:expr) => {{
        let capture = capture();
        let call = async {
            let value: $ty = $value;
            private::confirmed_one(encode!(encode_one, AUDITED, $ty, value)).await
        };
        capture.run(call).await.unwrap();
        capture.published_on("audit").times(1).record().value().unwrap().to_vec()
    }};
}

#[tokio::test]
async fn what_is_behind_a_pointer_is_sent_as_it_is_itself() {
    assert_eq!(sent!(Box<String>, Box::new("text".to_owned())), b"text");
    assert_eq!(sent!(Arc<Box<str>>, Arc::new("text".into())), b"text");
    assert_eq!(sent!(Cow<'_, i64>, Cow::Owned(5)), 5_i64.to_be_bytes());
    assert_eq!(sent!(Rc<str>, "text".into()), b"text");
    assert_eq!(sent!(Arc<i64>, Arc::new(5)), 5_i64.to_be_bytes());
    assert_eq!(sent!(Box<f32>, Box::new(0.5)), 0.5_f32.to_be_bytes());
    assert_eq!(sent!(Rc<Vec<u8>>, Rc::new(vec![1, 2])), [1, 2]);
    assert_eq!(sent!(Arc<[u8; 2]>, Arc::new([1, 2])), [1, 2]);
    assert_eq!(sent!(Box<Order>, Box::new(order(7))), br#"{"id":7,"customer":"c-42"}"#);
}
