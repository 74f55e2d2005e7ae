//! A connection, and a function that uses it.

use expect_test::expect;

use super::{check, expand_connection};

#[test]
fn a_connection() {
    expect![[r#"
        /// Where orders go.
        pub struct Confluent;
        const _: () = {
            use ::kafka_output::__private::all as __kafka;
            impl __kafka::IsConnection for Confluent {
                const CONNECTION: &'static __kafka::Connection = &__kafka::Connection {
                    name: "Confluent",
                    options: __kafka::OptionSet::of_connection(
                        &[
                            (
                                __kafka::OptionId::BrokerList,
                                __kafka::Value::Setting("%KAFKA_BROKERS%"),
                            ),
                            (__kafka::OptionId::LingerMs, __kafka::Value::Integer(20)),
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
                let __returned = {
                    #[allow(clippy::shadow_same)]
                    let id = id;
                    let __value: ::kafka_output::__private::Returned<String> = match () {
                        () => id.to_string(),
                    };
                    #[allow(unreachable_code)] { __value }
                };
                let __call = {
                    use ::kafka_output::__private::all as __kafka;
                    const fn __told() -> fn() -> __kafka::Told {
                        || {
                            __kafka::Told::new({
                                let __event = (&&__kafka::leaf::<String>()).__event();
                                let __value = (&&&&&&&&__event.__value()).__format();
                                let __key = (&&&&&&&&__event.__key()).__format();
                                __kafka::schemas(__event, __value, __key, ())
                            })
                        }
                    }
                    fn __schemas() -> __kafka::Told {
                        __told()()
                    }
                    const __DECLARED: __kafka::Declaration = __kafka::Declaration::new(
                            "order_placed",
                            ::core::module_path!(),
                            &[
                                (__kafka::OptionId::Topic, __kafka::Value::Text("orders")),
                                (__kafka::OptionId::Acks, __kafka::Value::Word("one")),
                            ],
                        )
                        .on(__kafka::connection::<shared::Confluent>())
                        .telling(__schemas);
                    const _: () = __kafka::agree(&__DECLARED, __kafka::OptionId::Connection);
                    const _: () = __kafka::agree(&__DECLARED, __kafka::OptionId::Acks);
                    static __OUTPUT: __kafka::Binding = __kafka::Binding::of(__DECLARED);
                    ::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                    const __TOLD: bool = {
                        __told();
                        true
                    };
                    let __known = __kafka::known::<__TOLD>();
                    let __event = (&&__known.leaf(__kafka::leaf::<String>())).__event();
                    let __value = (&&&&&&&&__event.__value()).__format();
                    let __key = (&&&&&&&&__event.__key()).__format();
                    __kafka::encode_one(&__OUTPUT, __returned, __event, __value, __key, ())
                };
                return ::kafka_output::__private::wait_confirmed_one(__call);
            }
        "##]],
    );
}
