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
                #[allow(unexpected_cfgs, unused_imports)]
                {
                    #[cfg(rust_analyzer)]
                    use ::kafka_output::__private::{
                        attribute::broker_list as _, attribute::topic as _,
                        attribute::avro_schema as _, attribute::{},
                    };
                }
                let (__kafka_output_resolved, __kafka_output_known) = {
                    use ::kafka_output::__private as __kafka_output;
                    use __kafka_output::prelude::*;
                    const fn __kafka_output_told() -> fn() -> __kafka_output::Told {
                        || {
                            let __kafka_output_leaf = __kafka_output::leaf::<Visit>();
                            let __kafka_output_event = (&&__kafka_output_leaf).__event();
                            __kafka_output::Told::new(
                                    __kafka_output::Schemas::new(
                                            ::core::option::Option::None,
                                            ::core::option::Option::None,
                                        )
                                        .and_others(),
                                )
                                .with_shapes([
                                    (&&&__kafka_output_event.__value())
                                        .__avro_shape(::core::option::Option::None),
                                    ::core::option::Option::None,
                                    ::core::option::Option::None,
                                ])
                        }
                    }
                    fn __kafka_output_schemas() -> __kafka_output::Told {
                        __kafka_output_told()()
                    }
                    static __KAFKA_OUTPUT: __kafka_output::Binding = __kafka_output::Binding::of(
                        __kafka_output::Declaration::new(
                                "visited",
                                ::core::module_path!(),
                                &[
                                    (
                                        __kafka_output::OptionId::BrokerList,
                                        __kafka_output::Value::Text("a:1"),
                                    ),
                                    (
                                        __kafka_output::OptionId::Topic,
                                        __kafka_output::Value::Text("visits"),
                                    ),
                                    (
                                        __kafka_output::OptionId::AvroSchema,
                                        __kafka_output::Value::Setting("%SCHEMA%"),
                                    ),
                                ],
                            )
                            .telling(__kafka_output_schemas),
                    );
                    ::kafka_output::__private::listed!(__KAFKA_OUTPUT_ENTRY, __KAFKA_OUTPUT);
                    const __KAFKA_OUTPUT_TOLD: bool = {
                        __kafka_output_told();
                        true
                    };
                    let __kafka_output_known = __kafka_output::known::<__KAFKA_OUTPUT_TOLD>();
                    (__kafka_output::resolved(&__KAFKA_OUTPUT), __kafka_output_known)
                };
                let __kafka_output_resolved = __kafka_output_resolved.await;
                let __kafka_output_returned = {
                    #[allow(clippy::shadow_same)]
                    let visit = visit;
                    let __kafka_output_value: ::kafka_output::__private::Returned<Visit> = match () {
                        () => visit,
                    };
                    #[allow(unreachable_code)] { __kafka_output_value }
                };
                let __kafka_output_call = {
                    use ::kafka_output::__private::all as __kafka_output;
                    {
                        use ::kafka_output::__private::prelude::*;
                        let __kafka_output_leaf = __kafka_output_known.leaf::<Visit>();
                        let __kafka_output_event = (&&__kafka_output_leaf).__event();
                        let __kafka_output_event = (&&&&&__kafka_output_event).__one();
                        let __kafka_output_value = (&&&__kafka_output_event.__value())
                            .__avro_of_setting(
                                __kafka_output_resolved.schema(__kafka_output::OptionId::AvroSchema),
                                false,
                            );
                        let __kafka_output_key = (&&&&&&&&__kafka_output_event.__key()).__format();
                        __kafka_output::encode_one(
                            __kafka_output_resolved.binding,
                            __kafka_output_returned,
                            __kafka_output_event,
                            __kafka_output_value,
                            __kafka_output_key,
                            __kafka_output::NoKeyPath,
                        )
                    }
                };
                return ::kafka_output::__private::confirmed_one(__kafka_output_call).await;
            }
        "##]],
    );
}
