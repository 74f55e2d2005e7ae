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
                __kafka_output_argument_0: Json<T>,
                note: String,
                __kafka_output_argument_2: u64,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::{
                        attribute::broker_list as _, attribute::topic as _, attribute::name as _,
                        attribute::handler as _, attribute::{},
                    };
                }
                let __kafka_output_returned = {
                    use ::kafka_output::__private::prelude::*;
                    let __kafka_output_call = unsafe {
                        order_event::<T>(__kafka_output_argument_0, note, __kafka_output_argument_2)
                    };
                    (&&::kafka_output::__private::handed::<Order, _>(&__kafka_output_call))
                        .__handed_later(__kafka_output_call)
                }
                    .await;
                let __kafka_output_call = {
                    use ::kafka_output::__private::all as __kafka_output;
                    {
                        use ::kafka_output::__private::prelude::*;
                        static __KAFKA_OUTPUT: __kafka_output::Binding = __kafka_output::Binding::new(
                            "orders-out",
                            ::core::module_path!(),
                            &[
                                (
                                    __kafka_output::OptionId::BrokerList,
                                    __kafka_output::Value::Text("a:1"),
                                ),
                                (
                                    __kafka_output::OptionId::Topic,
                                    __kafka_output::Value::Text("orders"),
                                ),
                                (
                                    __kafka_output::OptionId::Name,
                                    __kafka_output::Value::Text("orders-out"),
                                ),
                            ],
                        );
                        ::kafka_output::__private::listed!(__KAFKA_OUTPUT_ENTRY, __KAFKA_OUTPUT);
                        let __kafka_output_leaf = __kafka_output::leaf::<Order>();
                        let __kafka_output_event = (&&__kafka_output_leaf).__event();
                        let __kafka_output_value = (&&&&&&&&__kafka_output_event.__value())
                            .__format();
                        let __kafka_output_key = (&&&&&&&&__kafka_output_event.__key()).__format();
                        __kafka_output::encode_one(
                            &__KAFKA_OUTPUT,
                            __kafka_output_returned,
                            __kafka_output_event,
                            __kafka_output_value,
                            __kafka_output_key,
                            __kafka_output::NoKeyPath,
                        )
                    }
                };
                return ::kafka_output::__private::confirmed_one(__kafka_output_call).await;
            }
        "##]],
    );
}

#[test]
fn a_handler_beside_a_method() {
    check(
        r#"broker_list = "a:1", topic = "orders", handler = order_event"#,
        "fn order_placed(mut self: Box<Self>, note: impl Into<String>) -> Order { self.0 }",
        expect![[r#"
            fn order_event(mut self: Box<Self>, note: impl Into<String>) -> Order {
                self.0
            }
            #[allow(clippy::panic_in_result_fn, clippy::unwrap_in_result)]
            fn order_placed(
                self: Box<Self>,
                note: impl Into<String>,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::{
                        attribute::broker_list as _, attribute::topic as _, attribute::handler as _,
                        attribute::{},
                    };
                }
                let __kafka_output_returned = {
                    use ::kafka_output::__private::prelude::*;
                    let __kafka_output_call = Self::order_event(self, note);
                    (&&::kafka_output::__private::handed::<Order, _>(&__kafka_output_call))
                        .__handed(__kafka_output_call)
                };
                let __kafka_output_call = {
                    use ::kafka_output::__private::all as __kafka_output;
                    {
                        use ::kafka_output::__private::prelude::*;
                        static __KAFKA_OUTPUT: __kafka_output::Binding = __kafka_output::Binding::new(
                            "order_placed",
                            ::core::module_path!(),
                            &[
                                (
                                    __kafka_output::OptionId::BrokerList,
                                    __kafka_output::Value::Text("a:1"),
                                ),
                                (
                                    __kafka_output::OptionId::Topic,
                                    __kafka_output::Value::Text("orders"),
                                ),
                            ],
                        );
                        ::kafka_output::__private::listed!(__KAFKA_OUTPUT_ENTRY, __KAFKA_OUTPUT);
                        let __kafka_output_leaf = __kafka_output::leaf::<Order>();
                        let __kafka_output_event = (&&__kafka_output_leaf).__event();
                        let __kafka_output_value = (&&&&&&&&__kafka_output_event.__value())
                            .__format();
                        let __kafka_output_key = (&&&&&&&&__kafka_output_event.__key()).__format();
                        __kafka_output::encode_one(
                            &__KAFKA_OUTPUT,
                            __kafka_output_returned,
                            __kafka_output_event,
                            __kafka_output_value,
                            __kafka_output_key,
                            __kafka_output::NoKeyPath,
                        )
                    }
                };
                return ::kafka_output::__private::wait_confirmed_one(__kafka_output_call);
            }
        "#]],
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
