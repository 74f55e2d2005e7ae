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
                let __returned = {
                    #[allow(clippy::shadow_same)]
                    let rows = rows;
                    let __value: ::kafka_output::__private::Returned<_> = match () {
                        () => rows.stream(),
                    };
                    #[allow(unreachable_code)] { __value }
                };
                let __call = {
                    use ::kafka_output::__private::all as __kafka;
                    let _ = ::core::marker::PhantomData::<dyn Stream<Item = &'a Order>>;
                    static __OUTPUT: __kafka::Binding = __kafka::Binding::new(
                        "place",
                        ::core::module_path!(),
                        &[
                            (__kafka::OptionId::BrokerList, __kafka::Value::Text("a:1")),
                            (__kafka::OptionId::Topic, __kafka::Value::Text("orders")),
                        ],
                    );
                    ::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                    let __event = (&&__kafka::leaf::<&'a Order>()).__event();
                    let __value = (&&&&&&&&__event.__value()).__format();
                    let __key = (&&&&&&&&__event.__key()).__format();
                    __kafka::encode_stream(
                        &__OUTPUT,
                        {
                            let __returned = __returned;
                            (&&__kafka::yields::<&'a Order, _>(&__returned)).__streamed(__returned)
                        },
                        __event,
                        __value,
                        __key,
                        (),
                    )
                };
                return ::kafka_output::__private::confirmed_stream(__call).await;
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
                    <AppResult<
                        (),
                    > as ::kafka_output::__private::ErrIf<
                        { <AppResult<()> as ::kafka_output::__private::Fallible>::IS },
                    >>::Err,
                >,
            > {
                let __returned = {
                    let __value: ::kafka_output::__private::Returned<
                        AppResult<Checkpointed<BoxStream<'_, Result<Order, RowError>>>>,
                    > = match () {
                        () => self.rows(),
                    };
                    #[allow(unreachable_code)] { __value }
                };
                let __call = {
                    use ::kafka_output::__private::all as __kafka;
                    static __OUTPUT: __kafka::Binding = __kafka::Binding::new(
                        "place",
                        ::core::module_path!(),
                        &[
                            (__kafka::OptionId::BrokerList, __kafka::Value::Text("a:1")),
                            (__kafka::OptionId::Topic, __kafka::Value::Text("orders")),
                        ],
                    );
                    ::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                    let __returned = match __kafka::Fallible::into_result(__returned) {
                        ::core::result::Result::Ok(__returned) => __returned,
                        ::core::result::Result::Err(__error) => {
                            return ::core::result::Result::Err(
                                ::kafka_output::CallError::Function(__error),
                            );
                        }
                    };
                    let __event = (&&__kafka::leaf::<Order>()).__event();
                    let __value = (&&&&&&&&__event.__value()).__format();
                    let __key = (&&&&&&&&__event.__key()).__format();
                    __kafka::encode_results(
                        &__OUTPUT,
                        {
                            let __returned = __returned;
                            (&&__kafka::yields_checkpointed::<
                                Result<Order, RowError>,
                                _,
                            >(&__returned))
                                .__checkpointed(__returned)
                        },
                        __kafka::result,
                        __event,
                        __value,
                        __key,
                        (),
                    )
                };
                return {
                    use ::kafka_output::__private::all as __kafka;
                    __kafka::confirmed_results(__call).await
                };
            }
        "#]],
    );
}
