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
                <Placed as ::kafka_output::KafkaOutputs>::Answer,
                ::kafka_output::Error,
            > {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::attribute::{};
                }
                let __kafka_output_returned = {
                    #[allow(clippy::shadow_same)]
                    let shop = shop;
                    let __kafka_output_value: ::kafka_output::__private::Returned<Placed> = match () {
                        () => shop.place(),
                    };
                    #[allow(unreachable_code)] { __kafka_output_value }
                };
                let __kafka_output_call = {
                    use ::kafka_output::__private::all as __kafka_output;
                    {
                        use ::kafka_output::__private::prelude::*;
                        (&&__kafka_output::outputs::outputs_of::<Placed>())
                            .__several(__kafka_output_returned)
                    }
                };
                return __kafka_output_call.confirmed().await;
            }
        "#]],
    );
    check(
        "",
        "fn place() -> Result<Option<Placed>, AppError> { place() }",
        expect![[r#"
            fn place() -> ::core::result::Result<
                ::core::option::Option<<Placed as ::kafka_output::KafkaOutputs>::Answer>,
                ::kafka_output::CallError<AppError>,
            > {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::attribute::{};
                }
                let __kafka_output_returned = {
                    let __kafka_output_value: ::kafka_output::__private::Returned<
                        Result<Option<Placed>, AppError>,
                    > = match () {
                        () => place(),
                    };
                    #[allow(unreachable_code)] { __kafka_output_value }
                };
                let __kafka_output_call = {
                    use ::kafka_output::__private::all as __kafka_output;
                    {
                        use ::kafka_output::__private::prelude::*;
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
                        (&&__kafka_output::outputs::outputs_of::<Placed>())
                            .__several(__kafka_output_returned)
                    }
                };
                return ::core::result::Result::map_err(
                    ::core::result::Result::map(
                        __kafka_output_call.wait_confirmed(),
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
            #[allow(unexpected_cfgs, unused_imports)]
            {
                #[cfg(rust_analyzer)]
                use ::kafka_output::__private::{
                    attribute::connection as _, attribute::topic as _, attribute::key as _,
                    attribute::{},
                };
            }
            #[allow(unexpected_cfgs, unused_imports)]
            {
                #[cfg(rust_analyzer)]
                use ::kafka_output::__private::{
                    attribute::broker_list as _, attribute::topic as _,
                    attribute::delivery::enqueued as _, attribute::{},
                };
            }
            use ::kafka_output::__private::all as __kafka_output;
            #[automatically_derived]
            impl<'a, T: Serialize> ::kafka_output::KafkaOutputs for Placed<'a, T>
            where
                Json<T>: ::core::marker::Send + 'static,
            {
                type Answer = Json<T>;
                type Returned = Json<T>;
                fn __kafka_output_write(
                    self,
                    __kafka_output_together: &mut __kafka_output::Together,
                ) -> Json<T> {
                    use ::kafka_output::__private::prelude::*;
                    let Self {
                        order: __kafka_output_field_0,
                        audit: __kafka_output_field_1,
                        more: __kafka_output_field_2,
                        mark: __kafka_output_field_3,
                        response: __kafka_output_field_4,
                        ..
                    } = self;
                    {
                        let __kafka_output_returned = __kafka_output_field_0;
                        let __kafka_output_call = {
                            fn __kafka_output_schemas() -> __kafka_output::Told {
                                __kafka_output::Told::new(
                                    __kafka_output::Schemas::new(
                                            ::core::option::Option::None,
                                            ::core::option::Option::None,
                                        )
                                        .and_others(),
                                )
                            }
                            const __KAFKA_OUTPUT_DECLARED: __kafka_output::Declaration = __kafka_output::Declaration::new(
                                    "placed_order",
                                    ::core::module_path!(),
                                    &[
                                        (
                                            __kafka_output::OptionId::Topic,
                                            __kafka_output::Value::Text("orders"),
                                        ),
                                        (__kafka_output::OptionId::Key, __kafka_output::Value::Item),
                                    ],
                                )
                                .at(0, 0)
                                .on(__kafka_output::connection::<Shop>())
                                .telling(__kafka_output_schemas);
                            const _: () = __kafka_output::agree(
                                &__KAFKA_OUTPUT_DECLARED,
                                __kafka_output::OptionId::Connection,
                            );
                            static __KAFKA_OUTPUT: __kafka_output::Binding = __kafka_output::Binding::one_of_several(
                                __KAFKA_OUTPUT_DECLARED,
                            );
                            ::kafka_output::__private::listed!(
                                __KAFKA_OUTPUT_ENTRY, __KAFKA_OUTPUT
                            );
                            let __kafka_output_leaf = __kafka_output::leaf::<
                                KafkaEventData<Order>,
                            >();
                            let __kafka_output_event = (&&__kafka_output_leaf).__event();
                            let __kafka_output_value = (&&&&&&&&__kafka_output_event.__value())
                                .__format();
                            let __kafka_output_key = (&&&&&&&&__kafka_output_event.__key())
                                .__format();
                            let __kafka_output_path = __kafka_output::key_path(
                                &__kafka_output_event,
                                |__kafka_output_value| &__kafka_output_value.id,
                            );
                            let __kafka_output_field = (&&__kafka_output_path.field_type())
                                .__field();
                            let __kafka_output_field_format = (&&&&&&&&__kafka_output_field
                                .__key_type())
                                .__format();
                            __kafka_output::encode_one(
                                &__KAFKA_OUTPUT,
                                __kafka_output_returned,
                                __kafka_output_event,
                                __kafka_output_value,
                                __kafka_output_key,
                                __kafka_output_path
                                    .with(__kafka_output_field, __kafka_output_field_format),
                            )
                        };
                        __kafka_output_together.confirmed(__kafka_output_call);
                    }
                    if let ::core::option::Option::Some(__kafka_output_returned) = __kafka_output::option(
                        __kafka_output_field_1,
                    ) {
                        let __kafka_output_call = {
                            static __KAFKA_OUTPUT: __kafka_output::Binding = __kafka_output::Binding::one_of_several(
                                __kafka_output::Declaration::new(
                                        "placed_audit",
                                        ::core::module_path!(),
                                        &[
                                            (
                                                __kafka_output::OptionId::BrokerList,
                                                __kafka_output::Value::Setting("%B%"),
                                            ),
                                            (
                                                __kafka_output::OptionId::Topic,
                                                __kafka_output::Value::Text("audit"),
                                            ),
                                            (
                                                __kafka_output::OptionId::Delivery,
                                                __kafka_output::Value::Word("enqueued"),
                                            ),
                                        ],
                                    )
                                    .at(0, 0),
                            );
                            ::kafka_output::__private::listed!(
                                __KAFKA_OUTPUT_ENTRY, __KAFKA_OUTPUT
                            );
                            let __kafka_output_leaf = __kafka_output::leaf::<&'a str>();
                            let __kafka_output_event = (&&__kafka_output_leaf).__event();
                            let __kafka_output_value = (&&&&&&&&__kafka_output_event.__value())
                                .__format();
                            let __kafka_output_key = (&&&&&&&&__kafka_output_event.__key())
                                .__format();
                            __kafka_output::encode_one(
                                &__KAFKA_OUTPUT,
                                __kafka_output_returned,
                                __kafka_output_event,
                                __kafka_output_value,
                                __kafka_output_key,
                                __kafka_output::NoKeyPath,
                            )
                        };
                        __kafka_output_together.enqueued(__kafka_output_call);
                    }
                    for __kafka_output_field_2 in __kafka_output_field_2 {
                        __kafka_output::nested::<
                            More,
                        >(__kafka_output_field_2, __kafka_output_together);
                    }
                    let _ = __kafka_output_field_3;
                    __kafka_output_field_4
                }
                fn __kafka_output_answer(
                    __kafka_output_returned: Json<T>,
                    __kafka_output_outcome: ::core::result::Result<
                        ::kafka_output::Deliveries,
                        ::kafka_output::Error,
                    >,
                ) -> ::core::result::Result<Json<T>, ::kafka_output::Error> {
                    use ::kafka_output::__private::prelude::*;
                    __kafka_output::returned(
                        __kafka_output_returned,
                        __kafka_output_outcome,
                        (&&__kafka_output::keep::kept::<Json<T>>()).__keep(),
                    )
                }
            }
        };
    "#]].assert_eq(&derived);
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
            #[allow(unexpected_cfgs, unused_imports)]
            {
                #[cfg(rust_analyzer)]
                use ::kafka_output::__private::{
                    attribute::broker_list as _, attribute::topic as _, attribute::{},
                };
            }
            use ::kafka_output::__private::all as __kafka_output;
            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl ::kafka_output::KafkaOutputs for Routed {
                type Answer = ::kafka_output::Deliveries;
                type Returned = __kafka_output::NothingReturned;
                fn __kafka_output_write(
                    self,
                    __kafka_output_together: &mut __kafka_output::Together,
                ) -> __kafka_output::NothingReturned {
                    use ::kafka_output::__private::prelude::*;
                    match self {
                        Self::Order { 0: __kafka_output_field_0, .. } => {
                            let __kafka_output_returned = __kafka_output_field_0;
                            let __kafka_output_call = {
                                static __KAFKA_OUTPUT: __kafka_output::Binding = __kafka_output::Binding::one_of_several(
                                    __kafka_output::Declaration::new(
                                            "routed_order",
                                            ::core::module_path!(),
                                            &[
                                                (
                                                    __kafka_output::OptionId::BrokerList,
                                                    __kafka_output::Value::Setting("%B%"),
                                                ),
                                                (
                                                    __kafka_output::OptionId::Topic,
                                                    __kafka_output::Value::Text("orders"),
                                                ),
                                            ],
                                        )
                                        .at(0, 0),
                                );
                                ::kafka_output::__private::listed!(
                                    __KAFKA_OUTPUT_ENTRY, __KAFKA_OUTPUT
                                );
                                let __kafka_output_leaf = __kafka_output::leaf::<Order>();
                                let __kafka_output_event = (&&__kafka_output_leaf).__event();
                                let __kafka_output_value = (&&&&&&&&__kafka_output_event
                                    .__value())
                                    .__format();
                                let __kafka_output_key = (&&&&&&&&__kafka_output_event.__key())
                                    .__format();
                                __kafka_output::encode_one(
                                    &__KAFKA_OUTPUT,
                                    __kafka_output_returned,
                                    __kafka_output_event,
                                    __kafka_output_value,
                                    __kafka_output_key,
                                    __kafka_output::NoKeyPath,
                                )
                            };
                            __kafka_output_together.confirmed(__kafka_output_call);
                        }
                        Self::More { more: __kafka_output_field_0, .. } => {
                            __kafka_output::nested::<
                                More,
                            >(__kafka_output_field_0, __kafka_output_together);
                        }
                        Self::Nothing {
                            0: __kafka_output_field_0,
                            1: __kafka_output_field_1,
                            ..
                        } => {
                            let _ = __kafka_output_field_0;
                            let _ = __kafka_output_field_1;
                        }
                    }
                    __kafka_output::NothingReturned
                }
                fn __kafka_output_answer(
                    __kafka_output_returned: __kafka_output::NothingReturned,
                    __kafka_output_outcome: ::core::result::Result<
                        ::kafka_output::Deliveries,
                        ::kafka_output::Error,
                    >,
                ) -> ::core::result::Result<::kafka_output::Deliveries, ::kafka_output::Error> {
                    use ::kafka_output::__private::prelude::*;
                    {
                        let _ = __kafka_output_returned;
                        __kafka_output_outcome
                    }
                }
            }
        };
    "#]].assert_eq(&derived);
}

#[test]
fn with_errors_the_implementation_stands_all_the_same() {
    let derived = derive_outputs("struct Placed { order: Order, #[kafka_output(returned)] id: u32 }");
    expect![[r#"
        const _: () = {
            use ::kafka_output::__private::all as __kafka_output;
            ::core::compile_error! {
                "the field `order` has no output; write `#[kafka_output(topic = …)]` on it, `#[kafka_output(returned)]` if it is what the caller gets, or `#[kafka_output(none)]` if it sends nothing"
            }
            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl ::kafka_output::KafkaOutputs for Placed {
                type Answer = u32;
                type Returned = u32;
                fn __kafka_output_write(
                    self,
                    __kafka_output_together: &mut __kafka_output::Together,
                ) -> u32 {
                    use ::kafka_output::__private::prelude::*;
                    let Self { order: __kafka_output_field_0, id: __kafka_output_field_1, .. } = self;
                    let _ = __kafka_output_field_0;
                    __kafka_output_field_1
                }
                fn __kafka_output_answer(
                    __kafka_output_returned: u32,
                    __kafka_output_outcome: ::core::result::Result<
                        ::kafka_output::Deliveries,
                        ::kafka_output::Error,
                    >,
                ) -> ::core::result::Result<u32, ::kafka_output::Error> {
                    use ::kafka_output::__private::prelude::*;
                    __kafka_output::returned(
                        __kafka_output_returned,
                        __kafka_output_outcome,
                        (&&__kafka_output::keep::kept::<u32>()).__keep(),
                    )
                }
            }
        };
    "#]].assert_eq(&derived);
}
