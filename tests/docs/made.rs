//! Files made by the tests of this program.

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// Whether files are made anew, so that what is blessed after them is not looked at yet.
pub(crate) fn updates() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some()
}

/// Fails when a file is not what it should be; with `UPDATE_DOCS`, makes it so first.
pub(crate) fn check(path: &str, made: &str) {
    if updates() && read(path) != made {
        let file = root().join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder can be made");
        fs::write(file, made).expect("the file can be written");
    }
    assert!(read(path) == made, "{path} is stale; run `tests/update`");
}

/// Fails when a folder has a file of no name among `names`, endings aside; with `UPDATE_DOCS`, removes it first.
pub(crate) fn check_nothing_else(folder: &str, names: &[&str]) {
    for entry in fs::read_dir(root().join(folder)).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        if names.contains(&name.as_ref()) {
            continue;
        }
        assert!(
            updates() && fs::remove_file(&path).is_ok(),
            "{} is made from nothing any more; run `tests/update`",
            path.display()
        );
    }
}

/// A page with what stands between `<!-- made: NAME -->` and the next `<!-- end -->` made anew.
pub(crate) fn with_part(page: &str, name: &str, made: &str) -> String {
    let begin = format!("<!-- made: {name} -->\n");
    let (before, rest) = page.split_once(&begin).unwrap_or_else(|| panic!("no part `{name}`"));
    let (_, after) = rest.split_once("<!-- end -->").unwrap_or_else(|| panic!("`{name}` has no end"));
    format!("{before}{begin}{}\n<!-- end -->{after}", made.trim_end())
}
