//! Many records.

use expect_test::expect;

use super::check;

#[test]
fn many_records_of_a_method_with_an_error() {
    check(
        r#"broker_list = "a:1", topic = "orders""#,
        "async fn place(&mut self, Json(cart): Json<Cart>) -> Result<Vec<KafkaEventData<Order>>, AppError> { self.orders(cart) }",
        expect![[r#"
            async fn place(
                &mut self,
                Json(cart): Json<Cart>,
            ) -> ::core::result::Result<
                ::kafka_output::Deliveries,
                ::kafka_output::CallError<AppError>,
            > {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::{
                        attribute::broker_list as _, attribute::topic as _, attribute::{},
                    };
                }
                let __kafka_output_returned = {
                    #[allow(clippy::shadow_same)]
                    let cart = cart;
                    let __kafka_output_value: ::kafka_output::__private::Returned<
                        Result<Vec<KafkaEventData<Order>>, AppError>,
                    > = match () {
                        () => self.orders(cart),
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
                        let __kafka_output_leaf = __kafka_output::leaf::<KafkaEventData<Order>>();
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
                return ::core::result::Result::map_err(
                    ::kafka_output::__private::confirmed_many(__kafka_output_call).await,
                    ::kafka_output::CallError::Output,
                );
            }
        "#]],
    );
}

#[test]
fn an_iterator_of_a_generic_function() {
    check(
        r#"broker_list = "a:1", topic = "orders", value_format = json"#,
        "async fn place<'a, T: Serialize, const N: usize>(carts: &'a [T]) -> impl Iterator<Item = &'a T> + use<'a, T, N> where T: Send { carts.iter() }",
        expect![[r##"
            #[allow(
                clippy::panic_in_result_fn,
                clippy::unwrap_in_result,
                clippy::extra_unused_lifetimes
            )]
            async fn place<'a, T: Serialize, const N: usize>(
                carts: &'a [T],
            ) -> ::core::result::Result<::kafka_output::Deliveries, ::kafka_output::Error>
            where
                T: Send,
            {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::{
                        attribute::broker_list as _, attribute::topic as _,
                        attribute::value_format::json as _, attribute::{},
                    };
                }
                let __kafka_output_returned = {
                    #[allow(clippy::shadow_same)]
                    let carts = carts;
                    let __kafka_output_value: ::kafka_output::__private::Returned<_> = match () {
                        () => carts.iter(),
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
                                    __kafka_output::OptionId::ValueFormat,
                                    __kafka_output::Value::Word("json"),
                                ),
                            ],
                        );
                        ::kafka_output::__private::listed!(__KAFKA_OUTPUT_ENTRY, __KAFKA_OUTPUT);
                        let __kafka_output_leaf = __kafka_output::leaf::<&'a T>();
                        let __kafka_output_event = (&&__kafka_output_leaf).__event();
                        let __kafka_output_event = (&&&&&__kafka_output_event).__one();
                        let __kafka_output_value = (&&&__kafka_output_event.__value()).__json();
                        let __kafka_output_key = (&&&&&&&&__kafka_output_event.__key()).__format();
                        __kafka_output::encode_many(
                            &__KAFKA_OUTPUT,
                            {
                                let __kafka_output_returned = __kafka_output_returned;
                                (&&__kafka_output::yields::<&'a T, _>(&__kafka_output_returned))
                                    .__iterated(__kafka_output_returned)
                            },
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
