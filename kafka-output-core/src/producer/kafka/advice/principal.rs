//! Whom the brokers' access rules are about: never a secret.

use std::fmt;

use kafka_output_options::OptionId;

use super::Security;
use crate::producer::kafka::ClientConfig;

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
    /// By a name that no error may show, which this option has.
    Unnamed(OptionId),
    /// A shared access policy of Event Hubs'.
    Policy(String),
    /// By a ticket; unwritten, librdkafka's own.
    Kerberos(String),
    /// The subject of the token.
    Token,
}

impl Principal {
    /// Of a client of this configuration.
    pub(in crate::producer::kafka) fn of(config: ClientConfig<'_>, security: Security) -> Self {
        let property = |id: OptionId| config.properties.get(id.property()).map_or("", String::as_str);
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
                _ if !config.names_user => Self::Unnamed(OptionId::KerberosPrincipal),
                name => Self::Kerberos(name.to_owned()),
            },
            _ => match property(OptionId::Username) {
                CONNECTION_STRING => {
                    let parts = property(OptionId::Password).split(';');
                    let policy = parts.map(str::trim).find_map(|part| part.strip_prefix(POLICY));
                    Self::Policy(policy.unwrap_or_default().to_owned())
                }
                _ if !config.names_user => Self::Unnamed(OptionId::Username),
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
            Self::Unnamed(option) => write!(f, "the user that `{}` names", option.name()),
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
    use kafka_output_options::{OptionId as Id, OptionSet, Value};

    use super::{Principal, Security};
    use crate::config::ProducerConfig;

    fn told(options: &[(Id, Value<'_>)], fetched: &[Id]) -> String {
        let config = ProducerConfig::of(&OptionSet::new(options).with_fetched(fetched));
        Principal::of(config.client(), Security::of(&config.properties)).to_string()
    }

    #[test]
    fn each_way_in_has_its_principal_and_none_shows_a_secret() {
        let protocol = |word| (Id::Protocol, Value::Word(word));
        let (sasl, tls) = (protocol("sasl_ssl"), protocol("ssl"));
        let mode = |mode| (Id::AuthenticationMode, Value::Word(mode));
        let text = |id, text| (id, Value::Text(text));
        let plain = |username, password| {
            [sasl, mode("plain"), text(Id::Username, username), text(Id::Password, password)]
        };
        let kerberos = |name| [sasl, mode("gssapi"), text(Id::KerberosPrincipal, name)];
        let string = "Endpoint=sb://x/;SharedAccessKeyName=send;SharedAccessKey=c2VjcmV0";
        for (options, part) in [
            (&[protocol("plaintext")][..], "`User:ANONYMOUS`, since `protocol = plaintext`"),
            (&[tls], "since `protocol = ssl`"),
            (&[tls, text(Id::SslCertificateLocation, "a")], "certificate"),
            (&plain("ada", "secret"), "`ada` (`username`)"),
            (&plain("ada@shop.example", "secret"), "`ada@shop.example` (`username`)"),
            (&plain("$ConnectionString", string), "policy `send`"),
            (&plain(string, "ada"), "the user that `username` names"),
            (&plain("ada:secret@shop.example", "ada"), "the user that `username` names"),
            (&kerberos("ada@X"), "`ada@X`"),
            (&kerberos(string), "the user that `kerberos_principal` names"),
            (&[sasl, mode("gssapi")], "`kafkaclient`"),
            (&[sasl, mode("oauth_bearer")], "token"),
        ] {
            let told = told(options, &[]);
            assert!(told.contains(part), "{told}");
            assert!(!told.contains("secret") && !told.contains("c2VjcmV0"), "{told}");
        }
        assert_eq!(told(&plain("ada", "secret"), &[Id::Username]), "the user that `username` names");
        let fetched = [Id::KerberosPrincipal];
        assert_eq!(told(&kerberos("ada@X"), &fetched), "the user that `kerberos_principal` names");
    }
}
