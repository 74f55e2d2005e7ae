//! Pulls the subjects of a schema registry into a file, for `kafka_output::testing::check_schemas`.

use std::io::{stderr, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1);
    let code = kafka_output::__private::schemas_command(
        arguments,
        |variable| std::env::var(variable).ok(),
        &mut stdout(),
        &mut stderr(),
    );
    ExitCode::from(code)
}
