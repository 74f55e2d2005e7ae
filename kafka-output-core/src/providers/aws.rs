//! Tokens of AWS IAM, for Amazon MSK (feature `aws-msk-iam`).
//!
//! The types of `aws_config` in here are those of its version 1, and change with it.

mod sign;

use std::fmt;
use std::time::SystemTime;

use aws_config::{Region, SdkConfig};
use aws_credential_types::provider::ProvideCredentials;
use tokio::sync::OnceCell;

use crate::token::{ProviderFuture, Token, TokenProvider, TokenRequest};

/// Tokens of AWS IAM: `Runtime::builder().token_provider(AwsTokens::from_environment())`.
///
/// The role or user needs `kafka-cluster:Connect` to the cluster, and `kafka-cluster:WriteData` and `DescribeTopic` to its topics. The
/// region is that of the broker's host, `….kafka.eu-central-1.amazonaws.com`, unless [`region`](Self::region) says another; where neither
/// does, that of the configuration. A token is a signature, good for 15 minutes or as long as the credentials are; the network is only asked for
/// those.
pub struct AwsTokens {
    given: Option<SdkConfig>,
    /// Loaded for a region that was told. Of it only the credentials count, since the next request may be for another.
    located: OnceCell<SdkConfig>,
    /// Loaded with the region that was found.
    found: OnceCell<SdkConfig>,
    region: Option<Region>,
}

impl AwsTokens {
    /// Of the credentials that AWS's tools find here: environment, profile, web identity (EKS), ECS' and EC2's roles.
    #[must_use]
    pub fn from_environment() -> Self {
        Self { given: None, located: OnceCell::new(), found: OnceCell::new(), region: None }
    }

    /// Of the credentials of a configuration, from `aws_config`: another profile, an assumed role, any provider.
    #[must_use]
    pub fn from_config(config: &SdkConfig) -> Self {
        Self { given: Some(config.clone()), ..Self::from_environment() }
    }

    /// Signs for this region, where the broker's host does not tell it: `eu-central-1`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(Region::new(region.into()));
        self
    }

    /// The region that is told before anything is asked for.
    fn told(&self, request: &TokenRequest) -> Option<Region> {
        let of_host = || request.hosts().find_map(region_of).map(|name| Region::new(name.to_owned()));
        self.region.clone().or_else(of_host)
    }

    /// The configuration that signs for a told region, or for its own.
    async fn config(&self, told: Option<&Region>) -> Result<&SdkConfig, &'static str> {
        let loader = aws_config::from_env;
        match (&self.given, told) {
            (Some(given), _) => Ok(given),
            (None, Some(region)) => {
                Ok(self.located.get_or_init(|| loader().region(region.clone()).load()).await)
            }
            (None, None) => {
                // On EC2 it is asked over the network, which may have an answer the next time.
                let find = || async { Some(loader().load().await).filter(|found| found.region().is_some()) };
                self.found.get_or_try_init(|| async { find().await.ok_or(UNLOCATED) }).await
            }
        }
    }
}

impl TokenProvider for AwsTokens {
    fn token<'a>(&'a self, request: &'a TokenRequest) -> ProviderFuture<'a, Token> {
        Box::pin(async move {
            let told = self.told(request);
            let config = self.config(told.as_ref()).await?;
            let region = told.or_else(|| config.region().cloned()).ok_or(UNLOCATED)?;
            let credentials = config.credentials_provider().ok_or("the configuration has no credentials")?;
            let credentials = credentials.provide_credentials().await?;
            sign::token(region.as_ref(), credentials, SystemTime::now())
        })
    }
}

const UNLOCATED: &str = "no host in `broker_list` tells a region, as `….kafka.eu-central-1.amazonaws.com` does; say it by `.region(…)`";

/// The region in the name of a broker of MSK, serverless or not.
fn region_of(host: &str) -> Option<&str> {
    let labels: Vec<&str> = host.split('.').collect();
    let at = labels.iter().position(|label| *label == "amazonaws")?;
    let service = *labels.get(at.checked_sub(2)?)?;
    matches!(service, "kafka" | "kafka-serverless").then(|| labels[at - 1])
}

impl fmt::Debug for AwsTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AwsTokens").field("region", &self.region).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::region_of;

    #[test]
    fn the_region_is_that_of_the_brokers_host() {
        assert_eq!(region_of("b-1.shop.a1b2c3.c2.kafka.eu-central-1.amazonaws.com"), Some("eu-central-1"));
        assert_eq!(region_of("boot-x1.c1.kafka-serverless.us-east-1.amazonaws.com"), Some("us-east-1"));
        assert_eq!(region_of("b-1.shop.c3.kafka.cn-north-1.amazonaws.com.cn"), Some("cn-north-1"));
        for other in
            ["localhost", "kafka.eu-central-1.example.com", "s3.eu-central-1.amazonaws.com", "amazonaws.com"]
        {
            assert_eq!(region_of(other), None, "{other}");
        }
    }
}
