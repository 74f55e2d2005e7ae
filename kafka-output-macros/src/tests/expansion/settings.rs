//! A schema from a setting: the output is resolved before the body, and what is returned is held over no `.await` but the last.

use expect_test::expect;

use super::check;

#[test]
fn an_avro_schema_from_a_setting_is_awaited() {
    check(
        r#"broker_list = "a:1", topic = "visits", avro_schema = "%SCHEMA%""#,
        "async fn visited(visit: Visit) -> Visit { visit }",
        expect![[r##"
            #[allow(clippy::panic_in_result_fn, clippy::unwrap_in_result)]
            async fn visited(
                visit: Visit,
            ) -> ::core::result::Result<::kafka_output::Delivery, ::kafka_output::Error> {
                let (__resolved, __known) = {
                    use ::kafka_output::__private::all as __kafka;
                    const fn __told() -> fn() -> __kafka::Told {
                        || {
                            let __event = (&&__kafka::leaf::<Visit>()).__event();
                            __kafka::Told::new(
                                    __kafka::Schemas::new(
                                            ::core::option::Option::None,
                                            ::core::option::Option::None,
                                        )
                                        .and_others(),
                                )
                                .with_shapes([
                                    (&&&__event.__value())
                                        .__avro_shape(::core::option::Option::None),
                                    ::core::option::Option::None,
                                    ::core::option::Option::None,
                                ])
                        }
                    }
                    fn __schemas() -> __kafka::Told {
                        __told()()
                    }
                    static __OUTPUT: __kafka::Binding = __kafka::Binding::of(
                        __kafka::Declaration::new(
                                "visited",
                                ::core::module_path!(),
                                &[
                                    (__kafka::OptionId::BrokerList, __kafka::Value::Text("a:1")),
                                    (__kafka::OptionId::Topic, __kafka::Value::Text("visits")),
                                    (
                                        __kafka::OptionId::AvroSchema,
                                        __kafka::Value::Setting("%SCHEMA%"),
                                    ),
                                ],
                            )
                            .telling(__schemas),
                    );
                    ::kafka_output::__private::listed!(__ENTRY, __OUTPUT);
                    const __TOLD: bool = {
                        __told();
                        true
                    };
                    let __known = __kafka::known::<__TOLD>();
                    (__kafka::resolved(&__OUTPUT), __known)
                };
                let __resolved = __resolved.await;
                let __returned = {
                    #[allow(clippy::shadow_same)]
                    let visit = visit;
                    let __value: ::kafka_output::__private::Returned<Visit> = match () {
                        () => visit,
                    };
                    #[allow(unreachable_code)] { __value }
                };
                let __call = {
                    use ::kafka_output::__private::all as __kafka;
                    use ::kafka_output::__private::prelude::*;
                    let __event = (&&__known.leaf(__kafka::leaf::<Visit>())).__event();
                    let __event = (&&&&&__event).__one();
                    let __value = (&&&__event.__value())
                        .__avro_of_setting(__resolved.schema(__kafka::OptionId::AvroSchema), false);
                    let __key = (&&&&&&&&__event.__key()).__format();
                    __kafka::encode_one(__resolved.binding, __returned, __event, __value, __key, ())
                };
                return ::kafka_output::__private::confirmed_one(__call).await;
            }
        "##]],
    );
}
