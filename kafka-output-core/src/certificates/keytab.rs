//! A keytab that is not there, or is none: librdkafka hands it to `kinit`, and hears only that there is no ticket.

use std::io::Read;
use std::path::Path;

use kafka_output_options::{OptionId, OptionSet};

use super::looked_at::Findings;
use super::source::{shown, text_of};
use crate::files;

/// What every keytab begins with.
const FIRST: u8 = 5;

pub(super) fn look(set: &OptionSet<'_>, findings: &mut Findings) {
    let option = OptionId::KerberosKeytab;
    let Some(path) = text_of(set, option).and_then(path) else { return };
    let mut first = [0];
    let what = match files::open(Path::new(path)).and_then(|mut file| file.read(&mut first)) {
        Ok(1) if first[0] == FIRST => return,
        Ok(_) => "is no keytab; write the path of one, as `kadmin` or `ktutil` makes it".to_owned(),
        Err(error) => {
            format!("cannot be read: {error}; write the path of a keytab that this program may read")
        }
    };
    findings.faults.push((option, format!("`{}`: {} {what}", option.name(), shown(set, option, path))));
}

/// The file, unless it is a keytab of another kind: `MEMORY:`, `API:`.
fn path(name: &str) -> Option<&str> {
    match name.split_once(':') {
        Some(("FILE" | "WRFILE", path)) => Some(path),
        Some((kind, _)) if kind.len() > 1 && kind.bytes().all(|byte| byte.is_ascii_uppercase()) => None,
        _ => Some(name),
    }
}

#[cfg(test)]
mod tests {
    use kafka_output_options::{OptionId, OptionSet, Value};

    use super::super::looked_at::Findings;
    use super::look;

    fn said_of(name: &str) -> String {
        let options = [(OptionId::KerberosKeytab, Value::Text(name))];
        let mut findings = Findings::default();
        look(&OptionSet::new(&options), &mut findings);
        findings.faults.into_iter().map(|(_, sentence)| sentence).collect()
    }

    #[test]
    fn what_is_no_keytab_is_told() {
        let file = std::env::temp_dir().join(format!("kafka-output-{}.keytab", std::process::id()));
        let name = file.display().to_string();
        assert!(said_of(&name).contains("cannot be read: "));
        std::fs::write(&file, "").unwrap();
        assert!(said_of(&name).contains("` is no keytab; "));
        std::fs::write(&file, "-----BEGIN").unwrap();
        assert!(said_of(&format!("FILE:{name}")).contains("` is no keytab; "));
        std::fs::write(&file, [5, 2]).unwrap();
        assert_eq!(said_of(&name), "");
        assert_eq!(said_of("MEMORY:orders"), "");
        let folder = std::env::temp_dir().display().to_string();
        assert!(said_of(&folder).contains("no regular file"), "nor a pipe, which may never end");
        std::fs::remove_file(&file).unwrap();
    }
}
