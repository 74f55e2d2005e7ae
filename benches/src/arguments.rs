//! The command line.

/// What `--help` prints.
pub(crate) const USAGE: &str = "\
cargo run --release -p kafka-output-benches -- [options]

Measures annotated functions against hand-written rdkafka, each pair in turn, and prints a table of ratios.
A whole run takes some eight minutes and writes benches/figures.json and benches/figures.svg.
The embedded cluster is always there; a real broker is started when `tests/run` has fetched Kafka's jars.

  --broker HOST:PORT  a broker that runs already, in place of one of our own; gets a topic `kafka-output-benches-…`
  --only TEXT         only pairs whose name contains TEXT, such as mock, broker/batch, callers, encode or registry; writes no figures
  --quick             short rounds, to see that all is well; writes no figures
  --build             only what annotated functions add to `cargo check` and `cargo build`; needs no cluster
  --date DATE         noted in the figures
  --help              this
";

/// What was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    pub(crate) broker: Option<String>,
    pub(crate) only: Option<String>,
    pub(crate) quick: bool,
    pub(crate) build: bool,
    pub(crate) date: Option<String>,
    pub(crate) help: bool,
}

impl Arguments {
    /// Reads the words after the program's name.
    pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut arguments = Self::default();
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(format!("`{word}` needs a value; see --help"));
            match word.as_str() {
                "--broker" => arguments.broker = Some(value()?),
                "--only" => arguments.only = Some(value()?),
                "--date" => arguments.date = Some(value()?),
                "--quick" => arguments.quick = true,
                "--build" => arguments.build = true,
                "--help" | "-h" => arguments.help = true,
                _ => return Err(format!("unknown argument `{word}`; see --help")),
            }
        }
        Ok(arguments)
    }

    /// Whether a pair of this name is asked for.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|text| name.contains(text.as_str()))
    }

    /// Whether everything is measured, and long enough to be shown.
    pub(crate) fn is_whole(&self) -> bool {
        self.only.is_none() && !self.quick
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    fn parse(line: &str) -> Result<Arguments, String> {
        Arguments::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn words_become_arguments() {
        let arguments = parse("--quick --only mock/batch --broker localhost:9092").expect("good words");
        assert!(arguments.quick && !arguments.is_whole());
        assert!(arguments.wants("mock/batch-100-b/threaded-linger-5") && !arguments.wants("mock/sequential"));
        assert_eq!(arguments.broker.as_deref(), Some("localhost:9092"));
        assert!(parse("").expect("nothing").is_whole());
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert!(parse("--fast").expect_err("unknown").contains("--fast"));
        assert!(parse("--broker").expect_err("no value").contains("--broker"));
    }
}
