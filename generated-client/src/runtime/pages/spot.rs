//! Where a walk is.

/// What the next call asks for, and what is known before its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    /// The window, in units of the parameters; `None` if the call's own interval stays.
    pub(super) window: Option<(i64, i64)>,
    /// The page, cursor or offset; `None` if the call's own stays.
    pub(super) place: Option<String>,
    /// So many entries of the page were handed out before.
    pub(super) skip: usize,
    /// Entries of the window before that may come again, since both windows have the instant between them.
    pub(super) seen: Vec<u64>,
    /// Entries of this window, from the pages before, that may come again in the next.
    pub(super) found: Vec<u64>,
}

/// Where a walk goes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Page(Spot),
    /// There is nothing more, in this window and after it.
    End(Spot),
    /// Something went wrong.
    Failed,
}
