//! What outputs would ask a registry, told from settings alone: for the check against a snapshot.

use kafka_output_options::{OPTIONS, OptionId, Target, judge};

use super::overrides::stray_overrides;
use super::resolve::{Gathered, gather, name_clashes};
use super::state::RuntimeState;
use crate::binding::{Binding, declared};
use crate::config::{Effective, FEATURES};
use crate::error::Error;
use crate::schema_registry::{Asking, Schemas};

/// What an output asks.
pub(crate) struct Question {
    pub(crate) output: &'static str,
    pub(crate) topic: String,
    pub(crate) schemas: Schemas,
    pub(crate) asking: Asking,
}

/// What names subjects and schemas, and says what is asked of them; not where the registry is, nor who asks.
fn is_wanted(id: OptionId) -> bool {
    matches!(
        id,
        OptionId::Topic
            | OptionId::SubjectNameStrategy
            | OptionId::AutoRegisterSchemas
            | OptionId::UseLatestVersion
            | OptionId::NormalizeSchemas
    ) || OPTIONS.iter().any(|row| row.id == id && row.target == Target::Encoding)
}

impl RuntimeState {
    /// The questions of every declared output that names a registry, and all that is wrong with what they are made of.
    pub(crate) fn questions(&self) -> (Vec<Question>, Vec<Error>) {
        let mut faults = name_clashes();
        faults.extend(stray_overrides(&self.settings()));
        let mut questions = Vec::new();
        for binding in declared().into_iter().filter(|binding| self.has_registry(binding)) {
            match self.question(binding) {
                Ok(question) => questions.push(question),
                Err(wrong) => faults.extend(wrong.into_iter().map(|fault| fault.of_output(binding.name()))),
            }
        }
        (questions, faults)
    }

    fn has_registry(&self, binding: &Binding) -> bool {
        let given = super::overrides::overrides_of(&self.settings(), binding.name());
        binding.declaration.effective().has(OptionId::SchemaRegistryUrl)
            || given.iter().any(|given| given.id == OptionId::SchemaRegistryUrl)
    }

    fn question(&self, binding: &Binding) -> Result<Question, Vec<Error>> {
        let Gathered { options, origins, mut faults, faults_of_overrides } =
            gather(&self.settings(), binding, is_wanted);
        // Rules between options miss those that are not gathered here, and `start` judges them.
        let violations = options.read(|set| judge(set, &FEATURES)).into_iter();
        let of_values =
            violations.filter(|violation| violation.rule.is_none() && is_wanted(violation.option));
        faults.extend(of_values.map(|violation| origins.blame(&violation)));
        faults.extend(faults_of_overrides);
        #[cfg(feature = "avro")]
        faults.extend(options.read(|set| super::schemas::faults(binding, set, &origins)));
        if !faults.is_empty() {
            return Err(faults);
        }
        let effective = options.read(Effective::of);
        let schemas = schemas(binding, &effective);
        let asking = Asking::of(&effective.registry);
        Ok(Question { output: binding.name(), topic: effective.topic, schemas, asking })
    }
}

/// The schemas that are known without a call: the types', the attribute's, and those of settings.
fn schemas(binding: &Binding, effective: &Effective) -> Schemas {
    let known = binding.declaration.schemas.map_or_else(Schemas::default, |told| told().schemas);
    #[cfg(feature = "avro")]
    {
        let mut known = known;
        for (id, schema) in super::schemas::read(binding, effective) {
            let side = if id == OptionId::AvroSchema { &mut known.value } else { &mut known.event_key };
            *side = side.or_else(|| Some(schema.schema()));
        }
        known
    }
    #[cfg(not(feature = "avro"))]
    {
        let _ = effective;
        known
    }
}
