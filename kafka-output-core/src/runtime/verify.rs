//! Whether brokers, topics and registries are there and let us in, asked before a call needs them.

use std::future::poll_fn;
use std::sync::Arc;
use std::time::Duration;

use crate::binding::Binding;
use crate::error::{Error, ErrorKind};
use crate::output::Output;
use crate::producer::Transport;
use crate::producer::call::wait;
use crate::schema_registry::Schemas;
use crate::thread::at_once;

/// Transports to verify, each with the name and topic of every output that has it.
#[derive(Debug, Default)]
pub(super) struct Asked(Vec<Group>);

type Group = (Arc<dyn Transport>, Vec<(&'static str, String)>);

impl Asked {
    pub(super) fn add(&mut self, transport: Arc<dyn Transport>, output: &'static str, topic: String) {
        match self.0.iter_mut().find(|(other, _)| Arc::ptr_eq(other, &transport)) {
            Some((_, topics)) => topics.push((output, topic)),
            None => self.0.push((transport, vec![(output, topic)])),
        }
    }

    /// What is wrong with brokers and topics. All brokers are asked at the same time. Blocks.
    pub(super) fn verify(&self, timeout: Duration) -> Vec<Error> {
        let ask = |(transport, outputs): &Group| {
            let topics: Vec<&str> = outputs.iter().map(|(_, topic)| topic.as_str()).collect();
            let outcomes = outputs.iter().zip(transport.verify(&topics, timeout));
            let wrong =
                outcomes.filter_map(|((name, topic), outcome)| Some(outcome.err()?.into_error(name, topic)));
            wrong.collect::<Vec<_>>()
        };
        let answers = at_once("kafka-output-verify", &self.0, ask).into_iter().zip(&self.0);
        answers
            .flat_map(|(wrong, (_, outputs))| {
                wrong.unwrap_or_else(|panic| {
                    outputs.iter().map(|(output, _)| unverified(&panic).of_output(output)).collect()
                })
            })
            .collect()
    }
}

/// Nobody knows whether these brokers are there.
fn unverified(panic: &str) -> Error {
    let sentence = format!("its brokers could not be verified, since something panicked: {panic}");
    Error::new(ErrorKind::Configuration, sentence)
}

/// Asks the registries for the schemas of outputs that are known without a call, all at the same time; what they refuse. Blocks.
pub(super) fn ask_schemas(outputs: impl Iterator<Item = (&'static Binding, Arc<Output>)>) -> Vec<Error> {
    let (mut faults, mut asked) = (Vec::new(), Vec::new());
    for (binding, output) in outputs {
        let Some(registry) = &output.registry else { continue };
        let told = binding.declaration.schemas;
        let schemas = output.with_schemas(told.map_or_else(Schemas::default, |told| told().schemas));
        if output.needs_schema && told.is_some() && schemas.is_none() {
            faults.push(output.has_no_schema());
        }
        let questions = registry.ask_all(schemas, &output.topic.name).into_iter();
        asked.extend(questions.map(|asked| (Arc::clone(&output), asked)));
    }
    let answers = asked.into_iter().filter_map(|(output, mut asked)| {
        let answer = wait(poll_fn(|context| asked.poll(context)));
        Some(answer.err()?.into_error(output.name, &output.topic.name))
    });
    faults.extend(answers);
    faults
}
