//! Who expands: a compiler, an editor or `rustdoc`.

use std::sync::OnceLock;

/// Whether rust-analyzer expands, by what it sets for the process that runs macros, or by that one's name. It takes code of ours that
/// stands in the user's place, as rustc needs for its underlines, for what the user meant: "go to definition" would go everywhere.
pub(crate) fn is_editor() -> bool {
    static ANSWER: OnceLock<bool> = OnceLock::new();
    #[cfg(test)]
    if IN_EDITOR.get() {
        return true;
    }
    *ANSWER.get_or_init(|| {
        std::env::var_os("RUST_ANALYZER_INTERNALS_DO_NOT_USE").is_some() || is_named("rust-analyzer")
    })
}

/// Whether people read the signatures of what is expanded.
pub(crate) fn is_read() -> bool {
    static IS_DOCUMENTATION: OnceLock<bool> = OnceLock::new();
    is_editor() || *IS_DOCUMENTATION.get_or_init(|| is_named("rustdoc"))
}

fn is_named(start: &str) -> bool {
    let program = std::env::current_exe();
    program.is_ok_and(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start)))
}

#[cfg(test)]
thread_local! {
    static IN_EDITOR: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// A test stands for an editor meanwhile.
#[cfg(test)]
pub(crate) fn in_editor<T>(expand: impl FnOnce() -> T) -> T {
    IN_EDITOR.set(true);
    let expanded = expand();
    IN_EDITOR.set(false);
    expanded
}
