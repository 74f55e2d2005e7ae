//! A schema of Avro's as the specification has it, with what the writer's parser leaves out: names, defaults, and the text as written.
//! The attribute reads schemas by it while compiling, and the runtime those that come from settings. Not for people: anything here
//! may change with any version.
//!
//! | module | what it does |
//! |---|---|
//! | `read` | text → [`Schema`], or why it is none |
//! | `canonical` | the Parsing Canonical Form, and fingerprints |
//! | `default` | a default → its bytes |
//! | `near` | what a name that is no type's may be meant for |
//! | `whole` | one type of it as a schema by itself |
//! | `words` | how people say it, and what a Rust field would be |

mod canonical;
mod default;
mod json;
mod near;
mod read;
mod whole;
mod words;

pub use default::{DEFAULT_DEPTH, DEFAULT_PARTS, bytes_of_default};
pub use json::Json;
pub use near::{is_word, nearest_type};
pub use read::full_name;

/// Reads a schema that values are to be written by; an error is the reason why it is none.
///
/// What the writer's parser cannot read is none, either: it looks neither at names nor at defaults, which every reader and registry
/// does, and tells less of what it does look at.
pub fn check(text: &str) -> Result<Schema, String> {
    let schema = Schema::read(text)?;
    text.parse::<serde_avro_fast::Schema>().map_err(|error| error.to_string())?;
    Ok(schema)
}

/// A schema; its types name each other by place.
#[derive(Debug)]
pub struct Schema {
    types: Vec<AvroType>,
    /// The place of the outermost one.
    pub root: Id,
}

/// The place of a type.
pub type Id = usize;

/// One type.
#[derive(Debug)]
pub struct AvroType {
    /// What it is.
    pub kind: Kind,
    /// The full name, of a named type.
    pub name: Option<String>,
    /// What its values mean besides.
    pub logical: Option<Logical>,
    /// As it was written, and the namespace that it stands in; of a named type and of a union.
    written: Option<(Json, String)>,
}

/// What a type is, by the specification's words.
#[allow(missing_docs, reason = "the specification says what they are")]
#[derive(Debug)]
pub enum Kind {
    Null,
    Boolean,
    Int,
    Long,
    Float,
    Double,
    Bytes,
    Text,
    Fixed(u64),
    Array(Id),
    Map(Id),
    Union(Vec<Id>),
    Enum(Vec<String>),
    Record(Vec<Field>),
}

/// A field of a record.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// The place of its type.
    pub ty: Id,
    /// What readers take where it is not written.
    pub default: Option<Json>,
}

/// A logical type that is valid where it stands; any other is to be ignored, says the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the specification says what they are")]
pub enum Logical {
    Decimal { precision: u32, scale: u32 },
    Uuid,
    Date,
    TimeMillis,
    TimeMicros,
    TimestampMillis,
    TimestampMicros,
    TimestampNanos,
    LocalTimestampMillis,
    LocalTimestampMicros,
    LocalTimestampNanos,
    Duration,
}

impl Schema {
    /// The type at a place.
    #[must_use]
    pub fn get(&self, id: Id) -> &AvroType {
        &self.types[id]
    }

    /// The places of all named types.
    pub fn named(&self) -> impl Iterator<Item = (Id, &str)> {
        self.types.iter().enumerate().filter_map(|(id, ty)| Some((id, ty.name.as_deref()?)))
    }

    /// `["null", T]` or `[T, "null"]`: whether null is first, and what else there is.
    #[must_use]
    pub fn nullable(&self, id: Id) -> Option<(bool, Id)> {
        let Kind::Union(branches) = &self.get(id).kind else { return None };
        let is_null = |id: &Id| matches!(self.get(*id).kind, Kind::Null);
        match branches[..] {
            [first, second] if is_null(&first) => Some((true, second)),
            [first, second] if is_null(&second) => Some((false, first)),
            _ => None,
        }
    }
}

/// `shop.Order` → `Order`
#[must_use]
pub fn simple(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, simple)| simple)
}

/// Logical types, each with the word of a type that it stands beside.
const LOGICAL: [(Logical, &str); 12] = [
    (Logical::Decimal { precision: 0, scale: 0 }, "bytes"),
    (Logical::Uuid, "string"),
    (Logical::Date, "int"),
    (Logical::TimeMillis, "int"),
    (Logical::TimeMicros, "long"),
    (Logical::TimestampMillis, "long"),
    (Logical::TimestampMicros, "long"),
    (Logical::TimestampNanos, "long"),
    (Logical::LocalTimestampMillis, "long"),
    (Logical::LocalTimestampMicros, "long"),
    (Logical::LocalTimestampNanos, "long"),
    (Logical::Duration, "fixed"),
];

impl Logical {
    /// Its word in a schema.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Decimal { .. } => "decimal",
            Self::Uuid => "uuid",
            Self::Date => "date",
            Self::TimeMillis => "time-millis",
            Self::TimeMicros => "time-micros",
            Self::TimestampMillis => "timestamp-millis",
            Self::TimestampMicros => "timestamp-micros",
            Self::TimestampNanos => "timestamp-nanos",
            Self::LocalTimestampMillis => "local-timestamp-millis",
            Self::LocalTimestampMicros => "local-timestamp-micros",
            Self::LocalTimestampNanos => "local-timestamp-nanos",
            Self::Duration => "duration",
        }
    }
}
