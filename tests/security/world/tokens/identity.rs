//! The endpoint by which App Service and Functions give a program the tokens of its managed identity: `IDENTITY_ENDPOINT`, with the
//! secret of `IDENTITY_HEADER`, as Microsoft documents its REST protocol of 2019-08-01.

use std::collections::HashMap;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::{LIFE, State};

/// Where it is.
pub const PATH: &str = "/msi/token";
/// Where a program shows the secret.
pub const HEADER: &str = "x-identity-header";
/// The secret.
pub const SECRET: &str = "853b9a84-5bfa-4b22-a3f3-0b9a43d9ad8a";
/// The namespace whose tokens there are.
pub const RESOURCE: &str = "https://shop.servicebus.windows.net";
/// The client id of the user-assigned identity; the other is the system's.
pub const USER_ASSIGNED: &str = "5e29463d-71da-4fe0-8e69-999b57db23b0";

impl State {
    /// A token of an identity; that of brokers which know neither Entra nor its tenant is for their own audience.
    pub(super) fn identity(
        &self,
        secret: Option<&str>,
        query: &HashMap<&str, String>,
    ) -> (&'static str, Value) {
        let asked = |name: &str| query.get(name).map(String::as_str);
        if secret != Some(SECRET) {
            return ("401 Unauthorized", json!({"StatusCode": 401, "Message": "the secret is wrong"}));
        }
        if asked("api-version") != Some("2019-08-01") || asked("resource") != Some(RESOURCE) {
            return ("400 Bad Request", json!({"StatusCode": 400, "Message": "unknown resource"}));
        }
        let identity = match asked("client_id") {
            None => "system",
            Some(USER_ASSIGNED) => USER_ASSIGNED,
            Some(_) => return ("400 Bad Request", json!({"StatusCode": 400, "Message": "no such identity"})),
        };
        let ends = SystemTime::now().duration_since(UNIX_EPOCH).expect("a time after 1970") + LIFE;
        let token = self.signed(identity, "send", LIFE);
        let answer = json!({
            "access_token": token, "expires_on": ends.as_secs().to_string(), "resource": RESOURCE,
            "token_type": "Bearer", "client_id": identity,
        });
        ("200 OK", answer)
    }
}
