//! Why there is no token.

use std::{error::Error as StdError, fmt, sync::Arc};

use crate::runtime::BoxError;

/// Why there is no token. All calls that waited for it get the same cause.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    what: &'static str,
    cause: Arc<dyn StdError + Send + Sync>,
}

impl Failure {
    pub(super) fn fetch(cause: BoxError) -> Self {
        Self::new("no access token could be fetched", cause)
    }

    pub(super) fn store(cause: BoxError) -> Self {
        Self::new("the store of access tokens failed", cause)
    }

    fn new(what: &'static str, cause: BoxError) -> Self {
        Self {
            what,
            cause: cause.into(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)
    }
}

impl StdError for Failure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.cause)
    }
}
