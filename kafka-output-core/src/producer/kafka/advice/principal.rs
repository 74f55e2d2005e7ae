//! Whom the brokers' access rules are about: never a secret.

use std::collections::BTreeMap;
use std::fmt;

use kafka_output_options::{OptionId, may_be_secret};

use super::Security;

/// The user name that Event Hubs gives to whoever has a connection string.
const CONNECTION_STRING: &str = "$ConnectionString";
/// Where the string tells whose it is.
const POLICY: &str = "SharedAccessKeyName=";

/// Who we are to the brokers, as far as it is known here.
pub(in crate::producer::kafka) enum Principal {
    /// Nobody.
    Anonymous(&'static str),
    /// The subject of our certificate.
    Certificate,
    /// By user name, whichever the mechanism.
    User(String),
    /// The same where the name may be a secret, such as a connection string that stands in the wrong setting.
    Unnamed,
    /// A shared access policy of Event Hubs'.
    Policy(String),
    /// By a ticket; unwritten, librdkafka's own.
    Kerberos(String),
    /// The subject of the token.
    Token,
}

impl Principal {
    /// Of a client with these properties of librdkafka's.
    pub(in crate::producer::kafka) fn of(properties: &BTreeMap<String, String>, security: Security) -> Self {
        let property = |id: OptionId| properties.get(id.property()).map_or("", String::as_str);
        let certificates = [
            OptionId::SslCertificateLocation,
            OptionId::SslCertificatePem,
            OptionId::SslCertificateAndKeyPem,
        ];
        match security.mode {
            _ if !security.is_sasl() => {
                let shows = security.is_tls() && certificates.iter().any(|id| !property(*id).is_empty());
                if shows { Self::Certificate } else { Self::Anonymous(security.protocol) }
            }
            "oauth_bearer" => Self::Token,
            "gssapi" => match property(OptionId::KerberosPrincipal) {
                "" => Self::Kerberos("kafkaclient".to_owned()),
                name => Self::Kerberos(name.to_owned()),
            },
            _ => match property(OptionId::Username) {
                CONNECTION_STRING => {
                    let parts = property(OptionId::Password).split(';');
                    let policy = parts.map(str::trim).find_map(|part| part.strip_prefix(POLICY));
                    Self::Policy(policy.unwrap_or_default().to_owned())
                }
                name if may_be_secret(name) => Self::Unnamed,
                name => Self::User(name.to_owned()),
            },
        }
    }
}

/// No name, which may have been fetched.
impl fmt::Debug for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl Principal {
    /// The same where it is only one of several reasons: of nobody there is nothing to tell.
    pub(in crate::producer::kafka) fn or_user(&self) -> String {
        match self {
            Self::Anonymous(_) => "this user".to_owned(),
            known => known.to_string(),
        }
    }
}

impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anonymous(protocol) => {
                write!(f, "the principal `User:ANONYMOUS`, since `protocol = {protocol}` shows none here")
            }
            Self::Certificate => f.write_str("the principal of the client's certificate, its subject"),
            Self::User(name) => write!(f, "the user `{name}` (`{}`)", OptionId::Username.name()),
            Self::Unnamed => write!(f, "the user that `{}` names", OptionId::Username.name()),
            // Signed by somebody else, for a while, and named nowhere.
            Self::Policy(name) if name.is_empty() => {
                f.write_str("the shared access policy of the connection string")
            }
            Self::Policy(name) => write!(f, "the shared access policy `{name}` of the connection string"),
            Self::Kerberos(name) => {
                write!(f, "the Kerberos principal `{name}` (`{}`)", OptionId::KerberosPrincipal.name())
            }
            Self::Token => f.write_str("the principal of the token, mostly its `sub`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use kafka_output_options::OptionId as Id;

    use super::{Principal, Security};

    fn told(options: &[(Id, &str)]) -> String {
        let property = |(id, value): &(Id, &str)| (id.property().to_owned(), (*value).to_owned());
        let properties = options.iter().map(property).collect();
        Principal::of(&properties, Security::of(&properties)).to_string()
    }

    #[test]
    fn each_way_in_has_its_principal_and_none_shows_a_secret() {
        let (sasl, tls) = ((Id::Protocol, "sasl_ssl"), (Id::Protocol, "ssl"));
        let mode = |mode| (Id::AuthenticationMode, mode);
        let string = "Endpoint=sb://x/;SharedAccessKeyName=send;SharedAccessKey=c2VjcmV0";
        let plain = [sasl, mode("PLAIN"), (Id::Username, "ada"), (Id::Password, "secret")];
        let event_hubs = [sasl, mode("PLAIN"), (Id::Username, "$ConnectionString"), (Id::Password, string)];
        let swapped = [sasl, mode("PLAIN"), (Id::Username, string), (Id::Password, "ada")];
        for (options, part) in [
            (&[][..], "`User:ANONYMOUS`, since `protocol = plaintext`"),
            (&[tls], "since `protocol = ssl`"),
            (&[tls, (Id::SslCertificateLocation, "a")], "certificate"),
            (&plain, "`ada` (`username`)"),
            (&event_hubs, "policy `send`"),
            (&swapped, "the user that `username` names"),
            (&[sasl, mode("GSSAPI"), (Id::KerberosPrincipal, "ada@X")], "`ada@X`"),
            (&[sasl, mode("GSSAPI")], "`kafkaclient`"),
            (&[sasl, mode("OAUTHBEARER")], "token"),
        ] {
            let told = told(options);
            assert!(told.contains(part), "{told}");
            assert!(!told.contains("secret") && !told.contains("c2VjcmV0"), "{told}");
        }
    }
}
