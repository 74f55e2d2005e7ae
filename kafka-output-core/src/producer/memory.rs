//! The transport of a test: records stay in memory.
