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
                let __returned = {
                    #[allow(clippy::shadow_same)]
                    let cart = cart;
                    let __value: ::kafka_output::__private::Returned<
                        Result<Vec<KafkaEventData<Order>>, AppError>,
                    > = match () {
                        () => self.orders(cart),
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
                    let __event = (&&__kafka::leaf::<KafkaEventData<Order>>()).__event();
                    let __value = (&&&&&&&&__event.__value()).__format();
                    let __key = (&&&&&&&&__event.__key()).__format();
                    __kafka::encode_many(&__OUTPUT, __returned, __event, __value, __key, ())
                };
                return ::core::result::Result::map_err(
                    ::kafka_output::__private::confirmed_many(__call).await,
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
                let __returned = {
                    #[allow(clippy::shadow_same)]
                    let carts = carts;
                    let __value: ::kafka_output::__private::Returned<_> = match () {
                        () => carts.iter(),
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
                            (__kafka::OptionId::ValueFormat, __kafka::Value::Word("json")),
                        ],
                    );
                    ::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                    let __event = (&&__kafka::leaf::<&'a T>()).__event();
                    let __event = (&&&&&__event).__one();
                    let __value = (&&&__event.__value()).__json();
                    let __key = (&&&&&&&&__event.__key()).__format();
                    __kafka::encode_many(
                        &__OUTPUT,
                        {
                            let __returned = __returned;
                            (&&__kafka::yields::<&'a T, _>(&__returned)).__iterated(__returned)
                        },
                        __event,
                        __value,
                        __key,
                        (),
                    )
                };
                return ::kafka_output::__private::confirmed_many(__call).await;
            }
        "##]],
    );
}
