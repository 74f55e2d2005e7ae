//! A key distribution centre of MIT's Kerberos, with a realm, a database and a port of its own.

use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::process::{Watchdog, free_port, new_folder, start_recorded};

/// The realm.
pub const REALM: &str = "KAFKA.TEST";
/// The brokers' principal.
pub const SERVICE: &str = "kafka/127.0.0.1@KAFKA.TEST";
/// The client's.
pub const CLIENT: &str = "orders@KAFKA.TEST";

/// Its processes and files go when this is dropped, or when this process ends in whatever way.
#[derive(Debug)]
pub struct Kdc {
    folder: PathBuf,
    process: Option<Child>,
    _watchdog: Watchdog,
}

impl Kdc {
    /// Starts it, with keytabs for the brokers (`kafka.keytab`), for the client (`orders.keytab`), and one for the
    /// client that is out of date (`old.keytab`).
    pub fn start() -> Self {
        let folder = new_folder();
        let mut kdc = Self { _watchdog: Watchdog::over(&folder).expect("a watchdog"), folder, process: None };
        let port = free_port();
        let path = kdc.folder.display();
        kdc.write(
            "krb5.conf",
            &format!(
                "[libdefaults]\ndefault_realm = {REALM}\nrdns = false\ndns_canonicalize_hostname = false\n\
                 dns_lookup_kdc = false\nudp_preference_limit = 1\n\
                 [realms]\n{REALM} = {{\nkdc = 127.0.0.1:{port}\n}}\n"
            ),
        );
        kdc.write(
            "kdc.conf",
            &format!(
                "[kdcdefaults]\nkdc_ports = \"\"\nkdc_tcp_ports = {port}\nkdc_tcp_listen = 127.0.0.1:{port}\nkdc_listen = \"\"\n\
                 [realms]\n{REALM} = {{\ndatabase_name = {path}/principal\nkey_stash_file = {path}/stash\nacl_file = {path}/kadm5.acl\n}}\n"
            ),
        );
        kdc.run("kdb5_util", &["create", "-s", "-P", "master", "-r", REALM]);
        kdc.administer(&format!("addprinc -randkey {SERVICE}"));
        kdc.administer(&format!("addprinc -randkey {CLIENT}"));
        kdc.administer(&format!("ktadd -k {path}/kafka.keytab {SERVICE}"));
        kdc.administer(&format!("ktadd -k {path}/old.keytab {CLIENT}"));
        // Each `ktadd` gives the principal a new key.
        kdc.administer(&format!("ktadd -k {path}/orders.keytab {CLIENT}"));
        // `env` is what carries the settings: the recording shell passes arguments on, not its environment.
        let mut command = Command::new("env");
        command.args(kdc.environment().map(|(name, value)| format!("{name}={value}")));
        command.args([&program("krb5kdc"), "-n"]);
        let process = start_recorded(&command, &kdc.folder).expect("`krb5kdc`; `tests/run` installs it");
        kdc.process = Some(process);
        let deadline = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "the KDC does not answer");
            sleep(Duration::from_millis(20));
        }
        kdc
    }

    /// The path of a file.
    pub fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    /// What a program of this realm needs in its environment; a ticket cache is its own.
    pub fn environment(&self) -> [(&'static str, String); 2] {
        [("KRB5_CONFIG", self.path("krb5.conf")), ("KRB5_KDC_PROFILE", self.path("kdc.conf"))]
    }

    fn administer(&self, query: &str) {
        self.run("kadmin.local", &["-r", REALM, "-q", query]);
    }

    fn run(&self, name: &str, arguments: &[&str]) {
        let output = Command::new(program(name)).args(arguments).envs(self.environment()).output();
        let output =
            output.unwrap_or_else(|error| panic!("`{name}` ({error}); run `tests/run` once, it installs it"));
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.join(name), text).expect("a file in the KDC's own folder");
    }
}

impl Drop for Kdc {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// Debian keeps them where only root's path leads.
fn program(name: &str) -> String {
    let path = Path::new("/usr/sbin").join(name);
    if path.exists() { path.display().to_string() } else { name.to_owned() }
}
