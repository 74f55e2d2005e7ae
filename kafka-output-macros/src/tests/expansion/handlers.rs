//! The function as written beside the wrapper, and the call of it.

use expect_test::expect;

use super::check;
use crate::tests::expand;

#[test]
fn a_handler_beside_a_free_function() {
    check(
        r#"broker_list = "a:1", topic = "orders", name = "orders-out", handler = order_event"#,
        "#[cfg(unix)] pub async unsafe fn order_placed<T: Into<Order>>(Json(order): Json<T>, mut note: String, _at: u64) -> Order { order.into() }",
        expect![[r##"
            #[allow(clippy::unused_async)]
            #[cfg(unix)]
            pub async unsafe fn order_event<T: Into<Order>>(
                Json(order): Json<T>,
                mut note: String,
                _at: u64,
            ) -> Order {
                order.into()
            }
            #[cfg(unix)]
            #[allow(
                clippy::panic_in_result_fn,
                clippy::unwrap_in_result,
                clippy::missing_errors_doc
            )]
            pub async unsafe fn order_placed<T: Into<Order>>(
                __argument_0: Json<T>,
                note: String,
                __argument_2: u64,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                let __returned = {
                    use ::kafka_output::__private::prelude::*;
                    let __call = unsafe { order_event::<T>(__argument_0, note, __argument_2) };
                    (&&::kafka_output::__private::handed::<Order, _>(&__call)).__handed_later(__call)
                }
                    .await;
                let __call = {
                    use ::kafka_output::__private::all as __kafka;
                    static __OUTPUT: __kafka::Binding = __kafka::Binding::new(
                        "orders-out",
                        ::core::module_path!(),
                        &[
                            (__kafka::OptionId::BrokerList, __kafka::Value::Text("a:1")),
                            (__kafka::OptionId::Topic, __kafka::Value::Text("orders")),
                            (__kafka::OptionId::Name, __kafka::Value::Text("orders-out")),
                        ],
                    );
                    ::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                    let __event = (&&__kafka::leaf::<Order>()).__event();
                    let __value = (&&&&&&&&__event.__value()).__format();
                    let __key = (&&&&&&&&__event.__key()).__format();
                    __kafka::encode_one(&__OUTPUT, __returned, __event, __value, __key, ())
                };
                return ::kafka_output::__private::confirmed_one(__call).await;
            }
        "##]],
    );
}

#[test]
fn a_handler_beside_a_method() {
    check(
        r#"broker_list = "a:1", topic = "orders", handler = order_event"#,
        "fn order_placed(mut self: Box<Self>, note: impl Into<String>) -> Order { self.0 }",
        expect![[r##"
            #[allow(clippy::must_use_candidate)]
            fn order_event(mut self: Box<Self>, note: impl Into<String>) -> Order {
                self.0
            }
            #[allow(
                clippy::panic_in_result_fn,
                clippy::unwrap_in_result,
                clippy::missing_errors_doc
            )]
            fn order_placed(
                self: Box<Self>,
                note: impl Into<String>,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                let __returned = {
                    use ::kafka_output::__private::prelude::*;
                    let __call = Self::order_event(self, note);
                    (&&::kafka_output::__private::handed::<Order, _>(&__call)).__handed(__call)
                };
                let __call = {
                    use ::kafka_output::__private::all as __kafka;
                    static __OUTPUT: __kafka::Binding = __kafka::Binding::new(
                        "order_placed",
                        ::core::module_path!(),
                        &[
                            (__kafka::OptionId::BrokerList, __kafka::Value::Text("a:1")),
                            (__kafka::OptionId::Topic, __kafka::Value::Text("orders")),
                        ],
                    );
                    ::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                    let __event = (&&__kafka::leaf::<Order>()).__event();
                    let __value = (&&&&&&&&__event.__value()).__format();
                    let __key = (&&&&&&&&__event.__key()).__format();
                    __kafka::encode_one(&__OUTPUT, __returned, __event, __value, __key, ())
                };
                return ::kafka_output::__private::wait_confirmed_one(__call);
            }
        "##]],
    );
}

#[test]
fn a_handler_whose_type_an_attribute_may_change_is_called_as_it_is() {
    let of = |attribute: &str| {
        let function = format!("{attribute} async fn order_placed() -> Order {{ order }}");
        expand(r#"broker_list = "a:1", topic = "orders", handler = order_event"#, &function)
    };
    for keeping in [r#"#[doc = "Sends."]"#, "#[must_use]", "#[tracing::instrument(skip_all)]"] {
        assert!(of(keeping).contains(".__handed_later("), "{keeping}");
    }
    for changing in ["#[tokio::main]", "#[cfg_attr(test, tokio::main)]"] {
        assert!(of(changing).contains("= order_event().await;"), "{changing}");
    }
}
