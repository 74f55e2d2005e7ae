//! Who sends records.

use super::protocol::SASL;
use super::rule;
use crate::rule::Rule;
use crate::rule::When::{AnyWritten, Is, IsNot, Open, Surely, Unwritten, Written};
use crate::table::OptionId::{
    AuthenticationMode, HttpsCaLocation, HttpsCaPem, KerberosKeytab, KerberosPrincipal, KerberosServiceName,
    OauthBearerClientId, OauthBearerClientSecret, OauthBearerExtensions, OauthBearerMethod, OauthBearerScope,
    OauthBearerTokenEndpointUrl, Password, Protocol, Username,
};
use crate::value::Value::{Setting, Text, Word};
use crate::violation::Place::{Key, Value};
use crate::violation::ViolationKind::{Excludes, Needs};

const BY_PASSWORD: &[&str] = &["plain", "scram_sha256", "scram_sha512"];
const BY_TICKET: &[&str] = &["gssapi", "oauth_bearer"];

pub(super) const RULES: &[Rule] = &[
    // What blames the mode stands before what a mode asks for.
    rule("ticket-excludes-password", Excludes, Key, &[Username, Password])
        .when(&[Is(AuthenticationMode, BY_TICKET)])
        .with(AuthenticationMode)
        .blames_other()
        .says("`{}` cannot go with an `authentication_mode` of `gssapi` or `oauth_bearer`, which know no password; leave `username` and `password` out, or write another mode")
        .wrong(&[(Protocol, Word("sasl_ssl")), (AuthenticationMode, Word("gssapi")), (Username, Text("ann"))])
        .right(&[(Protocol, Word("sasl_ssl")), (AuthenticationMode, Word("gssapi"))]),
    // By a setting the mode may be any, but there is none with which these go together.
    rule("tickets-exclude-username", Excludes, Key, &[Username])
        .when(&[Open(AuthenticationMode), AnyWritten(OF_TICKETS)])
        .says("`{}` cannot go with options of `gssapi` or `oauth_bearer`, which know no password; leave `username` and `password` out, or those options")
        .wrong(&[SASL_SSL, ANY_MODE, (KerberosPrincipal, Text("orders")), (Username, Text("ann")), (Password, Setting("%PASSWORD%"))])
        .right(&[SASL_SSL, ANY_MODE, (KerberosPrincipal, Text("orders"))]),
    rule("tickets-exclude-password", Excludes, Key, &[Password])
        .when(&[Open(AuthenticationMode), AnyWritten(OF_TICKETS)])
        .unless(&[Written(Username)])
        .says("`{}` cannot go with options of `gssapi` or `oauth_bearer`, which know no password; leave it out, or those options")
        .wrong(&[SASL_SSL, ANY_MODE, (KerberosPrincipal, Text("orders")), (Password, Setting("%PASSWORD%"))])
        .right(&[SASL_SSL, ANY_MODE, (KerberosPrincipal, Text("orders"))]),
    rule("kerberos-excludes-oauth", Excludes, Key, KERBEROS)
        .when(&[Open(AuthenticationMode), AnyWritten(OAUTH)])
        .with(AuthenticationMode)
        .blames_other()
        .says("`{}` is an option of `gssapi`, and others of `oauth_bearer` are written besides; leave the ones or the others out")
        .wrong(&[SASL_SSL, ANY_MODE, (KerberosPrincipal, Text("orders")), (OauthBearerMethod, Word("token_provider"))])
        .right(&[SASL_SSL, ANY_MODE, (OauthBearerMethod, Word("token_provider"))]),
    rule("kerberos-needs-gssapi", Needs, Key, KERBEROS)
        .unless(&[Is(AuthenticationMode, &["gssapi"])])
        .with(AuthenticationMode)
        .says("`{}` needs `authentication_mode = gssapi`; write that, or leave `{}` out")
        .wrong(&[(KerberosPrincipal, Text("orders"))])
        .right(&[
            (Protocol, Word("sasl_ssl")),
            (AuthenticationMode, Word("gssapi")),
            (KerberosPrincipal, Text("orders")),
        ]),
    rule("oauth-needs-mode", Needs, Key, OAUTH)
        .unless(&[Is(AuthenticationMode, &["oauth_bearer"])])
        .with(AuthenticationMode)
        .says("`{}` needs `authentication_mode = oauth_bearer`; write that, or leave `{}` out")
        .wrong(&[(OauthBearerMethod, Word("token_provider"))])
        .right(&[
            (Protocol, Word("sasl_ssl")),
            (AuthenticationMode, Word("oauth_bearer")),
            (OauthBearerMethod, Word("token_provider")),
        ]),
    rule("username-needs-password", Needs, Key, &[Username])
        .unless(&[Written(Password), Surely(AuthenticationMode, BY_TICKET)])
        .with(Password)
        .says("`{}` needs `password`; write it, best as a setting: `password = \"%KAFKA_PASSWORD%\"`")
        .wrong(&[(Protocol, Word("sasl_ssl")), (Username, Text("ann"))])
        .right(&[(Protocol, Word("sasl_ssl")), (Username, Text("ann")), (Password, Text("secret"))]),
    rule("password-needs-username", Needs, Key, &[Password])
        .unless(&[Written(Username), Surely(AuthenticationMode, BY_TICKET)])
        .with(Username)
        .says("`{}` needs `username`; write it too")
        .wrong(&[(Protocol, Word("sasl_ssl")), (Password, Text("secret"))])
        .right(&[(Protocol, Word("sasl_ssl")), (Username, Text("ann")), (Password, Text("secret"))]),
    rule("mode-needs-credentials", Needs, Value, &[AuthenticationMode])
        .when(&[Is(AuthenticationMode, BY_PASSWORD)])
        .unless(&[Written(Username), Written(Password)])
        .with(Username)
        .says("`{}` by password needs `username` and `password`; write both")
        .wrong(&[(Protocol, Word("sasl_ssl")), (AuthenticationMode, Word("scram_sha512"))])
        .right(&[
            (Protocol, Word("sasl_ssl")),
            (AuthenticationMode, Word("scram_sha512")),
            (Username, Text("ann")),
            (Password, Text("secret")),
        ]),
    rule("sasl-needs-credentials", Needs, Value, &[Protocol])
        .when(&[Is(Protocol, SASL), Unwritten(AuthenticationMode)])
        .unless(&[Written(Username), Written(Password)])
        .with(Username)
        .says("`{}` with SASL needs `username` and `password`; write both, or another `authentication_mode` than `plain`")
        .wrong(&[(Protocol, Word("sasl_ssl"))])
        .right(&[(Protocol, Word("sasl_ssl")), (Username, Text("ann")), (Password, Text("secret"))]),
    // The other method has none of these options.
    rule("oauth-needs-oidc", Needs, Value, &[AuthenticationMode])
        .when(&[Is(AuthenticationMode, &["oauth_bearer"]), AnyWritten(OIDC_ONLY)])
        .unless(&[Written(OauthBearerMethod)])
        .with(OauthBearerMethod)
        .says("`{} = oauth_bearer` with options of `oidc` needs `oauth_bearer_method`; write `oauth_bearer_method = oidc`")
        .wrong(&[SASL_SSL, MODE, CLIENT, SECRET, ENDPOINT])
        .right(&[SASL_SSL, MODE, OIDC, CLIENT, SECRET, ENDPOINT]),
    rule("oidc-options-need-method", Needs, Value, &[AuthenticationMode])
        .when(&[Open(AuthenticationMode), AnyWritten(OIDC_ONLY)])
        .unless(&[Written(OauthBearerMethod), Written(Username), Written(Password), AnyWritten(KERBEROS)])
        .with(OauthBearerMethod)
        .says("`{}` with options of `oidc` needs `oauth_bearer_method`; write `oauth_bearer_method = oidc`")
        .wrong(&[SASL_SSL, ANY_MODE, CLIENT, SECRET, ENDPOINT])
        .right(&[SASL_SSL, ANY_MODE, OIDC, CLIENT, SECRET, ENDPOINT]),
    rule("oauth-needs-method", Needs, Value, &[AuthenticationMode])
        .when(&[Is(AuthenticationMode, &["oauth_bearer"])])
        .unless(&[Written(OauthBearerMethod)])
        .with(OauthBearerMethod)
        .says("`{} = oauth_bearer` needs `oauth_bearer_method`; write `oauth_bearer_method = oidc`, or `token_provider`")
        .wrong(&[(Protocol, Word("sasl_ssl")), (AuthenticationMode, Word("oauth_bearer"))])
        .right(&[
            (Protocol, Word("sasl_ssl")),
            (AuthenticationMode, Word("oauth_bearer")),
            (OauthBearerMethod, Word("token_provider")),
        ]),
    oidc_needs("oidc-needs-client-id", OauthBearerClientId)
        .says("`{} = oidc` needs `oauth_bearer_client_id`; write it too")
        .wrong(&[MODE, SASL_SSL, OIDC, SECRET, ENDPOINT]),
    oidc_needs("oidc-needs-client-secret", OauthBearerClientSecret)
        .says("`{} = oidc` needs `oauth_bearer_client_secret`; write it, best as a setting")
        .wrong(&[MODE, SASL_SSL, OIDC, CLIENT, ENDPOINT]),
    oidc_needs("oidc-needs-token-endpoint", OauthBearerTokenEndpointUrl)
        .says("`{} = oidc` needs `oauth_bearer_token_endpoint_url`; write it too")
        .wrong(&[MODE, SASL_SSL, OIDC, CLIENT, SECRET]),
    oidc_options_need("oidc-options-need-client-id", OauthBearerClientId)
        .says("`{}` with options of `oidc` needs `oauth_bearer_client_id`; write it too")
        .wrong(&[MODE, SASL_SSL, ANY_METHOD, SECRET, ENDPOINT]),
    oidc_options_need("oidc-options-need-client-secret", OauthBearerClientSecret)
        .says("`{}` with options of `oidc` needs `oauth_bearer_client_secret`; write it, best as a setting")
        .wrong(&[MODE, SASL_SSL, ANY_METHOD, CLIENT, ENDPOINT]),
    oidc_options_need("oidc-options-need-token-endpoint", OauthBearerTokenEndpointUrl)
        .says("`{}` with options of `oidc` needs `oauth_bearer_token_endpoint_url`; write it too")
        .wrong(&[MODE, SASL_SSL, ANY_METHOD, CLIENT, SECRET]),
    rule("oidc-options-need-oidc", Needs, Key, OIDC_ONLY)
        .when(&[IsNot(OauthBearerMethod, &["oidc"])])
        .with(OauthBearerMethod)
        .says("`{}` needs `oauth_bearer_method = oidc`; write that, or leave `{}` out")
        .wrong(&[MODE, SASL_SSL, (OauthBearerMethod, Word("token_provider")), (OauthBearerScope, Text("kafka"))])
        .right(&[MODE, SASL_SSL, OIDC, CLIENT, SECRET, ENDPOINT, (OauthBearerScope, Text("kafka"))]),
];

/// The method itself may be what is too much then, and that is told.
const NO_MODE: crate::rule::When = Unwritten(AuthenticationMode);
const OTHER_MODE: crate::rule::When =
    Surely(AuthenticationMode, &["plain", "scram_sha256", "scram_sha512", "gssapi"]);

const fn oidc_needs(name: &'static str, needed: crate::OptionId) -> Rule {
    rule(name, Needs, Value, &[OauthBearerMethod])
        .when(&[Is(OauthBearerMethod, &["oidc"])])
        .unless(has(needed))
        .with(needed)
        .right(&[MODE, SASL_SSL, OIDC, CLIENT, SECRET, ENDPOINT])
}

/// The same where the method is a setting, which with these options can be no other.
const fn oidc_options_need(name: &'static str, needed: crate::OptionId) -> Rule {
    rule(name, Needs, Value, &[OauthBearerMethod])
        .when(&[Open(OauthBearerMethod), AnyWritten(OIDC_ONLY)])
        .unless(has(needed))
        .with(needed)
        .right(&[MODE, SASL_SSL, ANY_METHOD, CLIENT, SECRET, ENDPOINT])
}

const fn has(needed: crate::OptionId) -> &'static [crate::rule::When] {
    match needed {
        OauthBearerClientId => &[Written(OauthBearerClientId), NO_MODE, OTHER_MODE],
        OauthBearerClientSecret => &[Written(OauthBearerClientSecret), NO_MODE, OTHER_MODE],
        _ => &[Written(OauthBearerTokenEndpointUrl), NO_MODE, OTHER_MODE],
    }
}

const KERBEROS: &[crate::OptionId] = &[KerberosServiceName, KerberosPrincipal, KerberosKeytab];

const OIDC_ONLY: &[crate::OptionId] = &[
    OauthBearerClientId,
    OauthBearerClientSecret,
    OauthBearerScope,
    OauthBearerTokenEndpointUrl,
    OauthBearerExtensions,
    HttpsCaLocation,
    HttpsCaPem,
];

const OAUTH: &[crate::OptionId] = &joined::<8>(&[OauthBearerMethod], OIDC_ONLY);

const OF_TICKETS: &[crate::OptionId] = &joined::<11>(KERBEROS, OAUTH);

const fn joined<const BOTH: usize>(
    one: &[crate::OptionId],
    other: &[crate::OptionId],
) -> [crate::OptionId; BOTH] {
    assert!(one.len() + other.len() == BOTH, "as many as both have");
    let (mut all, mut at) = ([Username; BOTH], 0);
    while at < BOTH {
        all[at] = if at < one.len() { one[at] } else { other[at - one.len()] };
        at += 1;
    }
    all
}

const ANY_MODE: Entry = (AuthenticationMode, Setting("%MODE%"));
const ANY_METHOD: Entry = (OauthBearerMethod, Setting("%METHOD%"));
type Entry = (crate::OptionId, crate::Value<'static>);
pub(super) const SASL_SSL: Entry = (Protocol, Word("sasl_ssl"));
pub(super) const MODE: Entry = (AuthenticationMode, Word("oauth_bearer"));
pub(super) const OIDC: Entry = (OauthBearerMethod, Word("oidc"));
pub(super) const CLIENT: Entry = (OauthBearerClientId, Text("orders"));
pub(super) const SECRET: Entry = (OauthBearerClientSecret, Text("secret"));
pub(super) const ENDPOINT: Entry = (OauthBearerTokenEndpointUrl, Text("https://login.example.com/token"));
