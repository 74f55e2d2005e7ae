//! The names by which the writer finds branches of unions: those of serde's variants and newtypes.

use serde_avro_fast::schema::{LogicalType, Name, RegularType, SchemaNode};

use super::place::Decimals;

/// Whether the writer knows such a branch of a union by this name.
pub(super) fn is_called(node: &SchemaNode, name: &str) -> bool {
    use LogicalType as Logical;
    use RegularType as Regular;
    let is_decimal = Decimals::of(node).is_some_and(|decimals| decimals.branch() == name);
    let own = match (&node.type_, &node.logical_type) {
        (Regular::Bytes, Some(Logical::Decimal(_) | Logical::BigDecimal)) => return is_decimal,
        (Regular::String, Some(Logical::Uuid)) => "Uuid",
        (Regular::Int, Some(Logical::Date)) => "Date",
        (Regular::Int, Some(Logical::TimeMillis)) => "TimeMillis",
        (Regular::Long, Some(Logical::TimeMicros)) => "TimeMicros",
        (Regular::Long, Some(Logical::TimestampMillis)) => "TimestampMillis",
        (Regular::Long, Some(Logical::TimestampMicros)) => "TimestampMicros",
        (Regular::Fixed(fixed), Some(Logical::Duration)) if fixed.size == 12 => return false,
        (Regular::Null, _) => "Null",
        (Regular::Boolean, _) => "Boolean",
        (Regular::Int, _) => "Int",
        (Regular::Long, _) => "Long",
        (Regular::Float, _) => "Float",
        (Regular::Double, _) => "Double",
        (Regular::Bytes, _) => "Bytes",
        (Regular::String, _) => "String",
        (Regular::Array(_), _) => "Array",
        (Regular::Map(_), _) => "Map",
        (Regular::Union(_), _) => "Union",
        (kind @ (Regular::Enum(_) | Regular::Record(_) | Regular::Fixed(_)), _) => {
            let is = |known: &Name| known.name() == name || known.fully_qualified_name() == name;
            return is_decimal || kind.name().is_some_and(is);
        }
    };
    own == name
}
