//! Whom a client trusts, and what it shows of itself.

use std::fmt;
use std::sync::{Arc, OnceLock};

use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, Error, RootCertStore};
use rustls_platform_verifier::Verifier;

/// Read once a connection needs it: who speaks no TLS needs no authorities.
#[derive(Default)]
pub(crate) struct Tls {
    /// Those alone; without, the system's, or those of the file that `SSL_CERT_FILE` names.
    pub(crate) authorities: Option<Vec<CertificateDer<'static>>>,
    /// A chain and its key.
    pub(crate) identity: Option<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)>,
    config: OnceLock<Arc<ClientConfig>>,
}

impl Tls {
    #[cfg(any(test, feature = "oidc", feature = "schema-registry"))]
    pub(crate) fn new(
        authorities: Option<Vec<CertificateDer<'static>>>,
        identity: Option<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)>,
    ) -> Self {
        Self { authorities, identity, config: OnceLock::new() }
    }

    /// Reads files the first time.
    pub(super) fn config(&self) -> Result<Arc<ClientConfig>, Error> {
        if let Some(config) = self.config.get() {
            return Ok(Arc::clone(config));
        }
        let config = Arc::new(self.read()?);
        Ok(Arc::clone(self.config.get_or_init(|| config)))
    }

    fn read(&self) -> Result<ClientConfig, Error> {
        // Named, since other crates of a program may bring another one, and none is then the default.
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()?;
        let config = if let Some(authorities) = &self.authorities {
            let mut roots = RootCertStore::empty();
            roots.add_parsable_certificates(authorities.iter().cloned());
            config.with_root_certificates(roots)
        } else {
            let verifier = Arc::new(Verifier::new(provider)?);
            config.dangerous().with_custom_certificate_verifier(verifier)
        };
        match &self.identity {
            Some((chain, key)) => config.with_client_auth_cert(chain.clone(), key.clone_key()),
            None => Ok(config.with_no_client_auth()),
        }
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls").finish_non_exhaustive()
    }
}
