//! The options that decide code.

use expect_test::expect;

use super::check;

#[test]
fn key_and_headers() {
    check(
        r#"broker_list = "a:1", topic = "orders", key = customer.0.id, key_format = string,
           headers = { "source" = "checkout", "source" = "%SOURCE%" }"#,
        "async fn order_placed(order: Order) -> Order { order }",
        expect![[r##"
            #[allow(clippy::panic_in_result_fn, clippy::unwrap_in_result)]
            async fn order_placed(
                order: Order,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::{
                        attribute::broker_list as _, attribute::topic as _, attribute::key as _,
                        attribute::key_format::string as _, attribute::headers as _, attribute::{},
                    };
                }
                let __kafka_output_returned = {
                    #[allow(clippy::shadow_same)]
                    let order = order;
                    let __kafka_output_value: ::kafka_output::__private::Returned<Order> = match () {
                        () => order,
                    };
                    #[allow(unreachable_code)] { __kafka_output_value }
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
                        );
                        ::kafka_output::__private::listed!(__KAFKA_OUTPUT_ENTRY, __KAFKA_OUTPUT);
                        let __kafka_output_leaf = __kafka_output::leaf::<Order>();
                        let __kafka_output_event = (&&__kafka_output_leaf).__event();
                        let __kafka_output_value = (&&&&&&&&__kafka_output_event.__value())
                            .__format();
                        let __kafka_output_key = __kafka_output::format::Text;
                        let __kafka_output_path = __kafka_output::key_path(
                            &__kafka_output_event,
                            |__kafka_output_value| &__kafka_output_value.customer.0.id,
                        );
                        let __kafka_output_field = (&&__kafka_output_path.field_type()).__field();
                        let __kafka_output_field_format = __kafka_output::format::Text;
                        __kafka_output::encode_one(
                            &__KAFKA_OUTPUT,
                            __kafka_output_returned,
                            __kafka_output_event,
                            __kafka_output_value,
                            __kafka_output_key,
                            __kafka_output_path
                                .with(__kafka_output_field, __kafka_output_field_format),
                        )
                    }
                };
                return ::kafka_output::__private::confirmed_one(__kafka_output_call).await;
            }
        "##]],
    );
}

#[test]
fn a_renamed_facade() {
    check(
        r#"crate = crate::vendored::kafka_output, broker_list = "a:1", topic = "orders""#,
        "fn order_placed() -> OrderResult { Ok(order()) }",
        expect![[r#"
            fn order_placed() -> ::core::result::Result<
                crate::vendored::kafka_output::Delivery,
                crate::vendored::kafka_output::CallError<
                    <OrderResult as crate::vendored::kafka_output::__private::Fallible>::Err,
                >,
            > {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use crate::vendored::kafka_output::__private::{
                        attribute::crate_ as _, attribute::broker_list as _, attribute::topic as _,
                        attribute::{},
                    };
                }
                let __kafka_output_returned = {
                    let __kafka_output_value: crate::vendored::kafka_output::__private::Returned<
                        OrderResult,
                    > = match () {
                        () => Ok(order()),
                    };
                    #[allow(unreachable_code)] { __kafka_output_value }
                };
                let __kafka_output_call = {
                    use crate::vendored::kafka_output::__private::all as __kafka_output;
                    {
                        use crate::vendored::kafka_output::__private::prelude::*;
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
                        crate::vendored::kafka_output::__private::listed!(
                            __KAFKA_OUTPUT_ENTRY, __KAFKA_OUTPUT
                        );
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
                return ::core::result::Result::map_err(
                    crate::vendored::kafka_output::__private::wait_confirmed_one(
                        __kafka_output_call,
                    ),
                    crate::vendored::kafka_output::CallError::Output,
                );
            }
        "#]],
    );
}
