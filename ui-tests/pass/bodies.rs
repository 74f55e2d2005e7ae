//! Bodies that stand in the wrapper as they are, and others that look like them.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock};

use kafka_output::kafka_output;
use serde::Serialize;

static NAME: Mutex<&'static str> = Mutex::new("x");

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
}

#[kafka_output(broker_list = "%B%", topic = "t")]
fn borrows_from_a_guard_of_an_argument(name: Arc<Mutex<&'static str>>) -> &'static str {
    &name.lock().unwrap()
}

#[kafka_output(broker_list = "%B%", topic = "t")]
fn borrows_in_a_struct(name: Rc<RefCell<&'static str>>) -> Named<'static> {
    Named { name: &name.borrow() }
}

#[kafka_output(broker_list = "%B%", topic = "t")]
fn borrows_in_a_branch(name: Arc<RwLock<&'static str>>, plain: bool) -> Cow<'static, str> {
    if plain {
        Cow::Borrowed(&name.read().unwrap())
    } else {
        Cow::Owned(format!("<{}>", name.read().unwrap()))
    }
}

#[kafka_output(broker_list = "%B%", topic = "t")]
async fn a_guard_is_gone_before_the_sending() -> &'static str {
    &NAME.lock().unwrap()
}

#[kafka_output(broker_list = "%B%", topic = "t")]
fn ends_the_program(code: i32) -> String {
    println!("{code}");
    std::process::exit(code)
}

fn die() -> ! {
    std::process::abort()
}

#[kafka_output(broker_list = "%B%", topic = "t")]
async fn never_comes_back() -> String {
    die()
}

#[kafka_output(broker_list = "%B%", topic = "t")]
fn needs_no_argument(#[allow(unused_variables)] order: u32) -> String {
    String::new()
}

macro_rules! leave {
    ($reason:expr) => {
        return Err($reason.to_owned())
    };
}

macro_rules! by_way_of {
    ($leave:path) => {
        #[kafka_output(broker_list = "%B%", topic = "t")]
        fn leaves_by_a_macro(number: u32) -> Result<String, String> {
            if number > 3 {
                $leave!("too many")
            }
            Ok(number.to_string())
        }
    };
}
by_way_of!(leave);

mod own {
    macro_rules! write {
        ($text:expr) => {
            return Some($text.to_owned())
        };
    }
    pub(super) use write;
}

#[kafka_output(broker_list = "%B%", topic = "t")]
fn leaves_by_a_macro_of_a_known_name(first: bool) -> Option<String> {
    if first {
        own::write!("first")
    }
    None
}

fn sends() {
    drop(crate::is_send(a_guard_is_gone_before_the_sending()));
}
