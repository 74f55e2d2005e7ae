//! Streams of records.

use expect_test::expect;

use super::check;

#[test]
fn a_stream_that_borrows() {
    check(
        r#"broker_list = "a:1", topic = "orders""#,
        "async fn place<'a>(rows: &'a Rows) -> impl Stream<Item = &'a Order> + Send { rows.stream() }",
        expect![[r##"
            #[allow(
                clippy::panic_in_result_fn,
                clippy::unwrap_in_result,
                clippy::extra_unused_lifetimes
            )]
            async fn place<'a>(
                rows: &'a Rows,
            ) -> ::core::result::Result<::kafka_output::StreamSummary, ::kafka_output::Error> {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::{
                        attribute::broker_list as _, attribute::topic as _, attribute::{},
                    };
                }
                let __kafka_output_returned = {
                    #[allow(clippy::shadow_same)]
                    let rows = rows;
                    let __kafka_output_value: ::kafka_output::__private::Returned<_> = match () {
                        () => rows.stream(),
                    };
                    #[allow(unreachable_code)] { __kafka_output_value }
                };
                let __kafka_output_call = {
                    use ::kafka_output::__private::all as __kafka_output;
                    {
                        use ::kafka_output::__private::prelude::*;
                        let _ = ::core::marker::PhantomData::<dyn Stream<Item = &'a Order>>;
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
                        let __kafka_output_leaf = __kafka_output::leaf::<&'a Order>();
                        let __kafka_output_event = (&&__kafka_output_leaf).__event();
                        let __kafka_output_value = (&&&&&&&&__kafka_output_event.__value())
                            .__format();
                        let __kafka_output_key = (&&&&&&&&__kafka_output_event.__key()).__format();
                        __kafka_output::encode_stream(
                            &__KAFKA_OUTPUT,
                            {
                                let __kafka_output_returned = __kafka_output_returned;
                                (&&__kafka_output::yields::<&'a Order, _>(&__kafka_output_returned))
                                    .__streamed(__kafka_output_returned)
                            },
                            __kafka_output_event,
                            __kafka_output_value,
                            __kafka_output_key,
                            __kafka_output::NoKeyPath,
                        )
                    }
                };
                return ::kafka_output::__private::confirmed_stream(__kafka_output_call).await;
            }
        "##]],
    );
}

#[test]
fn a_checkpointed_stream_of_results_in_a_result() {
    check(
        r#"broker_list = "a:1", topic = "orders""#,
        "async fn place(&self) -> AppResult<Checkpointed<BoxStream<'_, Result<Order, RowError>>>> { self.rows() }",
        expect![[r#"
            async fn place(
                &self,
            ) -> ::core::result::Result<
                ::kafka_output::StreamSummary,
                ::kafka_output::CallError<
                    <AppResult<()> as ::kafka_output::__private::Fallible>::Err,
                >,
            > {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::{
                        attribute::broker_list as _, attribute::topic as _, attribute::{},
                    };
                }
                let __kafka_output_returned = {
                    let __kafka_output_value: ::kafka_output::__private::Returned<
                        AppResult<Checkpointed<BoxStream<'_, Result<Order, RowError>>>>,
                    > = match () {
                        () => self.rows(),
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
                        let __kafka_output_leaf = __kafka_output::leaf::<Order>();
                        let __kafka_output_event = (&&__kafka_output_leaf).__event();
                        let __kafka_output_value = (&&&&&&&&__kafka_output_event.__value())
                            .__format();
                        let __kafka_output_key = (&&&&&&&&__kafka_output_event.__key()).__format();
                        __kafka_output::encode_results(
                            &__KAFKA_OUTPUT,
                            {
                                let __kafka_output_returned = __kafka_output_returned;
                                (&&__kafka_output::yields_checkpointed::<
                                    Result<Order, RowError>,
                                    _,
                                >(&__kafka_output_returned))
                                    .__checkpointed(__kafka_output_returned)
                            },
                            __kafka_output::result,
                            __kafka_output_event,
                            __kafka_output_value,
                            __kafka_output_key,
                            __kafka_output::NoKeyPath,
                        )
                    }
                };
                return {
                    use ::kafka_output::__private::all as __kafka_output;
                    __kafka_output::confirmed_results(__kafka_output_call).await
                };
            }
        "#]],
    );
}
