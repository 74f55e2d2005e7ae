//! What the attribute writes for the options that decide code. Bless with `UPDATE_EXPECT=1`.

use expect_test::{Expect, expect};

use super::expand;

fn check(attribute: &str, item: &str, expected: &Expect) {
    expected.assert_eq(&expand(attribute, item));
}

#[test]
fn key_and_headers() {
    check(
        r#"broker_list = "a:1", topic = "orders", key = customer.0.id, key_format = string,
           headers = { "source" = "checkout", "source" = "%SOURCE%" }"#,
        "async fn order_placed(order: Order) -> Order { order }",
        &expect![[r#"
            async fn order_placed(
                order: Order,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                let __kafka_output_returned = (async move {
                    #[allow(unreachable_code)]
                    if false {
                        let __kafka_output_typed: Order = loop {};
                        return __kafka_output_typed;
                    }
                    match () {
                        () => order,
                    }
                })
                    .await;
                let __kafka_output_call = {
                    use ::kafka_output::__private as __kafka_output;
                    use __kafka_output::prelude::*;
                    static __KAFKA_OUTPUT: __kafka_output::Binding = __kafka_output::Binding::new(__kafka_output::Declaration {
                        name: "order_placed",
                        module: ::core::module_path!(),
                        file: ::core::file!(),
                        line: ::core::line!(),
                        column: ::core::column!(),
                        options: __kafka_output::OptionSet::new(
                            &[
                                (
                                    __kafka_output::OptionId::BrokerList,
                                    __kafka_output::Value::Text("a:1"),
                                ),
                                (
                                    __kafka_output::OptionId::Topic,
                                    __kafka_output::Value::Text("orders"),
                                ),
                                (__kafka_output::OptionId::Key, __kafka_output::Value::Item),
                                (
                                    __kafka_output::OptionId::KeyFormat,
                                    __kafka_output::Value::Word("string"),
                                ),
                                (
                                    __kafka_output::OptionId::Headers,
                                    __kafka_output::Value::Map(
                                        &[("source", "checkout"), ("source", "%SOURCE%")],
                                    ),
                                ),
                            ],
                        ),
                    });
                    #[__kafka_output::linkme::distributed_slice(__kafka_output::OUTPUTS)]
                    #[linkme(crate = __kafka_output::linkme)]
                    static __KAFKA_OUTPUT_ENTRY: &__kafka_output::Binding = &__KAFKA_OUTPUT;
                    let __kafka_output_leaf = __kafka_output::leaf::<Order>();
                    let __kafka_output_event = (&&__kafka_output_leaf).event();
                    let __kafka_output_value = (&&&&&&&__kafka_output_event.value()).format();
                    let __kafka_output_key = __kafka_output::format::Text;
                    let __kafka_output_path = __kafka_output::key_path(
                        &__kafka_output_event,
                        |__kafka_output_value| &__kafka_output_value.customer.0.id,
                    );
                    let __kafka_output_field = (&&__kafka_output_path.field_type()).field();
                    let __kafka_output_field_format = __kafka_output::format::Text;
                    __kafka_output::encode_one(
                        &__KAFKA_OUTPUT,
                        __kafka_output_returned,
                        __kafka_output_event,
                        __kafka_output_value,
                        __kafka_output_key,
                        __kafka_output_path.with(__kafka_output_field, __kafka_output_field_format),
                    )
                };
                ::kafka_output::__private::confirmed_one(__kafka_output_call).await
            }
        "#]],
    );
}

#[test]
fn a_handler_beside_a_free_function() {
    check(
        r#"broker_list = "a:1", topic = "orders", name = "orders-out", handler = order_event"#,
        "#[cfg(unix)] pub async unsafe fn order_placed<T: Into<Order>>(Json(order): Json<T>, mut note: String, _at: u64) -> Order { order.into() }",
        &expect![[r##"
            #[cfg(unix)]
            pub async unsafe fn order_event<T: Into<Order>>(
                Json(order): Json<T>,
                mut note: String,
                _at: u64,
            ) -> Order {
                order.into()
            }
            #[cfg(unix)]
            pub async unsafe fn order_placed<T: Into<Order>>(
                __kafka_output_argument_0: Json<T>,
                note: String,
                __kafka_output_argument_2: u64,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                let __kafka_output_returned = unsafe {
                    order_event::<T>(__kafka_output_argument_0, note, __kafka_output_argument_2)
                }
                    .await;
                let __kafka_output_call = {
                    use ::kafka_output::__private as __kafka_output;
                    use __kafka_output::prelude::*;
                    static __KAFKA_OUTPUT: __kafka_output::Binding = __kafka_output::Binding::new(__kafka_output::Declaration {
                        name: "orders-out",
                        module: ::core::module_path!(),
                        file: ::core::file!(),
                        line: ::core::line!(),
                        column: ::core::column!(),
                        options: __kafka_output::OptionSet::new(
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
                        ),
                    });
                    #[__kafka_output::linkme::distributed_slice(__kafka_output::OUTPUTS)]
                    #[linkme(crate = __kafka_output::linkme)]
                    static __KAFKA_OUTPUT_ENTRY: &__kafka_output::Binding = &__KAFKA_OUTPUT;
                    let __kafka_output_leaf = __kafka_output::leaf::<Order>();
                    let __kafka_output_event = (&&__kafka_output_leaf).event();
                    let __kafka_output_value = (&&&&&&&__kafka_output_event.value()).format();
                    let __kafka_output_key = (&&&&&&&__kafka_output_event.key()).format();
                    __kafka_output::encode_one(
                        &__KAFKA_OUTPUT,
                        __kafka_output_returned,
                        __kafka_output_event,
                        __kafka_output_value,
                        __kafka_output_key,
                        __kafka_output::NoKeyPath,
                    )
                };
                ::kafka_output::__private::confirmed_one(__kafka_output_call).await
            }
        "##]],
    );
}

#[test]
fn a_handler_beside_a_method() {
    check(
        r#"broker_list = "a:1", topic = "orders", handler = order_event"#,
        "fn order_placed(mut self: Box<Self>, note: impl Into<String>) -> Order { self.0 }",
        &expect![[r#"
            fn order_event(mut self: Box<Self>, note: impl Into<String>) -> Order {
                self.0
            }
            fn order_placed(
                self: Box<Self>,
                note: impl Into<String>,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                let __kafka_output_returned = Self::order_event(self, note);
                let __kafka_output_call = {
                    use ::kafka_output::__private as __kafka_output;
                    use __kafka_output::prelude::*;
                    static __KAFKA_OUTPUT: __kafka_output::Binding = __kafka_output::Binding::new(__kafka_output::Declaration {
                        name: "order_placed",
                        module: ::core::module_path!(),
                        file: ::core::file!(),
                        line: ::core::line!(),
                        column: ::core::column!(),
                        options: __kafka_output::OptionSet::new(
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
                        ),
                    });
                    #[__kafka_output::linkme::distributed_slice(__kafka_output::OUTPUTS)]
                    #[linkme(crate = __kafka_output::linkme)]
                    static __KAFKA_OUTPUT_ENTRY: &__kafka_output::Binding = &__KAFKA_OUTPUT;
                    let __kafka_output_leaf = __kafka_output::leaf::<Order>();
                    let __kafka_output_event = (&&__kafka_output_leaf).event();
                    let __kafka_output_value = (&&&&&&&__kafka_output_event.value()).format();
                    let __kafka_output_key = (&&&&&&&__kafka_output_event.key()).format();
                    __kafka_output::encode_one(
                        &__KAFKA_OUTPUT,
                        __kafka_output_returned,
                        __kafka_output_event,
                        __kafka_output_value,
                        __kafka_output_key,
                        __kafka_output::NoKeyPath,
                    )
                };
                ::kafka_output::__private::wait_confirmed_one(__kafka_output_call)
            }
        "#]],
    );
}

#[test]
fn a_renamed_facade() {
    check(
        r#"crate = crate::vendored::kafka_output, broker_list = "a:1", topic = "orders""#,
        "fn order_placed() -> OrderResult { Ok(order()) }",
        &expect![[r#"
            fn order_placed() -> ::core::result::Result<
                crate::vendored::kafka_output::Delivery,
                crate::vendored::kafka_output::CallError<
                    <OrderResult as crate::vendored::kafka_output::__private::Fallible>::Err,
                >,
            > {
                let __kafka_output_returned = ::core::option::Option::None
                    .unwrap_or_else(move || -> OrderResult { Ok(order()) });
                let __kafka_output_call = {
                    use crate::vendored::kafka_output::__private as __kafka_output;
                    use __kafka_output::prelude::*;
                    static __KAFKA_OUTPUT: __kafka_output::Binding = __kafka_output::Binding::new(__kafka_output::Declaration {
                        name: "order_placed",
                        module: ::core::module_path!(),
                        file: ::core::file!(),
                        line: ::core::line!(),
                        column: ::core::column!(),
                        options: __kafka_output::OptionSet::new(
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
                        ),
                    });
                    #[__kafka_output::linkme::distributed_slice(__kafka_output::OUTPUTS)]
                    #[linkme(crate = __kafka_output::linkme)]
                    static __KAFKA_OUTPUT_ENTRY: &__kafka_output::Binding = &__KAFKA_OUTPUT;
                    let __kafka_output_returned = match __kafka_output::result(
                        __kafka_output_returned,
                    ) {
                        ::core::result::Result::Ok(__kafka_output_returned) => {
                            __kafka_output_returned
                        }
                        ::core::result::Result::Err(__kafka_output_error) => {
                            return ::core::result::Result::Err(
                                crate::vendored::kafka_output::CallError::Function(
                                    __kafka_output_error,
                                ),
                            );
                        }
                    };
                    let __kafka_output_leaf = __kafka_output::leaf::<
                        <OrderResult as __kafka_output::Fallible>::Ok,
                    >();
                    let __kafka_output_event = (&&__kafka_output_leaf).event();
                    let __kafka_output_value = (&&&&&&&__kafka_output_event.value()).format();
                    let __kafka_output_key = (&&&&&&&__kafka_output_event.key()).format();
                    __kafka_output::encode_one(
                        &__KAFKA_OUTPUT,
                        __kafka_output_returned,
                        __kafka_output_event,
                        __kafka_output_value,
                        __kafka_output_key,
                        __kafka_output::NoKeyPath,
                    )
                };
                ::core::result::Result::map_err(
                    crate::vendored::kafka_output::__private::wait_confirmed_one(
                        __kafka_output_call,
                    ),
                    crate::vendored::kafka_output::CallError::Output,
                )
            }
        "#]],
    );
}

#[test]
fn beside_errors_the_function_stays() {
    check(
        r#"topic = "orders", acks = sometimes"#,
        "async fn order_placed(order: Order) -> Vec<Order> { vec![order] }",
        &expect![[r#"
            async fn order_placed(
                order: Order,
            ) -> ::core::result::Result<::kafka_output::Deliveries, ::kafka_output::Error> {
                const _: () = {
                    ::core::compile_error! {
                        "`acks` has no word `sometimes`; write `all`, `one` or `none`"
                    }
                    ::core::compile_error! {
                        "`broker_list` is missing; write `broker_list = \"host:9092\"` or `broker_list = \"%KAFKA_BROKERS%\"`"
                    }
                };
                let __kafka_output_returned = (async move {
                    #[allow(unreachable_code)]
                    if false {
                        let __kafka_output_typed: Vec<Order> = loop {};
                        return __kafka_output_typed;
                    }
                    match () {
                        () => vec![order],
                    }
                })
                    .await;
                let __kafka_output_call = {
                    use ::kafka_output::__private as __kafka_output;
                    use __kafka_output::prelude::*;
                    static __KAFKA_OUTPUT: __kafka_output::Binding = __kafka_output::Binding::new(__kafka_output::Declaration {
                        name: "order_placed",
                        module: ::core::module_path!(),
                        file: ::core::file!(),
                        line: ::core::line!(),
                        column: ::core::column!(),
                        options: __kafka_output::OptionSet::new(&[]),
                    });
                    #[__kafka_output::linkme::distributed_slice(__kafka_output::OUTPUTS)]
                    #[linkme(crate = __kafka_output::linkme)]
                    static __KAFKA_OUTPUT_ENTRY: &__kafka_output::Binding = &__KAFKA_OUTPUT;
                    let __kafka_output_leaf = __kafka_output::leaf::<Order>();
                    let __kafka_output_event = (&&__kafka_output_leaf).event();
                    let __kafka_output_value = (&&&&&&&__kafka_output_event.value()).format();
                    let __kafka_output_key = (&&&&&&&__kafka_output_event.key()).format();
                    __kafka_output::encode_many(
                        &__KAFKA_OUTPUT,
                        __kafka_output_returned,
                        __kafka_output_event,
                        __kafka_output_value,
                        __kafka_output_key,
                        __kafka_output::NoKeyPath,
                    )
                };
                ::kafka_output::__private::confirmed_many(__kafka_output_call).await
            }
        "#]],
    );
}

#[test]
fn without_a_shape_only_the_body_stays() {
    check(
        r#"broker_list = "a:1", topic = "orders""#,
        "async fn order_placed(order: Order) { save(order).await }",
        &expect![[r#"
            async fn order_placed(
                order: Order,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                const _: () = {
                    ::core::compile_error! {
                        "this function returns nothing to send; return the value that is to be the record, a `KafkaEventData`, or a collection of them"
                    }
                };
                let __kafka_output_returned = (async move { save(order).await }).await;
                ::core::unreachable!()
            }
        "#]],
    );
}

#[test]
fn what_cannot_be_wrapped_keeps_its_signature() {
    check(
        r#"broker_list = "a:1", topic = "orders""#,
        r#"const extern "C" fn order_placed(order: Order) -> Order { order }"#,
        &expect![[r#"
            const extern "C" fn order_placed(
                order: Order,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                const _: () = {
                    ::core::compile_error! {
                        "a `const fn` runs while compiling, where there is no Kafka; remove `const`"
                    }
                    ::core::compile_error! {
                        "an `extern` function cannot return what Kafka answered; annotate an ordinary function and call it from this one"
                    }
                };
                ::core::unreachable!()
            }
        "#]],
    );
}
