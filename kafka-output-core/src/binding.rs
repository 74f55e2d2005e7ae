//! A binding: what the attribute of one function declared, and the output it resolved to.

use std::fmt;
use std::panic::Location;
use std::sync::Arc;

use arc_swap::ArcSwapOption;
use kafka_output_options::{OptionId, OptionSet, Value};

use crate::output::Output;
use crate::schema_registry::Schemas;

/// Everything an attribute says, as constant data.
#[derive(Debug, Clone, Copy)]
pub struct Declaration {
    /// The output's name.
    pub(crate) name: &'static str,
    /// The module the function or type is in.
    pub(crate) module: &'static str,
    /// The file the attribute is in.
    pub(crate) file: &'static str,
    /// Its line, from 1.
    pub(crate) line: u32,
    /// Its column, from 1.
    pub(crate) column: u32,
    /// The options written.
    pub(crate) options: OptionSet<'static>,
    /// The type written for `connection`, whose options hold where the function is silent.
    pub(crate) connection: Option<&'static Connection>,
    /// The schemas of its formats, where they are known without a call: not in a generic function.
    pub(crate) schemas: Option<fn() -> Told>,
}

/// What generated code tells of an output's formats without a call.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// For a registry.
    pub(crate) schemas: Schemas,
    /// Of the value, the event's key, and the field that is the key: what types say of themselves.
    #[cfg(feature = "apache-avro")]
    pub(crate) shapes: [Option<crate::encode::avro::Shape>; 3],
}

impl Told {
    /// Made by generated code, of what is for a registry.
    #[must_use]
    pub const fn new(schemas: Schemas) -> Self {
        Self {
            schemas,
            #[cfg(feature = "apache-avro")]
            shapes: [None; 3],
        }
    }

    /// With what the types of the value, the event's key and the field that is the key say of themselves.
    #[cfg(feature = "apache-avro")]
    #[must_use]
    pub const fn with_shapes(self, shapes: [Option<crate::encode::avro::Shape>; 3]) -> Self {
        Self { shapes, ..self }
    }
}

/// Everything a `#[kafka_connection]` says, as constant data.
#[derive(Debug, Clone, Copy)]
pub struct Connection {
    /// The type's name.
    pub name: &'static str,
    /// The options written.
    pub options: OptionSet<'static>,
}

impl Declaration {
    /// Made by generated code: the attribute stands where this is called.
    #[must_use]
    #[track_caller]
    pub const fn new(
        name: &'static str,
        module: &'static str,
        options: &'static [(OptionId, Value<'static>)],
    ) -> Self {
        let place = Location::caller();
        Self {
            name,
            module,
            file: place.file(),
            line: place.line(),
            column: place.column(),
            options: OptionSet::new(options),
            connection: None,
            schemas: None,
        }
    }

    /// Of a field, whose attribute stands elsewhere than its type's `derive`.
    #[must_use]
    pub const fn at(self, line: u32, column: u32) -> Self {
        Self { line, column, ..self }
    }

    /// With the options of a connection.
    #[must_use]
    pub const fn on(self, connection: &'static Connection) -> Self {
        Self { connection: Some(connection), ..self }
    }

    /// With what is known of its formats without a call.
    #[must_use]
    pub const fn telling(self, told: fn() -> Told) -> Self {
        Self { schemas: Some(told), ..self }
    }

    /// The options that hold: the function's own, then its connection's.
    pub(crate) const fn effective(&self) -> OptionSet<'static> {
        match self.connection {
            Some(connection) => self.options.with_connection(&connection.options),
            None => self.options,
        }
    }
}

/// One per annotated function or field: its declaration, and its output once resolved.
pub struct Binding {
    pub(crate) declaration: Declaration,
    /// One of several outputs, whose records wait for those of the others to be written.
    pub(crate) one_of_several: bool,
    /// The output under the installed runtime; emptied when another one is installed.
    pub(crate) output: ArcSwapOption<Output>,
}

impl Binding {
    /// Made by generated code, in a `static`.
    #[must_use]
    #[track_caller]
    pub const fn new(
        name: &'static str,
        module: &'static str,
        options: &'static [(OptionId, Value<'static>)],
    ) -> Self {
        Self::of(Declaration::new(name, module, options))
    }

    /// The same, of a declaration that says more.
    #[must_use]
    pub const fn of(declaration: Declaration) -> Self {
        Self { declaration, one_of_several: false, output: ArcSwapOption::const_empty() }
    }

    /// The same, of a field or variant of a type that derives `KafkaOutputs`.
    #[must_use]
    pub const fn one_of_several(declaration: Declaration) -> Self {
        Self { declaration, one_of_several: true, output: ArcSwapOption::const_empty() }
    }

    pub(crate) const fn name(&self) -> &'static str {
        self.declaration.name
    }

    /// `src/orders.rs:12`, for errors that must tell two outputs apart.
    pub(crate) fn place(&self) -> String {
        format!("{}:{}", self.declaration.file, self.declaration.line)
    }

    pub(crate) fn remember_output(&self, output: Option<Arc<Output>>) {
        self.output.store(output);
    }
}

impl fmt::Debug for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Binding")
            .field("name", &self.name())
            .field("place", &self.place())
            .finish_non_exhaustive()
    }
}

/// Every output declared in this program, of every linked crate; filled by the linker.
#[linkme::distributed_slice]
pub static OUTPUTS: [&'static Binding];

/// Puts a binding on the list, and brings the ladders' traits into scope. One name for it all: where that is not found, since the
/// attribute looks for the facade under another name than the user's, the compiler says so once and nothing of what is inside.
#[doc(hidden)]
#[macro_export]
macro_rules! __kafka_output_listed {
    ($entry:ident, $binding:ident) => {
        use $crate::private::prelude::*;
        #[$crate::private::linkme::distributed_slice($crate::private::OUTPUTS)]
        #[linkme(crate = $crate::private::linkme)]
        static $entry: &$crate::private::Binding = &$binding;
    };
}

/// The declared outputs by place; the linker's order is any.
pub(crate) fn declared() -> Vec<&'static Binding> {
    let mut bindings: Vec<&'static Binding> = OUTPUTS.iter().copied().collect();
    bindings.sort_by_key(|binding| {
        let Declaration { file, line, column, .. } = binding.declaration;
        (file, line, column)
    });
    bindings
}

/// What the catalogue tells of one declared output.
#[derive(Debug, Clone, Copy)]
pub struct OutputInfo {
    declaration: Declaration,
}

impl OutputInfo {
    /// The output's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.declaration.name
    }

    /// The module of the annotated function or type.
    #[must_use]
    pub const fn module(&self) -> &'static str {
        self.declaration.module
    }

    /// The file and line of the attribute: `src/orders.rs`, 12.
    #[must_use]
    pub const fn place(&self) -> (&'static str, u32) {
        (self.declaration.file, self.declaration.line)
    }

    /// The options written in the attribute and on its connection, by name: words, numbers, flags and text, settings unresolved. A secret is shown as `…`, of
    /// a map the names, and of what only the compiler reads (`key`) that it is there.
    pub fn options(&self) -> impl Iterator<Item = (&'static str, String)> {
        self.declaration.effective().iter().map(|(id, value)| (id.name(), crate::config::display(id, &value)))
    }
}

/// Lists every output declared in this program, sorted by name.
///
/// A crate of the dependency tree takes part as soon as the program uses anything of it.
#[must_use]
pub fn outputs() -> Vec<OutputInfo> {
    let declared = declared().into_iter();
    let mut outputs: Vec<_> =
        declared.map(|binding| OutputInfo { declaration: binding.declaration }).collect();
    outputs.sort_by_key(OutputInfo::name);
    outputs
}
