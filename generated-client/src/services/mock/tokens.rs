//! Access tokens that a fake service has issued.

use std::{
    collections::HashMap,
    fmt,
    hash::{BuildHasher as _, RandomState},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use crate::runtime::mock::Caller;

/// How long a token is good for.
pub(super) const LIFETIME: Duration = Duration::from_secs(7200);
/// Beyond this number of tokens, the oldest are forgotten.
const MOST: usize = 10_000;

/// The tokens that are good, and those that have expired not long ago.
#[derive(Default)]
pub(super) struct Tokens(Mutex<Issued>);

#[derive(Default)]
struct Issued {
    tokens: HashMap<String, Token>,
    /// Counts what was issued or renewed.
    count: u64,
}

struct Token {
    caller: Caller,
    /// Whoever asks again gets it again.
    is_shared: bool,
    expires: SystemTime,
    /// The larger, the later it was issued or renewed.
    number: u64,
}

impl Tokens {
    /// The caller's shared token, good for another [`LIFETIME`]; a new one if there is none.
    pub(super) fn renew(&self, caller: Caller, now: SystemTime) -> String {
        let mut issued = self.lock();
        issued.count += 1;
        let number = issued.count;
        let known = issued
            .tokens
            .iter_mut()
            .find(|(_, token)| token.is_shared && token.caller == caller && now < token.expires);
        if let Some((text, token)) = known {
            token.expires = after(now, LIFETIME);
            token.number = number;
            return text.clone();
        }
        issued.add(caller, true, now)
    }

    /// A new token; those that the caller has stay good.
    pub(super) fn issue(&self, caller: Caller, now: SystemTime) -> String {
        let mut issued = self.lock();
        issued.count += 1;
        issued.add(caller, false, now)
    }

    /// Whose token it is.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in a few words.
    pub(super) fn caller(&self, token: &str, now: SystemTime) -> Result<Caller, &'static str> {
        match self.lock().tokens.get(token) {
            None => Err("the access token is unknown"),
            Some(token) if token.expires <= now => Err("the access token has expired"),
            Some(token) => Ok(token.caller.clone()),
        }
    }

    /// Forgets all tokens.
    pub(super) fn clear(&self) {
        *self.lock() = Issued::default();
    }

    fn lock(&self) -> MutexGuard<'_, Issued> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Tokens")
            .field(&self.lock().tokens.len())
            .finish()
    }
}

impl Issued {
    fn add(&mut self, caller: Caller, is_shared: bool, now: SystemTime) -> String {
        // Whoever sends a token that has expired not long ago is told so.
        self.tokens
            .retain(|_, token| now < after(token.expires, LIFETIME));
        if self.tokens.len() >= MOST {
            self.tokens.retain(|_, token| now < token.expires);
        }
        if self.tokens.len() >= MOST {
            let oldest = self.tokens.iter().min_by_key(|(_, token)| token.number);
            if let Some(text) = oldest.map(|(text, _)| text.clone()) {
                self.tokens.remove(&text);
            }
        }
        let text = random_text(self.count);
        let token = Token {
            caller,
            is_shared,
            expires: after(now, LIFETIME),
            number: self.count,
        };
        self.tokens.insert(text.clone(), token);
        text
    }
}

fn after(time: SystemTime, span: Duration) -> SystemTime {
    time.checked_add(span).unwrap_or(time)
}

/// 32 digits that look random: hashes of a counter, each under a key of its own.
fn random_text(count: u64) -> String {
    let hash = || RandomState::new().hash_one(count);
    format!("{:016x}{:016x}", hash(), hash())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: SystemTime = SystemTime::UNIX_EPOCH;

    fn at(seconds: u64) -> SystemTime {
        NOW + Duration::from_secs(seconds)
    }

    #[test]
    fn shared_tokens_are_renewed_until_they_expire() {
        let tokens = Tokens::default();
        let one = Caller::new("one");
        let token = tokens.renew(one.clone(), at(0));
        assert_eq!(token.len(), 32);
        assert_eq!(tokens.renew(one.clone(), at(7199)), token);
        assert_eq!(tokens.caller(&token, at(14_398)), Ok(one.clone()));
        assert_eq!(
            tokens.caller(&token, at(14_399)),
            Err("the access token has expired")
        );
        assert_ne!(tokens.renew(one, at(14_399)), token);
        assert_ne!(tokens.renew(Caller::new("two"), at(14_399)), token);
    }

    #[test]
    fn new_tokens_leave_old_ones_good() {
        let tokens = Tokens::default();
        let one = Caller::new("one");
        let first = tokens.issue(one.clone(), at(0));
        let second = tokens.issue(one.clone(), at(10));
        assert_ne!(first, second);
        assert_ne!(tokens.renew(one.clone(), at(10)), first);
        assert_eq!(tokens.caller(&first, at(7199)), Ok(one.clone()));
        assert_eq!(
            tokens.caller(&first, at(7200)),
            Err("the access token has expired")
        );
        assert_eq!(tokens.caller(&second, at(7209)), Ok(one));
    }

    #[test]
    fn few_tokens_are_kept() {
        let tokens = Tokens::default();
        let one = Caller::new("one");
        let first = tokens.issue(one.clone(), at(0));
        let second = tokens.issue(one.clone(), at(0));
        for _ in 2..=MOST {
            tokens.issue(one.clone(), at(1));
        }
        assert_eq!(tokens.lock().tokens.len(), MOST);
        assert_eq!(
            tokens.caller(&first, at(1)),
            Err("the access token is unknown")
        );
        assert_eq!(tokens.caller(&second, at(1)), Ok(one.clone()));
        // Four hours later nobody needs to know them any more.
        tokens.issue(one, at(14_401));
        assert_eq!(tokens.lock().tokens.len(), 1);
        tokens.clear();
        assert_eq!(tokens.lock().tokens.len(), 0);
    }
}
