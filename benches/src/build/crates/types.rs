/// An order.
#[derive(Debug, Clone, serde::Serialize)]
pub struct OrderAT {
    /// Its number.
    pub id: u64,
    /// Who ordered.
    pub customer: String,
    /// What was ordered.
    pub lines: Vec<u32>,
    /// Whether it is paid.
    pub paid: bool,
}
