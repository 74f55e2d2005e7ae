//! Token providers by their vendors' own crates, each behind a feature. They depend on the trait alone, and nothing here depends on them.

#[cfg(feature = "aws-msk-iam")]
pub mod aws;
#[cfg(feature = "azure-identity")]
pub mod azure;
