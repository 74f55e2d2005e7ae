//! What a cloud asks for, and that one wrong setting is one error.

use kafka_output_options::{OptionId, Value};

use super::{BROKERS, TOPIC, effective};

#[test]
fn the_rules_of_a_cloud_hold_for_settings_and_show_no_secret() {
    let options: &[_] = &[
        (OptionId::BrokerList, Value::Setting("%NAMESPACE%.servicebus.windows.net:%PORT%")),
        TOPIC,
        (OptionId::Protocol, Value::Setting("%PROTOCOL%")),
        (OptionId::Username, Value::Setting("%USER%")),
        (OptionId::Password, Value::Setting("%CONNECTION%")),
        (OptionId::CompressionType, Value::Setting("%CODEC%")),
    ];
    let given = [("NAMESPACE", "shop"), ("PORT", "9092"), ("PROTOCOL", "sasl_plaintext"), ("USER", "ann")];
    let more = [("CONNECTION", "s3cret"), ("CODEC", "lz4")];
    let faults = effective(options, &[&given[..], &more[..]].concat()).unwrap_err();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 4, "{told:#?}");
    let whole = told.join("\n");
    for part in
        ["`protocol` of an Event Hubs broker", "`PROTOCOL`", "`USER`", "`CODEC`", "another port than 9093"]
    {
        assert!(whole.contains(part), "{part}: {whole}");
    }
    assert!(!whole.contains("s3cret"), "{whole}");
    let plain = [("NAMESPACE", "shop"), ("PORT", "9093"), ("PROTOCOL", "sasl_plaintext")];
    let connection = ("CONNECTION", "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKey=s3cret");
    let right = [("USER", "$ConnectionString"), connection, ("CODEC", "none")];
    assert_eq!(
        effective(options, &[&plain[..], &right[..]].concat()).unwrap_err().len(),
        1,
        "the protocol alone"
    );
    let key_alone = [("USER", "$ConnectionString"), ("CONNECTION", "s3cret"), ("CODEC", "none")];
    let right = [("NAMESPACE", "shop"), ("PORT", "9093"), ("PROTOCOL", "sasl_ssl")];
    let told = effective(options, &[&right[..], &key_alone[..]].concat()).unwrap_err();
    let told: Vec<String> =
        told.iter().map(ToString::to_string).filter(|told| !told.contains("cargo feature")).collect();
    assert!(
        told.len() == 1
            && told[0].contains("`password` of an Event Hubs broker is a whole connection string"),
        "{told:#?}"
    );
}

#[test]
fn one_wrong_setting_is_one_error() {
    let options: &[_] = &[
        BROKERS,
        TOPIC,
        (OptionId::EnableIdempotence, Value::Flag(true)),
        (OptionId::Acks, Value::Setting("${ACKS:all}")),
        (OptionId::MaxRetries, Value::Setting("${RETRIES:3}")),
        (OptionId::Properties, Value::Map(&[("max.in.flight", "${IN_FLIGHT:5}")])),
        (OptionId::Protocol, Value::Setting("${PROTOCOL:sasl_plaintext}")),
        (OptionId::Username, Value::Setting("${USER:ann}")),
        (OptionId::Password, Value::Setting("${PASSWORD:hush}")),
    ];
    assert!(effective(options, &[]).is_ok());
    for (setting, wrong, rule) in [
        ("ACKS", "none", "needs `acks = all`"),
        ("RETRIES", "0", "needs retries"),
        ("IN_FLIGHT", "6", "more than 5 requests in flight"),
        ("PROTOCOL", "plaintext", "needs a protocol with SASL"),
    ] {
        let faults = effective(options, &[(setting, wrong)]).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].to_string().contains(rule), "{}", faults[0]);
    }
    let one =
        effective(&[BROKERS, TOPIC, (OptionId::Username, Value::Setting("${USER:ann}"))], &[]).unwrap_err();
    assert_eq!(one.len(), 2, "neither protocol nor password: {one:?}");
}
