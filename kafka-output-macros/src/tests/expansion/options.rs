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
                let __returned = {
                    #[allow(clippy::shadow_same)]
                    let order = order;
                    let __value: ::kafka_output::__private::Returned<Order> = match () {
                        () => order,
                    };
                    #[allow(unreachable_code)] { __value }
                };
                let __call = {
                    use ::kafka_output::__private::all as __kafka;
                    static __OUTPUT: __kafka::Binding = __kafka::Binding::new(
                        "order_placed",
                        ::core::module_path!(),
                        &[
                            (__kafka::OptionId::BrokerList, __kafka::Value::Text("a:1")),
                            (__kafka::OptionId::Topic, __kafka::Value::Text("orders")),
                            (__kafka::OptionId::Key, __kafka::Value::Item),
                            (__kafka::OptionId::KeyFormat, __kafka::Value::Word("string")),
                            (
                                __kafka::OptionId::Headers,
                                __kafka::Value::Map(
                                    &[("source", "checkout"), ("source", "%SOURCE%")],
                                ),
                            ),
                        ],
                    );
                    ::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                    let __event = (&&__kafka::leaf::<Order>()).__event();
                    let __value = (&&&&&&&&__event.__value()).__format();
                    let __key = __kafka::format::Text;
                    let __path = __kafka::key_path(&__event, |__value| &__value.customer.0.id);
                    let __field = (&&__path.field_type()).__field();
                    let __field_format = __kafka::format::Text;
                    __kafka::encode_one(
                        &__OUTPUT,
                        __returned,
                        __event,
                        __value,
                        __key,
                        __path.with(__field, __field_format),
                    )
                };
                return ::kafka_output::__private::confirmed_one(__call).await;
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
                <crate::vendored::kafka_output::Delivery as crate::vendored::kafka_output::__private::GivenIf<
                    {
                        let _ = || {
                            use crate::vendored::kafka_output::__private::all as __kafka;
                            use crate::vendored::kafka_output::__private::prelude::*;
                            let __event = (&&__kafka::leaf::<
                                <OrderResult as __kafka::Fallible>::Ok,
                            >())
                                .__event();
                            let _ = (&&&&&&&&__event.__value()).__format();
                        };
                        true
                    },
                >>::Given,
                crate::vendored::kafka_output::CallError<
                    <OrderResult as crate::vendored::kafka_output::__private::ErrIf<
                        { <OrderResult as crate::vendored::kafka_output::__private::Fallible>::IS },
                    >>::Err,
                >,
            > {
                let __returned = {
                    let __value: crate::vendored::kafka_output::__private::Returned<OrderResult> = match () {
                        () => Ok(order()),
                    };
                    #[allow(unreachable_code)] { __value }
                };
                let __call = {
                    use crate::vendored::kafka_output::__private::all as __kafka;
                    static __OUTPUT: __kafka::Binding = __kafka::Binding::new(
                        "order_placed",
                        ::core::module_path!(),
                        &[
                            (__kafka::OptionId::BrokerList, __kafka::Value::Text("a:1")),
                            (__kafka::OptionId::Topic, __kafka::Value::Text("orders")),
                        ],
                    );
                    crate::vendored::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                    let __returned = match __kafka::Fallible::into_result(__returned) {
                        ::core::result::Result::Ok(__returned) => __returned,
                        ::core::result::Result::Err(__error) => {
                            return ::core::result::Result::Err(
                                crate::vendored::kafka_output::CallError::Function(__error),
                            );
                        }
                    };
                    let __event = (&&__kafka::leaf::<<OrderResult as __kafka::Fallible>::Ok>())
                        .__event();
                    let __value = (&&&&&&&&__event.__value()).__format();
                    let __key = (&&&&&&&&__event.__key()).__format();
                    __kafka::encode_one(&__OUTPUT, __returned, __event, __value, __key, ())
                };
                return ::core::result::Result::map_err(
                    crate::vendored::kafka_output::__private::wait_confirmed_one(__call),
                    crate::vendored::kafka_output::CallError::Output,
                );
            }
        "#]],
    );
}
