//! The body of an answer, in the manner in which it leaves.

use std::{
    convert::Infallible,
    future::Future as _,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use super::{super::http_reply::Manner, socket::Line};

/// What bodies are padded with, as much as is handed to the HTTP library at once.
static BLANKS: [u8; 64 * 1024] = [b' '; 64 * 1024];

/// The body of an answer.
pub(super) struct Payload {
    data: Bytes,
    /// How many blanks follow.
    blanks: u64,
    /// What `Content-Length` says; `None` if the client learns the length from the end.
    length: Option<u64>,
    pause: Option<Pause>,
    end: End,
    line: Arc<Line>,
}

enum End {
    /// The connection can be used again.
    Whole,
    Closed,
    Reset,
}

/// A pause before each byte.
struct Pause {
    span: Duration,
    sleep: Pin<Box<Sleep>>,
}

impl Payload {
    /// All manners but those that send nothing: they get here with nothing to send.
    pub(super) fn new(body: Vec<u8>, manner: Manner, line: Arc<Line>) -> Self {
        let mut payload = Self {
            length: Some(body.len() as u64),
            data: Bytes::from(body),
            blanks: 0,
            pause: None,
            end: End::Whole,
            line,
        };
        let length = payload.data.len();
        match manner {
            Manner::Whole | Manner::Reset | Manner::Refuse(_) => {}
            Manner::ResetInBody => {
                payload.data.truncate(length / 2);
                // An empty body has no middle: one byte is announced that never comes.
                payload.length = Some(length.max(1) as u64);
                payload.end = End::Reset;
            }
            Manner::Slow(span) => {
                payload.pause = Some(Pause {
                    span,
                    sleep: Box::pin(sleep(span)),
                });
            }
            Manner::TooShort => {
                payload.length = Some(length as u64 + 1);
                payload.end = End::Closed;
            }
            Manner::Padded { bytes, declared } => {
                payload.blanks = bytes.saturating_sub(length as u64);
                payload.length = declared.then_some(bytes.max(length as u64));
            }
        }
        payload
    }

    fn is_empty(&self) -> bool {
        self.data.is_empty() && self.blanks == 0
    }

    /// The next piece; the body must not be empty.
    fn piece(&mut self) -> Bytes {
        if self.data.is_empty() {
            let most = BLANKS.len();
            let count = usize::try_from(self.blanks).map_or(most, |blanks| blanks.min(most));
            self.blanks -= count as u64;
            return Bytes::from_static(&BLANKS[..count]);
        }
        let count = if self.pause.is_some() {
            1
        } else {
            self.data.len()
        };
        self.data.split_to(count)
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.is_empty() {
            match self.end {
                End::Whole => return Poll::Ready(None),
                End::Closed => {}
                End::Reset => self.line.reset(),
            }
            // The HTTP library flushes now, and with that the connection ends: nobody has to be woken.
            self.line.cut();
            return Poll::Pending;
        }
        if let Some(pause) = &mut self.pause {
            ready!(pause.sleep.as_mut().poll(cx));
            pause.sleep.set(sleep(pause.span));
        }
        Poll::Ready(Some(Ok(Frame::data(self.piece()))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.end, End::Whole) && self.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}
