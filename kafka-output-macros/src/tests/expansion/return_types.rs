//! One record, and one or none.

use expect_test::expect;

use super::check;

#[test]
fn one_record_of_an_async_function() {
    check(
        r#"broker_list = "%BROKERS%", topic = "orders""#,
        "/// Docs.
        #[must_use]
        pub async fn order_placed(order: Order) -> Order { #![allow(unused)] check(&order)?; order }",
        expect![[r#"
            /// Docs.
            #[must_use]
            #[allow(
                clippy::panic_in_result_fn,
                clippy::unwrap_in_result,
                clippy::missing_errors_doc,
                clippy::double_must_use
            )]
            pub async fn order_placed(
                order: Order,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                #![allow(unused)]
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::{
                        attribute::broker_list as _, attribute::topic as _, attribute::{},
                    };
                }
                let __kafka_output_returned = (async move {
                    #[allow(unreachable_code)]
                    if false {
                        return ::core::option::Option::<Order>::None.unwrap_or_else(|| loop {});
                    }
                    #[allow(clippy::shadow_same)]
                    let order = order;
                    match () {
                        () => {
                            check(&order)?;
                            order
                        }
                    }
                })
                    .await;
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
                                    __kafka_output::Value::Setting("%BROKERS%"),
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
                return ::kafka_output::__private::confirmed_one(__kafka_output_call).await;
            }
        "#]],
    );
}

#[test]
fn one_record_of_a_plain_function() {
    check(
        r#"broker_list = "a:1", topic = "orders", linger_ms = 20, acks = one, enable_idempotence = false"#,
        "fn order_placed(order: &Order) -> &Order { order }",
        expect![[r##"
            #[allow(clippy::panic_in_result_fn, clippy::unwrap_in_result)]
            fn order_placed(
                order: &Order,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::{
                        attribute::broker_list as _, attribute::topic as _,
                        attribute::linger_ms as _, attribute::acks::one as _,
                        attribute::enable_idempotence as _, attribute::{},
                    };
                }
                let __kafka_output_returned = {
                    #[allow(clippy::shadow_same)]
                    let order = order;
                    let __kafka_output_value: ::kafka_output::__private::Returned<&Order> = match () {
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
                                (
                                    __kafka_output::OptionId::LingerMs,
                                    __kafka_output::Value::Integer(20),
                                ),
                                (__kafka_output::OptionId::Acks, __kafka_output::Value::Word("one")),
                                (
                                    __kafka_output::OptionId::EnableIdempotence,
                                    __kafka_output::Value::Flag(false),
                                ),
                            ],
                        );
                        ::kafka_output::__private::listed!(__KAFKA_OUTPUT_ENTRY, __KAFKA_OUTPUT);
                        let __kafka_output_leaf = __kafka_output::leaf::<&Order>();
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
        "##]],
    );
}

#[test]
fn one_record_or_none_with_an_aliased_error() {
    check(
        r#"broker_list = "a:1", topic = "orders", delivery = enqueued, acks = none"#,
        "fn place(cart: Cart) -> anyhow::Result<Option<Order>> { cart.order() }",
        expect![[r#"
            fn place(
                cart: Cart,
            ) -> ::core::result::Result<
                ::core::option::Option<::kafka_output::Enqueued>,
                ::kafka_output::CallError<
                    <anyhow::Result<()> as ::kafka_output::__private::Fallible>::Err,
                >,
            > {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::{
                        attribute::broker_list as _, attribute::topic as _,
                        attribute::delivery::enqueued as _, attribute::acks::none as _, attribute::{},
                    };
                }
                let __kafka_output_returned = {
                    #[allow(clippy::shadow_same)]
                    let cart = cart;
                    let __kafka_output_value: ::kafka_output::__private::Returned<
                        anyhow::Result<Option<Order>>,
                    > = match () {
                        () => cart.order(),
                    };
                    #[allow(unreachable_code)] { __kafka_output_value }
                };
                let __kafka_output_call = {
                    use ::kafka_output::__private::all as __kafka_output;
                    {
                        use ::kafka_output::__private::prelude::*;
                        static __KAFKA_OUTPUT: __kafka_output::Binding = __kafka_output::Binding::new(
                            "place",
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
                                    __kafka_output::OptionId::Delivery,
                                    __kafka_output::Value::Word("enqueued"),
                                ),
                                (__kafka_output::OptionId::Acks, __kafka_output::Value::Word("none")),
                            ],
                        );
                        ::kafka_output::__private::listed!(__KAFKA_OUTPUT_ENTRY, __KAFKA_OUTPUT);
                        let __kafka_output_returned = match __kafka_output::result(
                            __kafka_output_returned,
                        ) {
                            ::core::result::Result::Ok(__kafka_output_returned) => {
                                __kafka_output_returned
                            }
                            ::core::result::Result::Err(__kafka_output_error) => {
                                return ::core::result::Result::Err(
                                    ::kafka_output::CallError::Function(__kafka_output_error),
                                );
                            }
                        };
                        let __kafka_output_returned = match __kafka_output::option(
                            __kafka_output_returned,
                        ) {
                            ::core::option::Option::Some(__kafka_output_returned) => {
                                __kafka_output_returned
                            }
                            ::core::option::Option::None => {
                                return ::core::result::Result::Ok(::core::option::Option::None);
                            }
                        };
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
                return ::core::result::Result::map_err(
                    ::core::result::Result::map(
                        ::kafka_output::__private::wait_enqueued(__kafka_output_call),
                        ::core::option::Option::Some,
                    ),
                    ::kafka_output::CallError::Output,
                );
            }
        "#]],
    );
}
