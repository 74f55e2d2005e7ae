//! How a type of a schema is said, and which Rust type it asks for.

use super::{Id, Kind, Logical, Schema, simple};

impl Kind {
    /// Its word in a schema.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Int => "int",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::Bytes => "bytes",
            Self::Text => "string",
            Self::Fixed(_) => "fixed",
            Self::Array(_) => "array",
            Self::Map(_) => "map",
            Self::Union(_) => "union",
            Self::Enum(_) => "enum",
            Self::Record(_) => "record",
        }
    }
}

impl Schema {
    /// `"double"`, `["null", "string"]`, `array of record "shop.Line"`, `"long" (timestamp-millis)`
    #[must_use]
    pub fn shown(&self, id: Id) -> String {
        let ty = self.get(id);
        let plain = match &ty.kind {
            Kind::Array(of) | Kind::Map(of) => format!("{} of {}", ty.kind.word(), self.shown(*of)),
            Kind::Union(branches) => {
                let branches: Vec<_> = branches.iter().map(|branch| self.shown(*branch)).collect();
                format!("[{}]", branches.join(", "))
            }
            kind => match &ty.name {
                Some(name) => format!("{} \"{name}\"", kind.word()),
                None => format!("\"{}\"", kind.word()),
            },
        };
        match (ty.logical, &ty.kind) {
            (Some(Logical::Decimal { precision, scale }), _) => {
                format!("{plain} (decimal {precision}, {scale})")
            }
            (Some(logical), _) => format!("{plain} ({})", logical.word()),
            (None, Kind::Fixed(size)) => format!("{plain} of {size}"),
            (None, _) => plain,
        }
    }

    /// The way out, after "use": `` `Option<f64>` ``, `` `Vec<Line>`, where `Line` derives `AvroRecord` from the same schema ``.
    #[must_use]
    pub fn advice(&self, id: Id) -> String {
        let mut own = None;
        let ty = self.rust_type(id, &mut own);
        let also = match self.get(id).logical {
            Some(Logical::TimestampMillis | Logical::TimestampMicros | Logical::TimestampNanos) => {
                " or `std::time::SystemTime`"
            }
            Some(Logical::TimeMillis | Logical::TimeMicros) => " or `std::time::Duration`",
            _ => "",
        };
        match own {
            Some(own) if own == ty => {
                format!("a type that derives `AvroRecord` from the same schema, such as `{own}`")
            }
            Some(own) => format!("`{ty}`, where `{own}` derives `AvroRecord` from the same schema"),
            None => format!("`{ty}`{also}"),
        }
    }

    fn rust_type(&self, id: Id, own: &mut Option<String>) -> String {
        let ty = self.get(id);
        match (&ty.kind, ty.logical) {
            (_, Some(Logical::Decimal { scale, .. })) => format!("AvroDecimal<{scale}>"),
            (Kind::Null, _) => "()".to_owned(),
            (Kind::Boolean, _) => "bool".to_owned(),
            (Kind::Int, _) => "i32".to_owned(),
            (Kind::Long, _) => "i64".to_owned(),
            (Kind::Float, _) => "f32".to_owned(),
            (Kind::Double, _) => "f64".to_owned(),
            (Kind::Bytes, _) => "Vec<u8>".to_owned(),
            (Kind::Text, _) => "String".to_owned(),
            (Kind::Fixed(size), _) => format!("[u8; {size}]"),
            (Kind::Array(of), _) => format!("Vec<{}>", self.rust_type(*of, own)),
            (Kind::Map(of), _) => format!("HashMap<String, {}>", self.rust_type(*of, own)),
            (Kind::Union(_), _) => match self.nullable(id) {
                Some((_, of)) => format!("Option<{}>", self.rust_type(of, own)),
                None => own.insert("Choice".to_owned()).clone(),
            },
            (Kind::Enum(_) | Kind::Record(_), _) => {
                let name = ty.name.as_deref().map_or("Record", simple).to_owned();
                own.insert(name).clone()
            }
        }
    }
}
