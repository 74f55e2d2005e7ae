//! What stands beside errors.

use expect_test::expect;

use super::check;

#[test]
fn beside_errors_the_function_stays() {
    check(
        r#"topic = "orders", acks = sometimes"#,
        "async fn order_placed(order: Order) -> Vec<Order> { vec![order] }",
        expect![[r##"
            #[allow(clippy::panic_in_result_fn, clippy::unwrap_in_result)]
            async fn order_placed(
                order: Order,
            ) -> ::core::result::Result<::kafka_output::Deliveries, ::kafka_output::Error> {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::{
                        attribute::topic as _, attribute::acks::sometimes as _, attribute::{},
                    };
                }
                const _: () = {
                    ::core::compile_error! {
                        "`acks` has no word `sometimes`; write `all`, `one` or `none`"
                    }
                    ::core::compile_error! {
                        "`broker_list` is missing; write `broker_list = \"host:9092\"` or `broker_list = \"%KAFKA_BROKERS%\"`"
                    }
                };
                let __kafka_output_returned = {
                    #[allow(clippy::shadow_same)]
                    let order = order;
                    let __kafka_output_value: ::kafka_output::__private::Returned<Vec<Order>> = match () {
                        () => vec![order],
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
                            &[],
                        );
                        ::kafka_output::__private::listed!(__KAFKA_OUTPUT_ENTRY, __KAFKA_OUTPUT);
                        let __kafka_output_leaf = __kafka_output::leaf::<Order>();
                        let __kafka_output_event = (&&__kafka_output_leaf).__event();
                        let __kafka_output_value = (&&&&&&&&__kafka_output_event.__value())
                            .__format();
                        let __kafka_output_key = (&&&&&&&&__kafka_output_event.__key()).__format();
                        __kafka_output::encode_many(
                            &__KAFKA_OUTPUT,
                            __kafka_output_returned,
                            __kafka_output_event,
                            __kafka_output_value,
                            __kafka_output_key,
                            __kafka_output::NoKeyPath,
                        )
                    }
                };
                return ::kafka_output::__private::confirmed_many(__kafka_output_call).await;
            }
        "##]],
    );
}

#[test]
fn without_a_shape_only_the_body_stays() {
    check(
        r#"broker_list = "a:1", topic = "orders""#,
        "async fn order_placed(order: Order) { save(order).await }",
        expect![[r##"
            #[allow(clippy::panic_in_result_fn, clippy::unwrap_in_result)]
            async fn order_placed(
                order: Order,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::{
                        attribute::broker_list as _, attribute::topic as _, attribute::{},
                    };
                }
                const _: () = {
                    ::core::compile_error! {
                        "this function returns nothing to send; return the value that is to be the record, a `KafkaEventData`, or a collection of them"
                    }
                };
                let __kafka_output_returned = (async move {
                    #[allow(clippy::shadow_same)]
                    let order = order;
                    match () {
                        () => save(order).await,
                    }
                })
                    .await;
                #[allow(unreachable_code)] { ::core::unreachable!() }
            }
        "##]],
    );
}

#[test]
fn what_cannot_be_wrapped_keeps_its_signature() {
    check(
        r#"broker_list = "a:1", topic = "orders""#,
        r#"const extern "C" fn order_placed(order: Order) -> Order { order }"#,
        expect![[r##"
            #[allow(unused_variables)]
            #[allow(clippy::panic_in_result_fn, clippy::unwrap_in_result)]
            const extern "C" fn order_placed(
                order: Order,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::{
                        attribute::broker_list as _, attribute::topic as _, attribute::{},
                    };
                }
                const _: () = {
                    ::core::compile_error! {
                        "a `const fn` runs while compiling, where there is no Kafka; remove `const`"
                    }
                    ::core::compile_error! {
                        "an `extern` function cannot return what Kafka answered; annotate an ordinary function and call it from this one"
                    }
                };
                #[allow(unreachable_code)]
                let _ = || {
                    use ::kafka_output::__private::all as __kafka_output;
                    {
                        use ::kafka_output::__private::prelude::*;
                        static __KAFKA_OUTPUT: __kafka_output::Binding = __kafka_output::Binding::new(
                            "order_placed",
                            ::core::module_path!(),
                            &[],
                        );
                        ::kafka_output::__private::listed!(__KAFKA_OUTPUT_ENTRY, __KAFKA_OUTPUT);
                        let __kafka_output_leaf = __kafka_output::leaf::<Order>();
                        let __kafka_output_event = (&&__kafka_output_leaf).__event();
                        let __kafka_output_value = (&&&&&&&&__kafka_output_event.__value())
                            .__format();
                        let __kafka_output_key = (&&&&&&&&__kafka_output_event.__key()).__format();
                        let __kafka_output_never = ::core::unreachable!();
                        __kafka_output::encode_one(
                            &__KAFKA_OUTPUT,
                            __kafka_output_never,
                            __kafka_output_event,
                            __kafka_output_value,
                            __kafka_output_key,
                            __kafka_output::NoKeyPath,
                        )
                    }
                };
                ::core::unreachable!()
            }
        "##]],
    );
}
