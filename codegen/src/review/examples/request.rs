//! What becomes of a documented request.

use std::{cell::RefCell, collections::HashSet};

use super::{
    Call, Pair, Request,
    carry::{self, Carry, Shown},
    names::{Names, To},
    send::send,
};
use crate::spec::Example;

/// Both clients send the values of the example: of the new side's, if it has one.
pub(super) fn request(
    pair: &Pair<'_>,
    before: Option<&Example>,
    after: Option<&Example>,
) -> Request {
    let old = before.and_then(|it| carry::shown(pair.old, it));
    let new = after.and_then(|it| carry::shown(pair.new, it));
    let (released, renewed) = match (&new, &old) {
        (Some(shown), own) => {
            let documented = Documented::of(pair.new, shown);
            let names = (&pair.names, To::New);
            let released = documented.sent_by(pair.old, names, own.as_ref());
            (released, documented.sent)
        }
        (None, Some(shown)) => {
            let documented = Documented::of(pair.old, shown);
            let renewed = documented.sent_by(pair.new, (&pair.names, To::Old), None);
            (documented.sent, renewed)
        }
        (None, None) => return Request::None,
    };
    match (released, renewed) {
        (Ok(before), Ok(after)) if before != after => Request::Differs { before, after },
        (Err(why), Ok(sent)) => Request::Refused {
            released: true,
            sent,
            why,
        },
        (Ok(sent), Err(why)) => Request::Refused {
            released: false,
            sent,
            why,
        },
        // If neither sends anything, that has not changed either.
        (Ok(_), Ok(_)) | (Err(_), Err(_)) => Request::Same,
    }
}

/// A documented request, as the client of its own side sends it.
struct Documented<'a> {
    shown: &'a Shown,
    sent: Result<String, String>,
    lacks: HashSet<String>,
}

impl<'a> Documented<'a> {
    fn of(call: Call<'_>, shown: &'a Shown) -> Self {
        let carry = Carry {
            call,
            shown,
            names: None,
            own: None,
            lacks: RefCell::default(),
        };
        let sent = carry.values().and_then(|given| send(call, &given));
        Self {
            shown,
            sent,
            lacks: carry.lacks.into_inner(),
        }
    }

    /// The same values, sent by the other side's client.
    fn sent_by(
        &self,
        call: Call<'_>,
        names: (&Names, To),
        own: Option<&Shown>,
    ) -> Result<String, String> {
        let carry = Carry {
            call,
            shown: self.shown,
            names: Some(names),
            own,
            lacks: RefCell::new(self.lacks.clone()),
        };
        let given = carry.values()?;
        send(call, &given)
    }
}
