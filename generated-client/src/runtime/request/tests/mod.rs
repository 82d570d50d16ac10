//! What is sent, and what is refused before.

mod checks;
mod encoding;

use super::{Request, RequestBuilder};
use crate::runtime::ErrorKind;

/// The message of a refused request.
fn problem(builder: RequestBuilder) -> String {
    let error = builder.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    let text = error.to_string();
    text.strip_prefix("invalid request: ").unwrap().to_owned()
}

fn get() -> RequestBuilder {
    Request::get("/v1/things")
}
