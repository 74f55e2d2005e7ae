//! A workspace of the crates, in the target directory, and cargo in it.

use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs, io, process};

use super::sources::Contestant;
use super::{Command, Took};
use crate::measure::children_cpu_time;

/// The workspace.
#[derive(Debug)]
pub(super) struct Scratch {
    folder: PathBuf,
    target: PathBuf,
}

impl Scratch {
    /// Writes the crates, each with so many functions. They share the target directory of this program, so that librdkafka
    /// is not built again.
    pub(super) fn write(functions: usize) -> io::Result<Self> {
        let program = env::current_exe()?;
        let target = program.ancestors().nth(2).ok_or(io::ErrorKind::NotFound)?.to_path_buf();
        let scratch = Self { folder: target.join("build-cost"), target };
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or(io::ErrorKind::NotFound)?;
        let members: Vec<_> = Contestant::all().map(|one| format!("\"{}\"", one.name())).collect();
        fs::create_dir_all(&scratch.folder)?;
        fs::write(
            scratch.folder.join("Cargo.toml"),
            format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", ")),
        )?;
        // The versions we are built with.
        fs::copy(repository.join("Cargo.lock"), scratch.folder.join("Cargo.lock"))?;
        for contestant in Contestant::all() {
            let folder = scratch.folder.join(contestant.name());
            fs::create_dir_all(folder.join("src"))?;
            fs::write(folder.join("Cargo.toml"), contestant.manifest(repository))?;
            fs::write(scratch.source(contestant), contestant.source(functions))?;
        }
        Ok(scratch)
    }

    /// Builds all of it, with what it depends on.
    pub(super) fn build_all(&self, command: Command) -> io::Result<()> {
        self.cargo(command, &["--workspace"])
    }

    /// Builds one crate anew.
    pub(super) fn build(&self, contestant: Contestant, command: Command, round: usize) -> io::Result<Took> {
        let source = self.source(contestant);
        let text = fs::read_to_string(&source)?;
        let text = text.split("// round").next().unwrap_or_default();
        fs::write(&source, format!("{text}// round {round} of {}\n", command.word()))?;
        let (start, cpu) = (Instant::now(), children_cpu_time());
        self.cargo(command, &["-p", contestant.name()])?;
        Ok(Took { elapsed: start.elapsed(), cpu: children_cpu_time().saturating_sub(cpu) })
    }

    fn source(&self, contestant: Contestant) -> PathBuf {
        self.folder.join(contestant.name()).join("src/lib.rs")
    }

    fn cargo(&self, command: Command, arguments: &[&str]) -> io::Result<()> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = process::Command::new(cargo)
            .args([command.word(), "--offline", "--quiet", "--target-dir"])
            .arg(&self.target)
            .args(arguments)
            .current_dir(&self.folder)
            // Each build is a whole one.
            .env("CARGO_INCREMENTAL", "0")
            .status()?;
        if status.success() {
            return Ok(());
        }
        Err(io::Error::other(format!("`cargo {} {}` failed", command.word(), arguments.join(" "))))
    }
}
