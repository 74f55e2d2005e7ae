//! Files that settings and options name.

use std::fs::File;
use std::io;
use std::path::Path;

/// Opens a regular file. To open a pipe waits until somebody writes to it, and a device may never end.
///
/// # Errors
/// The system's, or that it is another kind of file.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no regular file, but a folder, a pipe or a device"));
    }
    File::open(path)
}

/// All of such a file.
///
/// # Errors
/// As for [`open`].
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = open(path)?;
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut file, &mut bytes)?;
    Ok(bytes)
}
