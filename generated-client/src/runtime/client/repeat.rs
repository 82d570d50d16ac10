//! Sends a call until it succeeds, or until that is not worth it any more.

use std::{sync::Arc, time::Duration};

use super::{
    attempt::{Sent, Tried},
    exchange::{Exchange, Job, Read, Reply},
};
use crate::runtime::{
    Attempt, Class, Error, Period, Request, Result, RetryPolicy, Stop,
    observe::{Plan, Span},
};

/// A call with all its attempts.
pub(super) struct Course<'a> {
    exchange: &'a Arc<Exchange>,
    job: Job<'a>,
    request: &'a Request,
    policy: RetryPolicy,
    /// Longest time for the call.
    limit: Duration,
    /// The same, by the timer.
    deadline: Duration,
    /// How often it was sent.
    sent: u32,
    /// How often it was sent and failed, as the policy counts.
    failures: u32,
    /// It was sent with a new token.
    renewed: bool,
    /// It was sent with another time.
    corrected: bool,
}

impl<'a> Course<'a> {
    pub(super) fn new(
        exchange: &'a Arc<Exchange>,
        job: Job<'a>,
        request: &'a Request,
        start: Duration,
    ) -> Self {
        if let Some(budget) = &exchange.budget {
            budget.called();
        }
        let limit = job.options.deadline.unwrap_or(exchange.deadline);
        Self {
            exchange,
            job,
            request,
            policy: job.options.retry.unwrap_or(exchange.retry),
            limit,
            deadline: start.saturating_add(limit),
            sent: 0,
            failures: 0,
            renewed: false,
            corrected: false,
        }
    }

    /// How often the call was sent so far.
    pub(super) fn sent(&self) -> u32 {
        self.sent
    }

    pub(super) async fn run(&mut self, read: Read<'_>) -> Result<Reply> {
        let mut last: Option<Error> = None;
        loop {
            let span = self.span();
            let attempt = self
                .exchange
                .attempt(self.job, self.request, self.deadline, &mut *read);
            let mut tried = span.around(attempt).await;
            self.sent += u32::from(tried.sent.is_some());
            let next = match &mut tried.result {
                Ok(_) => None,
                Err(error) => {
                    error.set_call(self.exchange.service, self.job.operation);
                    self.next(error, tried.sent.as_ref()).await
                }
            };
            self.tell(&tried, next, &span);
            match (tried.result, next) {
                (Ok(reply), _) => return Ok(reply),
                (Err(error), Some(wait)) => {
                    last = Some(error);
                    if !wait.is_zero() {
                        self.exchange.clock.timer().sleep(wait).await;
                    }
                }
                // What the service said is worth more than that there was no time to ask it again.
                (Err(error), None) => {
                    return Err(match last {
                        Some(mut last) if error.is_too_late() => {
                            last.set_stop(Stop::Deadline(self.limit));
                            last
                        }
                        _ => error,
                    });
                }
            }
        }
    }

    /// How long to wait before the next attempt; `None` if none is to follow.
    async fn next(&mut self, error: &mut Error, sent: Option<&Sent>) -> Option<Duration> {
        let Some(sent) = sent else {
            if error.is_too_late() && error.is_temporary() {
                error.set_stop(Stop::Deadline(self.limit));
            }
            return None;
        };
        // What was refused for these reasons was not carried out, whatever the operation.
        match error.class() {
            Some(Class::TokenRejected) if !self.renewed => {
                self.renewed = true;
                if self.renew(sent).await {
                    return Some(Duration::ZERO);
                }
            }
            Some(Class::ClockSkew) if !self.corrected => {
                self.corrected = true;
                let clock = &self.exchange.clock;
                if sent.date.is_some_and(|date| clock.learn(date, sent.offset)) {
                    return Some(Duration::ZERO);
                }
            }
            _ => {}
        }
        self.failures += 1;
        if !error.is_temporary() || self.policy.max_attempts() == 1 {
            return None;
        }
        match self.wait(error) {
            Ok(wait) => Some(wait),
            Err(stop) => {
                error.set_stop(stop);
                None
            }
        }
    }

    /// Whether the credentials have something else to send than what was rejected.
    async fn renew(&self, sent: &Sent) -> bool {
        let Some(credentials) = self.job.credentials else {
            return false;
        };
        let renewed = credentials.rejected(&sent.outgoing);
        let left = self.exchange.left(self.deadline);
        self.exchange.clock.within(left, renewed).await == Some(true)
    }

    /// How long to wait before a retry, or why there is none.
    fn wait(&self, error: &Error) -> Result<Duration, Stop> {
        if !error.is_harmless() && !self.job.options.repeat_unsafe {
            return Err(Stop::Unsafe);
        }
        if self.failures >= self.policy.max_attempts() {
            return Err(Stop::Attempts);
        }
        let asked = error.retry_after();
        let floor = asked.or_else(|| self.period().filter(|_| error.is_throttled()));
        let wait = self.policy.wait(self.failures, floor);
        let left = self.exchange.left(self.deadline);
        if wait >= left {
            return Err(match asked {
                Some(asked) if asked >= left => Stop::RetryAfter(asked),
                _ => Stop::Deadline(self.limit),
            });
        }
        let budget = self.exchange.budget.as_ref();
        if self.policy.has_budget() && budget.is_some_and(|budget| !budget.take()) {
            return Err(Stop::Budget);
        }
        Ok(wait)
    }

    /// After how long a call that was one too many may be none, by the shortest of the documented limits.
    fn period(&self) -> Option<Duration> {
        let service = self.exchange.profile.documented_limits().iter();
        let limits = service.chain(self.job.operation.documented_limits());
        let spans = limits.filter_map(|limit| match limit.period() {
            Period::Span(span) => Some(span),
            Period::Month => None,
        });
        spans.min().map(|span| span.min(self.policy.longest()))
    }

    /// The span of the next attempt.
    fn span(&self) -> Span {
        Span::attempt(&Plan {
            service: self.exchange.service,
            operation: self.job.operation.name(),
            method: self.request.method(),
            template: self.request.template(),
            base_url: self.exchange.url_of(self.job.operation),
            number: self.sent + 1,
        })
    }

    fn tell(&self, tried: &Tried, next: Option<Duration>, span: &Span) {
        let reply = tried.result.as_ref().ok();
        let error = tried.result.as_ref().err();
        let attempt = Attempt {
            service: self.exchange.service,
            operation: self.job.operation.name(),
            method: self.request.method(),
            template: self.request.template(),
            number: self.sent + u32::from(tried.sent.is_none()),
            status: match error {
                Some(error) => error.status(),
                None => reply.map(|reply| reply.response.status),
            },
            code: error.and_then(Error::code),
            request_id: match error {
                Some(error) => error.request_id(),
                None => reply.and_then(|reply| reply.request_id.as_deref()),
            },
            failure: error.map(Error::kind),
            class: error.and_then(Error::class),
            waited: tried.waited,
            duration: tried.duration,
            retry_in: next,
        };
        span.end_attempt(&attempt);
        for observer in &self.exchange.observers {
            observer.attempt(&attempt);
        }
    }
}
