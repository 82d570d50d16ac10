//! The simplest credentials: a token of the caller's, or none.

use super::{Credentials, Outgoing};
use crate::runtime::{
    BoxError, BoxFuture, Secret, Service, TokenPlace, TokenService, headers::is_value,
};

/// An access token that the caller obtained and replaces when it expires.
#[derive(Clone, Debug)]
pub struct Token(Secret<String>);

impl Token {
    /// Sends `token` with every call.
    pub fn new(token: impl Into<Secret<String>>) -> Self {
        Self(token.into())
    }
}

impl<S: TokenService> Credentials<S> for Token {
    fn authorize<'a>(&'a self, request: &'a mut Outgoing) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(std::future::ready(put_token(&self.0, S::PLACE, request)))
    }
}

/// Whether a token can be sent at all.
pub(in crate::runtime) fn check_token(token: &str, place: TokenPlace) -> Result<(), BoxError> {
    if token.is_empty() {
        return Err("the access token is empty".into());
    }
    match place {
        TokenPlace::Header(_) | TokenPlace::Bearer if !is_value(token) => {
            Err("no header can carry the access token".into())
        }
        _ => Ok(()),
    }
}

/// Puts a token where its service expects it.
pub(in crate::runtime) fn put_token(
    token: &Secret<String>,
    place: TokenPlace,
    request: &mut Outgoing,
) -> Result<(), BoxError> {
    let token = token.expose();
    if token.is_empty() {
        return Err("the access token is empty".into());
    }
    match place {
        TokenPlace::Header(name) => request.set_secret_header(name, token),
        TokenPlace::Bearer => {
            // The token itself must not be repeated either.
            request.secrets.push(token.clone());
            request.set_secret_header("Authorization", format!("Bearer {token}"))
        }
        TokenPlace::Query(name) => {
            request.append_query(name, token);
            Ok(())
        }
    }
}

/// No credentials: for operations and test services that need none.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoCredentials;

impl<S: Service> Credentials<S> for NoCredentials {
    fn authorize<'a>(&'a self, _: &'a mut Outgoing) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(std::future::ready(Ok(())))
    }
}
