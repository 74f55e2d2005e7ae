//! A schema as Avro's specification has it, with what the runtime's parser leaves out: defaults, and the text as written.
//!
//! | module | what it does |
//! |---|---|
//! | [`read`] | text → [`Schema`], or why it is none |
//! | [`canonical`] | the Parsing Canonical Form, and fingerprints |
//! | [`default`] | a default → its bytes |
//! | [`whole`] | one type of it as a schema by itself |
//! | [`words`] | how people say it, and what a Rust field would be |

pub(crate) mod canonical;
pub(crate) mod default;
mod json;
mod read;
pub(crate) mod whole;
pub(crate) mod words;

pub(crate) use json::Json;
pub(crate) use read::full_name;

/// A schema; its types name each other by place.
#[derive(Debug)]
pub(crate) struct Schema {
    types: Vec<AvroType>,
    pub(crate) root: Id,
}

/// The place of a type.
pub(crate) type Id = usize;

/// One type.
#[derive(Debug)]
pub(crate) struct AvroType {
    pub(crate) kind: Kind,
    /// The full name, of a named type.
    pub(crate) name: Option<String>,
    pub(crate) logical: Option<Logical>,
    /// As it was written, and the namespace that it stands in; of a named type and of a union.
    written: Option<(Json, String)>,
}

/// What a type is.
#[derive(Debug)]
pub(crate) enum Kind {
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
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) ty: Id,
    pub(crate) default: Option<Json>,
}

/// A logical type that is valid where it stands; any other is to be ignored, says the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Logical {
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
    pub(crate) fn get(&self, id: Id) -> &AvroType {
        &self.types[id]
    }

    /// The places of all named types.
    pub(crate) fn named(&self) -> impl Iterator<Item = (Id, &str)> {
        self.types.iter().enumerate().filter_map(|(id, ty)| Some((id, ty.name.as_deref()?)))
    }

    /// `["null", T]` or `[T, "null"]`: whether null is first, and what else there is.
    pub(crate) fn nullable(&self, id: Id) -> Option<(bool, Id)> {
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
pub(crate) fn simple(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, simple)| simple)
}

impl Logical {
    /// Its word in a schema.
    pub(crate) const fn word(self) -> &'static str {
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
