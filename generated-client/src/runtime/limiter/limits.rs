//! Which limits apply: those of the specs, or the caller's.

use super::Admission;
use crate::runtime::{Endpoint, RateLimit, Service};

/// The limits that a limiter keeps: those that the services document, unless an account has others.
///
/// ```
/// use std::time::Duration;
/// use meeting_client::runtime::{LimitScope, Limits, Period, RateLimit, SlidingWindow};
///
/// # use meeting_client::{Service, runtime::Profile};
/// # enum Vendor {}
/// # impl Service for Vendor {
/// #     const NAME: &'static str = "vendor";
/// #     const TITLE: &'static str = "Vendor";
/// #     const BASE_URL: &'static str = "https://api.vendor.example";
/// #     const PROFILE: &'static Profile = &Profile::new();
/// # }
/// let second = Period::Span(Duration::from_secs(1));
/// let contract = Limits::documented()
///     .service::<Vendor>([RateLimit::new(40, second, LimitScope::App)]);
/// let limiter = SlidingWindow::with(contract);
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Limits {
    services: Vec<(&'static str, Vec<RateLimit>)>,
    operations: Vec<(&'static str, &'static str, Vec<RateLimit>)>,
}

impl Limits {
    /// The limits that the services document.
    pub fn documented() -> Self {
        Self::default()
    }

    /// Replaces the limits that a service documents for every operation; none is none.
    pub fn service<S: Service>(mut self, limits: impl Into<Vec<RateLimit>>) -> Self {
        self.services.retain(|(service, _)| *service != S::NAME);
        self.services.push((S::NAME, limits.into()));
        self
    }

    /// Replaces the limits that an operation documents beside those of its service; none is none.
    ///
    /// Operations are told apart by service and name.
    pub fn operation<E: Endpoint>(mut self, limits: impl Into<Vec<RateLimit>>) -> Self {
        let (service, name) = (E::Service::NAME, E::OPERATION.name());
        self.operations
            .retain(|(known, operation, _)| (*known, *operation) != (service, name));
        self.operations.push((service, name, limits.into()));
        self
    }

    /// All limits that a call counts for. One that is written twice comes twice.
    pub(crate) fn of(&self, call: &Admission<'_>) -> impl Iterator<Item = RateLimit> {
        let service = self
            .services
            .iter()
            .find(|(service, _)| *service == call.service)
            .map_or(call.profile.documented_limits(), |(_, limits)| limits);
        let operation = self
            .operations
            .iter()
            .find(|(service, name, _)| (*service, *name) == (call.service, call.operation.name()))
            .map_or(call.operation.documented_limits(), |(_, _, limits)| limits);
        service.iter().chain(operation).copied()
    }
}
