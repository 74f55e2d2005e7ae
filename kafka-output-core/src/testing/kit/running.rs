//! What `#[kafka_output::test]` expands to a call of.

use super::TestKafka;

/// Runs an `async` test body, with a runtime of its own on this thread. What the body spawns stays on this thread too, and sends
/// where the test looks.
///
/// # Panics
/// Where the environment says what cannot be, no runtime can be started, or the body panics.
#[track_caller]
pub fn run<R>(body: impl AsyncFnOnce(&mut TestKafka) -> R) -> R {
    let mut kafka = of_environment();
    // Before the runtime, which is dropped first then, whether the body returns or panics: tasks that are left end inside.
    let _entered = kafka.handle().enter();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => panic!("the runtime of the test could not be started: {error}"),
    };
    runtime.block_on(body(&mut kafka))
}

/// Runs a plain test body.
///
/// # Panics
/// Where the environment says what cannot be, or the body panics.
#[track_caller]
pub fn run_blocking<R>(body: impl FnOnce(&mut TestKafka) -> R) -> R {
    let mut kafka = of_environment();
    let _entered = kafka.handle().enter();
    body(&mut kafka)
}

#[track_caller]
fn of_environment() -> TestKafka {
    match TestKafka::from_environment() {
        Ok(kafka) => kafka,
        Err(error) => panic!("{error}"),
    }
}
