//! Several outputs at once.

use expect_test::expect;

use super::check;
use crate::tests::derive_outputs;

#[test]
fn a_bare_attribute_sends_what_the_type_says() {
    check(
        "",
        "async fn place(shop: Shop) -> Placed { shop.place() }",
        expect![[r#"
            #[allow(clippy::panic_in_result_fn, clippy::unwrap_in_result)]
            async fn place(
                shop: Shop,
            ) -> ::core::result::Result<
                <Placed as ::kafka_output::__private::AnswerIf<
                    { <Placed as ::kafka_output::KafkaOutputs>::__KAFKA_OUTPUT_IS },
                >>::Answer,
                ::kafka_output::Error,
            > {
                let __returned = {
                    #[allow(clippy::shadow_same)]
                    let shop = shop;
                    let __value: ::kafka_output::__private::Returned<Placed> = match () {
                        () => shop.place(),
                    };
                    #[allow(unreachable_code)] { __value }
                };
                let __call = {
                    use ::kafka_output::__private::all as __kafka;
                    {
                        use ::kafka_output::__private::prelude::*;
                        (&&__kafka::outputs::outputs_of::<Placed>()).__several(__returned)
                    }
                };
                return __call.confirmed().await;
            }
        "#]],
    );
    check(
        "",
        "fn place() -> Result<Option<Placed>, AppError> { place() }",
        expect![[r#"
            fn place() -> ::core::result::Result<
                ::core::option::Option<
                    <Placed as ::kafka_output::__private::AnswerIf<
                        { <Placed as ::kafka_output::KafkaOutputs>::__KAFKA_OUTPUT_IS },
                    >>::Answer,
                >,
                ::kafka_output::CallError<AppError>,
            > {
                let __returned = {
                    let __value: ::kafka_output::__private::Returned<
                        Result<Option<Placed>, AppError>,
                    > = match () {
                        () => place(),
                    };
                    #[allow(unreachable_code)] { __value }
                };
                let __call = {
                    use ::kafka_output::__private::all as __kafka;
                    {
                        use ::kafka_output::__private::prelude::*;
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
                        (&&__kafka::outputs::outputs_of::<Placed>()).__several(__returned)
                    }
                };
                return ::core::result::Result::map_err(
                    ::core::result::Result::map(
                        __call.wait_confirmed(),
                        ::core::option::Option::Some,
                    ),
                    ::kafka_output::CallError::Output,
                );
            }
        "#]],
    );
}

#[test]
fn each_field_is_an_output() {
    let derived = derive_outputs(
        r#"struct Placed<'a, T: Serialize> {
            #[kafka_output(connection = Shop, topic = "orders", key = id)] order: KafkaEventData<Order>,
            #[kafka_output(broker_list = "%B%", topic = "audit", delivery = enqueued)] audit: Option<&'a str>,
            #[kafka_output(nested)] more: Vec<More>,
            #[kafka_output(none)] mark: PhantomData<T>,
            #[kafka_output(returned)] response: Json<T>,
        }"#,
    );
    expect![[r#"
        const _: () = {
            use ::kafka_output::__private::all as __kafka;
            #[automatically_derived]
            impl<'a, T: Serialize> ::kafka_output::KafkaOutputs for Placed<'a, T>
            where
                Json<T>: ::core::marker::Send + 'static,
            {
                type Answer = Json<T>;
                type Returned = Json<T>;
                fn __kafka_output_write(self, __together: &mut __kafka::Together) -> Json<T> {
                    use ::kafka_output::__private::prelude::*;
                    let Self {
                        order: __field_0,
                        audit: __field_1,
                        more: __field_2,
                        mark: __field_3,
                        response: __field_4,
                        ..
                    } = self;
                    {
                        let __returned = __field_0;
                        let __call = {
                            fn __schemas() -> __kafka::Told {
                                __kafka::Told::new(
                                    __kafka::Schemas::new(
                                            ::core::option::Option::None,
                                            ::core::option::Option::None,
                                        )
                                        .and_others(),
                                )
                            }
                            const __DECLARED: __kafka::Declaration = __kafka::Declaration::new(
                                    "placed_order",
                                    ::core::module_path!(),
                                    &[
                                        (__kafka::OptionId::Topic, __kafka::Value::Text("orders")),
                                        (__kafka::OptionId::Key, __kafka::Value::Item),
                                    ],
                                )
                                .at(0, 0)
                                .on(__kafka::connection::<Shop>())
                                .telling(__schemas);
                            const _: () = __kafka::agree(
                                &__DECLARED,
                                __kafka::OptionId::Connection,
                            );
                            static __OUTPUT: __kafka::Binding = __kafka::Binding::one_of_several(
                                __DECLARED,
                            );
                            ::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                            let __event = (&&<KafkaEventData<Order> as __kafka::HasLeaf>::LEAF)
                                .__event();
                            let __value = (&&&&&&&&__event.__value()).__format();
                            let __key = (&&&&&&&&__event.__key()).__format();
                            let __path = __kafka::key_path(&__event, |__value| &__value.id);
                            let __field = (&&__path.field_type()).__field();
                            let __field_format = (&&&&&&&&__field.__key_type()).__format();
                            __kafka::encode_one(
                                &__OUTPUT,
                                __returned,
                                __event,
                                __value,
                                __key,
                                __path.with(__field, __field_format),
                            )
                        };
                        __together.confirmed(__call);
                    }
                    if let ::core::option::Option::Some(__returned) = __kafka::option(
                        __field_1,
                    ) {
                        let __call = {
                            static __OUTPUT: __kafka::Binding = __kafka::Binding::one_of_several(
                                __kafka::Declaration::new(
                                        "placed_audit",
                                        ::core::module_path!(),
                                        &[
                                            (
                                                __kafka::OptionId::BrokerList,
                                                __kafka::Value::Setting("%B%"),
                                            ),
                                            (__kafka::OptionId::Topic, __kafka::Value::Text("audit")),
                                            (
                                                __kafka::OptionId::Delivery,
                                                __kafka::Value::Word("enqueued"),
                                            ),
                                        ],
                                    )
                                    .at(0, 0),
                            );
                            ::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                            let __event = (&&__kafka::leaf::<&'a str>()).__event();
                            let __value = (&&&&&&&&__event.__value()).__format();
                            let __key = (&&&&&&&&__event.__key()).__format();
                            __kafka::encode_one(
                                &__OUTPUT,
                                __returned,
                                __event,
                                __value,
                                __key,
                                (),
                            )
                        };
                        __together.enqueued(__call);
                    }
                    for __field_2 in __field_2 {
                        __kafka::nested(__field_2, __together);
                    }
                    let _ = __field_3;
                    __field_4
                }
                fn __kafka_output_answer(
                    __returned: Json<T>,
                    __outcome: ::core::result::Result<
                        ::kafka_output::Deliveries,
                        ::kafka_output::Error,
                    >,
                ) -> ::core::result::Result<
                    <Self as ::kafka_output::KafkaOutputs>::Answer,
                    ::kafka_output::Error,
                > {
                    use ::kafka_output::__private::prelude::*;
                    __kafka::returned(
                        __returned,
                        __outcome,
                        (&&<Json<T> as __kafka::keep::Keeps>::KEPT).__keep(),
                    )
                }
            }
        };
    "#]]
    .assert_eq(&derived);
}

#[test]
fn each_variant_is_an_output() {
    let derived = derive_outputs(
        r#"enum Routed {
            #[kafka_output(broker_list = "%B%", topic = "orders")] Order(Order),
            #[kafka_output(nested)] More { more: More },
            #[kafka_output(none)] Nothing(u8, u8),
        }"#,
    );
    expect![[r#"
        const _: () = {
            use ::kafka_output::__private::all as __kafka;
            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl ::kafka_output::KafkaOutputs for Routed {
                type Answer = ::kafka_output::Deliveries;
                type Returned = __kafka::NothingReturned;
                const __KAFKA_OUTPUT_IS: ::core::primitive::bool = __kafka::nests(|_: More| ());
                fn __kafka_output_write(
                    self,
                    __together: &mut __kafka::Together,
                ) -> __kafka::NothingReturned {
                    use ::kafka_output::__private::prelude::*;
                    match self {
                        Self::Order { 0: __field_0, .. } => {
                            let __returned = __field_0;
                            let __call = {
                                static __OUTPUT: __kafka::Binding = __kafka::Binding::one_of_several(
                                    __kafka::Declaration::new(
                                            "routed_order",
                                            ::core::module_path!(),
                                            &[
                                                (
                                                    __kafka::OptionId::BrokerList,
                                                    __kafka::Value::Setting("%B%"),
                                                ),
                                                (__kafka::OptionId::Topic, __kafka::Value::Text("orders")),
                                            ],
                                        )
                                        .at(0, 0),
                                );
                                ::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                                let __event = (&&<Order as __kafka::HasLeaf>::LEAF).__event();
                                let __value = (&&&&&&&&__event.__value()).__format();
                                let __key = (&&&&&&&&__event.__key()).__format();
                                __kafka::encode_one(
                                    &__OUTPUT,
                                    __returned,
                                    __event,
                                    __value,
                                    __key,
                                    (),
                                )
                            };
                            __together.confirmed(__call);
                        }
                        Self::More { more: __field_0, .. } => {
                            __kafka::nested_if::<
                                { <Routed as ::kafka_output::KafkaOutputs>::__KAFKA_OUTPUT_IS },
                                _,
                            >(__field_0, __together);
                        }
                        Self::Nothing { 0: __field_0, 1: __field_1, .. } => {
                            let _ = __field_0;
                            let _ = __field_1;
                        }
                    }
                    __kafka::NothingReturned
                }
                fn __kafka_output_answer(
                    __returned: __kafka::NothingReturned,
                    __outcome: ::core::result::Result<
                        ::kafka_output::Deliveries,
                        ::kafka_output::Error,
                    >,
                ) -> ::core::result::Result<
                    <Self as ::kafka_output::KafkaOutputs>::Answer,
                    ::kafka_output::Error,
                > {
                    use ::kafka_output::__private::prelude::*;
                    {
                        let _ = __returned;
                        __outcome
                    }
                }
            }
        };
    "#]]
    .assert_eq(&derived);
}

#[test]
fn with_errors_the_implementation_stands_all_the_same() {
    let derived = derive_outputs("struct Placed { order: Order, #[kafka_output(returned)] id: u32 }");
    expect![[r#"
        const _: () = {
            use ::kafka_output::__private::all as __kafka;
            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl ::kafka_output::KafkaOutputs for Placed {
                type Answer = <() as ::kafka_output::__private::GivenIf<
                    {
                        ::core::compile_error! {
                            "the field `order` has no output; write `#[kafka_output(topic = …)]` on it, `#[kafka_output(returned)]` if it is what the caller gets, or `#[kafka_output(none)]` if it sends nothing"
                        }
                    },
                >>::Given;
                type Returned = u32;
                fn __kafka_output_write(self, __together: &mut __kafka::Together) -> u32 {
                    use ::kafka_output::__private::prelude::*;
                    let Self { order: __field_0, id: __field_1, .. } = self;
                    let _ = __field_0;
                    __field_1
                }
                fn __kafka_output_answer(
                    __returned: u32,
                    __outcome: ::core::result::Result<
                        ::kafka_output::Deliveries,
                        ::kafka_output::Error,
                    >,
                ) -> ::core::result::Result<
                    <Self as ::kafka_output::KafkaOutputs>::Answer,
                    ::kafka_output::Error,
                > {
                    use ::kafka_output::__private::prelude::*;
                    {
                        let _ = (__returned, __outcome);
                        ::core::unreachable!()
                    }
                }
            }
        };
    "#]].assert_eq(&derived);
}
