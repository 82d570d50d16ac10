//! Which calls count together.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{Admission, Limits, clock::Clock, gate::Gate, quota::Quota};
use crate::runtime::{LimitScope, Period, RateLimit};

/// From this many accounts and operations on, those that count nothing any more are looked for.
const FEW: usize = 1024;

/// All gates and quotas, and the way through them.
#[derive(Default)]
pub(super) struct Routes {
    /// By account, then by service and operation: found without copying the account.
    accounts: HashMap<String, HashMap<(&'static str, &'static str), Arc<Route>>>,
    /// Number of routes.
    pub(super) known: usize,
    /// With this many routes, those that are idle are removed.
    sweep_at: usize,
    gates: HashMap<Key, Arc<Gate>>,
    quotas: HashMap<Key, Arc<Quota>>,
}

/// Everything that a call of one operation and account has to pass.
pub(super) struct Route {
    /// The limits of this operation alone.
    pub(super) line: Arc<Gate>,
    /// The limits that it shares with others.
    pub(super) common: Vec<Arc<Gate>>,
    pub(super) quotas: Vec<Arc<Quota>>,
}

/// What is counted together.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    service: &'static str,
    /// `None` if the calls of all operations count together.
    operation: Option<&'static str>,
    limit: RateLimit,
    /// Empty for all accounts.
    account: String,
}

impl Routes {
    /// The way of a call; `None` if nothing is in its way.
    pub(super) fn find(
        &mut self,
        limits: &Limits,
        call: &Admission<'_>,
        clock: &Clock,
    ) -> Option<Arc<Route>> {
        if let Some(route) = self.known(call) {
            return Some(route);
        }
        limits.of(call).next()?;
        Some(self.open(limits, call, clock))
    }

    /// The way of a call, whether something is in its way or not.
    pub(super) fn open(
        &mut self,
        limits: &Limits,
        call: &Admission<'_>,
        clock: &Clock,
    ) -> Arc<Route> {
        if let Some(route) = self.known(call) {
            return route;
        }
        if self.known >= self.sweep_at.max(FEW) {
            self.sweep(clock);
        }
        let route = Arc::new(self.route(limits, call));
        self.known += 1;
        self.accounts
            .entry(call.account.to_owned())
            .or_default()
            .insert((call.service, call.operation.name()), Arc::clone(&route));
        route
    }

    fn known(&self, call: &Admission<'_>) -> Option<Arc<Route>> {
        let operations = self.accounts.get(call.account)?;
        operations
            .get(&(call.service, call.operation.name()))
            .cloned()
    }

    fn route(&mut self, limits: &Limits, call: &Admission<'_>) -> Route {
        let mut seen = HashSet::new();
        let mut own = Vec::new();
        let mut common = Vec::new();
        let mut quotas = Vec::new();
        // A limit that is documented twice counts once.
        for limit in limits.of(call).filter(|limit| seen.insert(*limit)) {
            let key = Key::new(call, limit);
            match limit.period() {
                Period::Month => {
                    let quota = self.quotas.entry(key);
                    quotas.push(Arc::clone(
                        quota.or_insert_with(|| Arc::new(Quota::new(limit))),
                    ));
                }
                Period::Span(span) if key.is_common() => {
                    let gate = self.gates.entry(key);
                    common.push(Arc::clone(
                        gate.or_insert_with(|| Arc::new(Gate::new([(limit, span)]))),
                    ));
                }
                Period::Span(span) => own.push((limit, span)),
            }
        }
        Route {
            line: Arc::new(Gate::new(own)),
            common,
            quotas,
        }
    }

    fn sweep(&mut self, clock: &Clock) {
        self.known = 0;
        self.accounts.retain(|_, routes| {
            // One that is in use is not looked at: its user is about to count.
            routes.retain(|_, route| Arc::strong_count(route) > 1 || !route.line.is_idle(clock));
            self.known += routes.len();
            !routes.is_empty()
        });
        self.gates
            .retain(|_, gate| Arc::strong_count(gate) > 1 || !gate.is_idle(clock));
        self.quotas
            .retain(|_, quota| Arc::strong_count(quota) > 1 || !quota.is_idle(clock));
        self.sweep_at = self.known.saturating_mul(2);
    }
}

impl Key {
    fn new(call: &Admission<'_>, limit: RateLimit) -> Self {
        let account = match limit.scope() {
            // All accounts of this machine.
            LimitScope::Ip => "",
            _ => call.account,
        };
        Self {
            service: call.service,
            operation: (!limit.is_shared()).then(|| call.operation.name()),
            limit,
            account: account.to_owned(),
        }
    }

    /// Whether other operations or accounts count, too.
    fn is_common(&self) -> bool {
        self.operation.is_none() || self.limit.scope() == LimitScope::Ip
    }
}
