//! Tokens of AWS IAM, for Amazon MSK (feature `aws-msk-iam`).
//!
//! The types of `aws_config` in here are those of its version 1, and change with it.

use std::fmt;

use aws_config::{Region, SdkConfig};
use aws_msk_iam_sasl_signer::generate_auth_token_from_credentials_provider as sign;
use tokio::sync::OnceCell;

use crate::token::{ProviderFuture, Token, TokenProvider, TokenRequest};

/// Tokens of AWS IAM: `Runtime::builder().token_provider(AwsTokens::from_environment())`.
///
/// The role or user needs `kafka-cluster:Connect` to the cluster, and `kafka-cluster:WriteData` and `DescribeTopic` to its topics. The region is that of the
/// broker's host, `….kafka.eu-central-1.amazonaws.com`, unless [`region`](Self::region) or the configuration says another. A token is a signature, good
/// for 15 minutes; the network is only asked for credentials.
pub struct AwsTokens {
    config: OnceCell<SdkConfig>,
    region: Option<Region>,
}

impl AwsTokens {
    /// Of the credentials that AWS's tools find here: environment, profile, web identity (EKS), ECS' and EC2's roles.
    #[must_use]
    pub fn from_environment() -> Self {
        Self { config: OnceCell::new(), region: None }
    }

    /// Of the credentials of a configuration, from `aws_config`: another profile, an assumed role, any provider.
    #[must_use]
    pub fn from_config(config: &SdkConfig) -> Self {
        Self { config: OnceCell::new_with(Some(config.clone())), region: None }
    }

    /// Signs for this region, where the broker's host does not tell it: `eu-central-1`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(Region::new(region.into()));
        self
    }

    fn region_of(&self, request: &TokenRequest, config: &SdkConfig) -> Result<Region, String> {
        let told = request.hosts().find_map(region_of);
        let region = self.region.clone().or_else(|| told.map(|name| Region::new(name.to_owned())));
        region.or_else(|| config.region().cloned()).ok_or_else(|| {
            "no broker's host in `broker_list` tells its region, as `….kafka.eu-central-1.amazonaws.com` does; say it by `.region(…)`"
                .to_owned()
        })
    }
}

impl TokenProvider for AwsTokens {
    fn token<'a>(&'a self, request: &'a TokenRequest) -> ProviderFuture<'a, Token> {
        Box::pin(async move {
            let config = self.config.get_or_init(|| aws_config::from_env().load()).await;
            let region = self.region_of(request, config)?;
            let credentials = config.credentials_provider().ok_or("the configuration has no credentials")?;
            let (token, expires_at_millis) = sign(region, credentials).await?;
            Ok(Token::new(token, expires_at_millis))
        })
    }
}

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
