//! Opening a private key: PKCS#1, SEC1, PKCS#8, and both ways to encrypt one.

use openssl::error::ErrorStack;
use openssl::pkey::{PKey, Private};

/// Why a key cannot be opened.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Closed {
    /// It is encrypted, and there is no password.
    Encrypted,
    /// The password does not open it.
    WrongPassword,
    /// It is no key.
    Garbage,
}

/// The key of a PEM text.
pub(super) fn open(pem: &str, password: Option<&str>) -> Result<PKey<Private>, Closed> {
    let mut asked = false;
    // OpenSSL asks for a password where a key is encrypted; without a callback it would ask the terminal.
    let opened = PKey::private_key_from_pem_callback(pem.as_bytes(), |buffer| {
        asked = true;
        let password = password.unwrap_or_default().as_bytes();
        let room = buffer.get_mut(..password.len()).ok_or_else(ErrorStack::get)?;
        room.copy_from_slice(password);
        Ok(password.len())
    });
    opened.map_err(|_| match (asked, password) {
        (false, _) => Closed::Garbage,
        (true, None) => Closed::Encrypted,
        (true, Some(_)) => Closed::WrongPassword,
    })
}
