//! Sends a call once and judges the answer.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use super::{
    Channel,
    exchange::{Exchange, Job, Read, Reply},
    verdict,
};
use crate::runtime::{
    Admission, Error, Fault, Json, Outgoing, Permit, Request, Response, Result, TransportError,
    TransportRequest, retry,
};

/// After so long in a queue a signature is not new any more.
const STALE: Duration = Duration::from_secs(30);

/// One time that a call was sent, or could not be sent.
pub(super) struct Tried {
    pub(super) result: Result<Reply>,
    /// What went out, without its body; `None` if nothing did.
    pub(super) sent: Option<Sent>,
    /// How long the limiter made it wait.
    pub(super) waited: Duration,
    /// From the first byte sent until the whole answer had arrived.
    pub(super) duration: Duration,
}

/// What went out, and what the answer says about the service's clock.
pub(super) struct Sent {
    pub(super) outgoing: Outgoing,
    /// How far the service's clock was believed to be ahead.
    pub(super) offset: i64,
    pub(super) date: Option<SystemTime>,
}

/// A request that may be sent now.
struct Ready {
    outgoing: Outgoing,
    offset: i64,
    permit: Permit,
}

impl Exchange {
    /// Sends a call once, before `deadline`.
    pub(super) async fn attempt(
        self: &Arc<Self>,
        job: Job<'_>,
        request: &Request,
        deadline: Duration,
        read: Read<'_>,
    ) -> Tried {
        let mut waited = Duration::ZERO;
        let prepare = self.prepare(job, request, deadline, &mut waited);
        let ready = match self.clock.within(self.left(deadline), prepare).await {
            Some(Ok(ready)) => ready,
            problem => {
                return Tried {
                    result: Err(match problem {
                        Some(Err(error)) => error,
                        _ => Error::never_sent(),
                    }),
                    sent: None,
                    waited,
                    duration: Duration::ZERO,
                };
            }
        };
        let Ready {
            mut outgoing,
            offset,
            permit,
        } = ready;
        let timeout = job.options.timeout.unwrap_or(self.timeout);
        let limit = timeout.min(self.left(deadline));
        let request = TransportRequest {
            method: outgoing.method,
            base_url: outgoing.base_url.clone(),
            target: outgoing.target.clone(),
            headers: outgoing.headers.clone(),
            body: outgoing.body.take(),
            max_response_bytes: self.max_response_bytes,
            timeout: limit,
        };
        let start = self.clock.elapsed();
        // A transport may know no time, or another one.
        let sending = self.clock.within(limit, self.transport.send(request));
        let response = sending
            .await
            .unwrap_or_else(|| Err(TransportError::timeout(limit)));
        drop(permit);
        let duration = self.clock.elapsed().saturating_sub(start);
        let mut sent = Sent {
            outgoing,
            offset,
            date: None,
        };
        let result = match response {
            Ok(response) => self.judge(job, response, &mut sent, read),
            Err(error) => Err(Error::transport(error)),
        };
        Tried {
            result,
            sent: Some(sent),
            waited,
            duration,
        }
    }

    /// Obtains what a call needs to be sent. Credentials come before the limiter: they may have to make calls of their
    /// own, which must not wait for this one.
    async fn prepare(
        self: &Arc<Self>,
        job: Job<'_>,
        request: &Request,
        deadline: Duration,
        waited: &mut Duration,
    ) -> Result<Ready> {
        let (mut outgoing, mut offset) = self.authorized(job, request).await?;
        let mut permit = Permit::free();
        if let Some(limiter) = &self.limiter {
            let start = self.clock.elapsed();
            permit = limiter
                .admit(&self.admission(job, Some(deadline)))
                .await
                .map_err(|overload| Error::overload(&overload))?;
            *waited = self.clock.elapsed().saturating_sub(start);
            if *waited >= STALE {
                (outgoing, offset) = self.authorized(job, request).await?;
            }
        }
        Ok(Ready {
            outgoing,
            offset,
            permit,
        })
    }

    async fn authorized(
        self: &Arc<Self>,
        job: Job<'_>,
        request: &Request,
    ) -> Result<(Outgoing, i64)> {
        let offset = self.clock.offset();
        let base_url = self.url_of(job.operation);
        let mut outgoing = Outgoing::new(request.method, base_url, request.target.clone());
        outgoing.headers = request.headers.clone();
        outgoing.headers.set("User-Agent", self.user_agent.as_str());
        outgoing.body.clone_from(&request.body);
        if job.operation.is_anonymous() {
            // What carries no credential may be a call for one, with the secret of an app in its body.
            outgoing.secrets.extend(texts(outgoing.body()));
        }
        if let Some(credentials) = job.credentials.filter(|_| !job.operation.is_anonymous()) {
            outgoing.now = Some(self.clock.now(offset));
            outgoing.channel = Some(Channel::new(Arc::clone(self)));
            credentials
                .authorize(&mut outgoing)
                .await
                .map_err(Error::credentials)?;
        }
        for name in self.profile.hidden_headers() {
            outgoing.headers.hide(name);
        }
        Ok((outgoing, offset))
    }

    fn judge(
        &self,
        job: Job<'_>,
        response: Response,
        sent: &mut Sent,
        read: Read<'_>,
    ) -> Result<Reply> {
        let failure = match verdict::judge(self.profile, job.operation, &response) {
            Ok(request_id) => {
                let reply = Reply {
                    no_content: job.operation.is_no_content() && response.body.is_empty(),
                    response,
                    request_id,
                };
                return match read(reply.body()) {
                    Ok(()) => Ok(reply),
                    Err(fault) => Err(not_understood(reply, &fault)),
                };
            }
            Err(failure) => failure.without(&sent.outgoing.secrets),
        };
        sent.date = retry::date(&response.headers);
        let retry_after = retry::retry_after(&response.headers, self.clock.now(sent.offset));
        let error = Error::api(failure, response, retry_after);
        if let Some(limiter) = self.limiter.as_ref().filter(|_| error.is_refusal()) {
            limiter.throttled(&self.admission(job, None), retry_after);
        }
        Err(error)
    }

    fn admission(&self, job: Job<'_>, deadline: Option<Duration>) -> Admission<'_> {
        Admission::new(
            self.service,
            self.profile,
            job.operation,
            &self.account,
            deadline,
            self.clock.timer(),
        )
    }

    /// What is left until `deadline`.
    pub(super) fn left(&self, deadline: Duration) -> Duration {
        deadline.saturating_sub(self.clock.elapsed())
    }
}

/// The error of a success that cannot be read.
fn not_understood(reply: Reply, fault: &Fault) -> Error {
    let Reply {
        response,
        request_id,
        ..
    } = reply;
    let problem = match verdict::unreadable(&response) {
        Some(problem) => problem.to_owned(),
        None => fault.to_string(),
    };
    Error::decode(problem, fault, response, request_id)
}

/// All texts in a JSON body.
fn texts(body: &[u8]) -> Vec<String> {
    let mut texts = Vec::new();
    let mut next: Vec<Json> = serde_json::from_slice(body).into_iter().collect();
    while let Some(value) = next.pop() {
        match value {
            Json::String(text) => texts.push(text),
            Json::Array(values) => next.extend(values),
            Json::Object(members) => next.extend(members.into_iter().map(|(_, value)| value)),
            Json::Null | Json::Bool(_) | Json::Number(_) => {}
        }
    }
    texts
}
