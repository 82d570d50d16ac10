//! What an operation answers when no test wants anything else.

use std::time::SystemTime;

use super::{
    super::{
        Arguments, Caller, HttpReply, OperationSpec, Refusal, Vendor,
        read::{Strict, read},
        refuse,
    },
    Call, Engine, example_of,
};
use crate::runtime::Json;

impl Engine {
    /// What the operation answers when nobody wants anything else.
    pub(super) fn usual(&self, call: &Call<'_>, now: SystemTime) -> (HttpReply, Option<String>) {
        match call.vendor {
            Some(vendor) => self.behave(vendor, call, now),
            None => (self.example(call), None),
        }
    }

    /// Answers as the vendor does.
    pub(super) fn behave(
        &self,
        vendor: &dyn Vendor,
        call: &Call<'_>,
        now: SystemTime,
    ) -> (HttpReply, Option<String>) {
        match self.carry_out(vendor, call, now) {
            Ok(reply) => (reply, None),
            Err(refusal) => {
                let reply = refuse::refuse(
                    Some(vendor),
                    call.service,
                    Some(call.spec),
                    &refusal,
                    &call.id,
                );
                (reply, Some(refusal.problem))
            }
        }
    }

    fn carry_out(
        &self,
        vendor: &dyn Vendor,
        call: &Call<'_>,
        now: SystemTime,
    ) -> Result<HttpReply, Refusal> {
        let admit = |caller: &Caller| {
            if self.limited {
                self.throttle.admit(call.service, call.spec, caller, now)
            } else {
                Ok(())
            }
        };
        // Whoever is not let in is not counted, and whoever calls too often does not learn what else is wrong.
        if !call.spec.is_anonymous() {
            admit(&vendor.authorize(call.received, now)?)?;
        }
        let strict = self.strict.then(|| Strict::of(call.service));
        let arguments = read(call.spec, call.received, &call.path, strict)?;
        if call.spec.is_anonymous() {
            admit(&vendor.anonymous(call.spec, &arguments))?;
        }
        if let Some(reply) = vendor.http(call.spec, &arguments, call.received, now) {
            return Ok(reply);
        }
        if let Some(answer) = vendor.answer(call.spec, &arguments, now) {
            return Ok(success(call, answer?.to_string()));
        }
        if call.spec.pages.is_some() {
            let page = self.page(vendor, call.spec, &arguments)?;
            return Ok(success(call, page.to_string()));
        }
        Ok(self.example(call))
    }

    fn page(
        &self,
        vendor: &dyn Vendor,
        spec: &OperationSpec,
        arguments: &Arguments<'_>,
    ) -> Result<Json, Refusal> {
        self.data.page(spec, arguments, &|item| {
            vendor.includes(spec, arguments, item)
        })
    }

    /// The first documented example of a success.
    fn example(&self, call: &Call<'_>) -> HttpReply {
        let example = example_of(call.spec);
        match example {
            Some(body) => success(call, body.to_owned()),
            None if call.spec.response.is_empty() => HttpReply {
                status: 204,
                ..success(call, String::new())
            },
            None => success(call, self.data.object(call.spec).to_string()),
        }
    }
}

/// A success of the service, with its request ids.
pub(super) fn success(call: &Call<'_>, body: String) -> HttpReply {
    let mut reply = HttpReply::new(200);
    if !body.is_empty() {
        reply = reply.header("Content-Type", "application/json;charset=utf-8");
    }
    for name in call.service.profile.id_headers() {
        reply = reply.header(name, &call.id);
    }
    reply.body(body)
}
