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
                const _: () = {
                    ::core::compile_error! {
                        "`acks` has no word `sometimes`; write `all`, `one` or `none`"
                    }
                    ::core::compile_error! {
                        "`broker_list` is missing; write `broker_list = \"host:9092\"` or `broker_list = \"%KAFKA_BROKERS%\"`"
                    }
                };
                let __returned = {
                    #[allow(clippy::shadow_same)]
                    let order = order;
                    let __value: ::kafka_output::__private::Returned<Vec<Order>> = match () {
                        () => vec![order],
                    };
                    #[allow(unreachable_code)] { __value }
                };
                let __call = {
                    use ::kafka_output::__private::all as __kafka;
                    static __OUTPUT: __kafka::Binding = __kafka::Binding::new(
                        "order_placed",
                        ::core::module_path!(),
                        &[],
                    );
                    ::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                    let __event = (&&__kafka::leaf::<Order>()).__event();
                    let __value = (&&&&&&&&__event.__value()).__format();
                    let __key = (&&&&&&&&__event.__key()).__format();
                    __kafka::encode_many(&__OUTPUT, __returned, __event, __value, __key, ())
                };
                return ::kafka_output::__private::confirmed_many(__call).await;
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
            ) -> <() as ::kafka_output::__private::GivenIf<
                {
                    ::core::compile_error! {
                        "this function returns nothing to send; return the value that is to be the record, a `KafkaEventData`, or a collection of them"
                    }
                },
            >>::Given {
                let __returned = (async move {
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
                    use ::kafka_output::__private::all as __kafka;
                    static __OUTPUT: __kafka::Binding = __kafka::Binding::new(
                        "order_placed",
                        ::core::module_path!(),
                        &[],
                    );
                    ::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                    let __event = (&&__kafka::leaf::<Order>()).__event();
                    let __value = (&&&&&&&&__event.__value()).__format();
                    let __key = (&&&&&&&&__event.__key()).__format();
                    let __never = ::core::unreachable!();
                    __kafka::encode_one(&__OUTPUT, __never, __event, __value, __key, ())
                };
                ::core::unreachable!()
            }
        "##]],
    );
}
