//! A connection, and a function that uses it.

use expect_test::expect;

use super::{check, expand_connection};

#[test]
fn a_connection() {
    expect![[r#"
        /// Where orders go.
        pub struct Confluent;
        const _: () = {
            #[allow(unexpected_cfgs, unused_imports)]
            {
                #[cfg(rust_analyzer)]
                use ::kafka_output::__private::{
                    attribute::broker_list as _, attribute::linger_ms as _, attribute::{},
                };
            }
            use ::kafka_output::__private::all as __kafka_output;
            impl __kafka_output::IsConnection for Confluent {
                const CONNECTION: &'static __kafka_output::Connection = &__kafka_output::Connection {
                    name: "Confluent",
                    options: __kafka_output::OptionSet::of_connection(
                        &[
                            (
                                __kafka_output::OptionId::BrokerList,
                                __kafka_output::Value::Setting("%KAFKA_BROKERS%"),
                            ),
                            (
                                __kafka_output::OptionId::LingerMs,
                                __kafka_output::Value::Integer(20),
                            ),
                        ],
                    ),
                };
            }
        };
    "#]]
    .assert_eq(&expand_connection(
        r#"broker_list = "%KAFKA_BROKERS%", linger_ms = 20"#,
        "/// Where orders go.\npub struct Confluent;",
    ));
}

#[test]
fn a_function_with_a_connection() {
    check(
        r#"connection = shared::Confluent, topic = "orders", acks = one"#,
        "fn order_placed(id: u64) -> String { id.to_string() }",
        expect![[r##"
            #[allow(clippy::panic_in_result_fn, clippy::unwrap_in_result)]
            fn order_placed(
                id: u64,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::{
                        attribute::connection as _, attribute::topic as _, attribute::acks::one as _,
                        attribute::{},
                    };
                }
                let __kafka_output_returned = {
                    #[allow(clippy::shadow_same)]
                    let id = id;
                    let __kafka_output_value: ::kafka_output::__private::Returned<String> = match () {
                        () => id.to_string(),
                    };
                    #[allow(unreachable_code)] { __kafka_output_value }
                };
                let __kafka_output_call = {
                    use ::kafka_output::__private::all as __kafka_output;
                    {
                        use ::kafka_output::__private::prelude::*;
                        const fn __kafka_output_told() -> fn() -> __kafka_output::Told {
                            || {
                                __kafka_output::Told::new({
                                    let __kafka_output_leaf = __kafka_output::leaf::<String>();
                                    let __kafka_output_event = (&&__kafka_output_leaf).__event();
                                    let __kafka_output_value = (&&&&&&&&__kafka_output_event
                                        .__value())
                                        .__format();
                                    let __kafka_output_key = (&&&&&&&&__kafka_output_event.__key())
                                        .__format();
                                    __kafka_output::schemas(
                                        __kafka_output_event,
                                        __kafka_output_value,
                                        __kafka_output_key,
                                        __kafka_output::NoKeyPath,
                                    )
                                })
                            }
                        }
                        fn __kafka_output_schemas() -> __kafka_output::Told {
                            __kafka_output_told()()
                        }
                        const __KAFKA_OUTPUT_DECLARED: __kafka_output::Declaration = __kafka_output::Declaration::new(
                                "order_placed",
                                ::core::module_path!(),
                                &[
                                    (
                                        __kafka_output::OptionId::Topic,
                                        __kafka_output::Value::Text("orders"),
                                    ),
                                    (
                                        __kafka_output::OptionId::Acks,
                                        __kafka_output::Value::Word("one"),
                                    ),
                                ],
                            )
                            .on(__kafka_output::connection::<shared::Confluent>())
                            .telling(__kafka_output_schemas);
                        const _: () = __kafka_output::agree(
                            &__KAFKA_OUTPUT_DECLARED,
                            __kafka_output::OptionId::Connection,
                        );
                        const _: () = __kafka_output::agree(
                            &__KAFKA_OUTPUT_DECLARED,
                            __kafka_output::OptionId::Acks,
                        );
                        static __KAFKA_OUTPUT: __kafka_output::Binding = __kafka_output::Binding::of(
                            __KAFKA_OUTPUT_DECLARED,
                        );
                        ::kafka_output::__private::listed!(__KAFKA_OUTPUT_ENTRY, __KAFKA_OUTPUT);
                        const __KAFKA_OUTPUT_TOLD: bool = {
                            __kafka_output_told();
                            true
                        };
                        let __kafka_output_known = __kafka_output::known::<__KAFKA_OUTPUT_TOLD>();
                        let __kafka_output_leaf = __kafka_output_known.leaf::<String>();
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
