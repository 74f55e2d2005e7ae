//! What the Functions host posts to a custom handler, and what it wants to hear, by
//! <https://learn.microsoft.com/azure/azure-functions/functions-custom-handlers>.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A request: the trigger's data by the names of the bindings. What the host tells about the event, `Metadata`, is not used here.
#[derive(Deserialize)]
pub(crate) struct Invocation {
    #[serde(rename = "Data")]
    data: BTreeMap<String, Value>,
}

impl Invocation {
    /// What a binding gives, such as a message of a queue: an object, or, as messages usually come, text that holds one.
    pub(crate) fn item<T: DeserializeOwned>(&self, binding: &str) -> Result<T, String> {
        parsed(self.data.get(binding).unwrap_or(&Value::Null).clone())
            .map_err(|error| format!("`{binding}` cannot be read: {error}"))
    }

    /// The body of the HTTP request that a binding of the type `httpTrigger` gives.
    pub(crate) fn body<T: DeserializeOwned>(&self, binding: &str) -> Result<T, String> {
        let request = self.data.get(binding).unwrap_or(&Value::Null);
        parsed(request["Body"].clone()).map_err(|error| format!("the body cannot be read: {error}"))
    }
}

/// The host quotes text that it takes for JSON a second time.
fn parsed<T: DeserializeOwned>(mut value: Value) -> serde_json::Result<T> {
    while let Value::String(text) = value {
        value = serde_json::from_str(&text)?;
    }
    serde_json::from_value(value)
}

/// A response.
#[derive(Serialize, Default)]
pub(crate) struct Outcome {
    #[serde(rename = "Outputs")]
    outputs: BTreeMap<&'static str, Value>,
    #[serde(rename = "Logs")]
    logs: Vec<String>,
    #[serde(rename = "ReturnValue")]
    return_value: Option<Value>,
}

impl Outcome {
    /// A line in the log of the invocation, which Application Insights shows.
    pub(crate) fn log(mut self, line: &dyn Display) -> Self {
        self.logs.push(line.to_string());
        self
    }

    /// What the host answers by an output binding of the type `http`.
    pub(crate) fn http(mut self, binding: &'static str, status: u16, content_type: &str, body: &str) -> Self {
        let response =
            json!({ "statusCode": status, "headers": { "content-type": content_type }, "body": body });
        self.outputs.insert(binding, response);
        self
    }
}
