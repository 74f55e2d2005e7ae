//! Avro schemas whose texts come from settings.

use kafka_output_options::{OptionId, OptionSet, Value, Violation, spec};

use super::origins::Origins;
use crate::binding::Binding;
use crate::config::Effective;
use crate::encode::AvroSchema;
use crate::error::Error;

/// The options that may hold one.
const OPTIONS: [OptionId; 2] = [OptionId::AvroSchema, OptionId::KeyAvroSchema];

fn comes_from_a_setting(binding: &Binding, id: OptionId) -> bool {
    matches!(binding.declaration.effective().get(id), Some(Value::Setting(_)))
}

/// What is no schema among the resolved texts.
pub(super) fn faults(binding: &Binding, set: &OptionSet<'_>, origins: &Origins<'_>) -> Vec<Error> {
    let texts = OPTIONS.into_iter().filter(|id| comes_from_a_setting(binding, *id));
    texts
        .filter_map(|id| match set.get(id)? {
            // Of what is no JSON at all the option's own grammar tells.
            value @ Value::Text(text) if Violation::all_of_value(spec(id), &value).is_empty() => {
                let reason = kafka_output_avro::check(text).err()?;
                let reason = Some(&*reason).filter(|_| !set.is_fetched(id));
                Some(origins.blame(&Violation::of_schema(id, reason)))
            }
            _ => None,
        })
        .collect()
}

/// The schemas, kept for as long as the program runs.
pub(super) fn read(binding: &Binding, effective: &Effective) -> Vec<(OptionId, &'static AvroSchema)> {
    let texts = OPTIONS.into_iter().filter(|id| comes_from_a_setting(binding, *id));
    texts.filter_map(|id| Some((id, AvroSchema::of_text(effective.encoding.get(&id)?)))).collect()
}
