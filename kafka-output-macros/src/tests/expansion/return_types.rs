//! One record, and one or none.

use expect_test::expect;

use super::{check, expand};

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
                let __returned = (async move {
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
                let __call = {
                    use ::kafka_output::__private::all as __kafka;
                    static __OUTPUT: __kafka::Binding = __kafka::Binding::new(
                        "order_placed",
                        ::core::module_path!(),
                        &[
                            (__kafka::OptionId::BrokerList, __kafka::Value::Setting("%BROKERS%")),
                            (__kafka::OptionId::Topic, __kafka::Value::Text("orders")),
                        ],
                    );
                    ::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                    let __event = (&&__kafka::leaf::<Order>()).__event();
                    let __value = (&&&&&&&&__event.__value()).__format();
                    let __key = (&&&&&&&&__event.__key()).__format();
                    __kafka::encode_one(&__OUTPUT, __returned, __event, __value, __key, ())
                };
                return ::kafka_output::__private::confirmed_one(__call).await;
            }
        "#]],
    );
}

/// What an output costs to read, and to compile.
#[test]
fn an_output_adds_near_two_dozen_lines() {
    let written = "fn order_placed(order: Order) -> Order { order }";
    let lines = |code: String| code.lines().count();
    let plain = lines(prettyplease::unparse(&syn::parse_str(written).unwrap()));
    let expanded = lines(expand(r#"broker_list = "%BROKERS%", topic = "orders""#, written));
    expect!["27"].assert_eq(&(expanded - plain).to_string());
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
                let __returned = {
                    #[allow(clippy::shadow_same)]
                    let order = order;
                    let __value: ::kafka_output::__private::Returned<&Order> = match () {
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
                            (__kafka::OptionId::LingerMs, __kafka::Value::Integer(20)),
                            (__kafka::OptionId::Acks, __kafka::Value::Word("one")),
                            (__kafka::OptionId::EnableIdempotence, __kafka::Value::Flag(false)),
                        ],
                    );
                    ::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                    let __event = (&&__kafka::leaf::<&Order>()).__event();
                    let __value = (&&&&&&&&__event.__value()).__format();
                    let __key = (&&&&&&&&__event.__key()).__format();
                    __kafka::encode_one(&__OUTPUT, __returned, __event, __value, __key, ())
                };
                return ::kafka_output::__private::wait_confirmed_one(__call);
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
                    <anyhow::Result<
                        (),
                    > as ::kafka_output::__private::ErrIf<
                        { <anyhow::Result<()> as ::kafka_output::__private::Fallible>::IS },
                    >>::Err,
                >,
            > {
                let __returned = {
                    #[allow(clippy::shadow_same)]
                    let cart = cart;
                    let __value: ::kafka_output::__private::Returned<
                        anyhow::Result<Option<Order>>,
                    > = match () {
                        () => cart.order(),
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
                            (__kafka::OptionId::Delivery, __kafka::Value::Word("enqueued")),
                            (__kafka::OptionId::Acks, __kafka::Value::Word("none")),
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
                    let __returned = match __kafka::option(__returned) {
                        ::core::option::Option::Some(__returned) => __returned,
                        ::core::option::Option::None => {
                            return ::core::result::Result::Ok(::core::option::Option::None);
                        }
                    };
                    let __event = (&&__kafka::leaf::<Order>()).__event();
                    let __value = (&&&&&&&&__event.__value()).__format();
                    let __key = (&&&&&&&&__event.__key()).__format();
                    __kafka::encode_one(&__OUTPUT, __returned, __event, __value, __key, ())
                };
                return ::core::result::Result::map_err(
                    ::core::result::Result::map(
                        ::kafka_output::__private::wait_enqueued(__call),
                        ::core::option::Option::Some,
                    ),
                    ::kafka_output::CallError::Output,
                );
            }
        "#]],
    );
}
