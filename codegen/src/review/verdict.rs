//! What a change does to released programs, and to code that upgrades.

/// What happens to a program that is compiled against the released client. From harmless to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wire {
    /// Nothing.
    Ok,
    /// It depends on values, or on what the vendor lets pass.
    Risk,
    /// Calls succeed and mean something else.
    Silent,
    /// Calls are refused, or answers cannot be read.
    Break,
}

/// What happens to code that upgrades to the client generated anew. From harmless to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// Nothing.
    Ok,
    /// It compiles with a warning that something is deprecated.
    Warn,
    /// It compiles or not, depending on how it is written.
    Risk,
    /// It no longer compiles.
    Break,
}

/// Which part of the version has to grow, from 1.0 on. Below 1.0, major means minor and minor means
/// patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    /// The generated files are equal.
    None,
    /// The third number.
    Patch,
    /// The second number.
    Minor,
    /// The first number.
    Major,
}

/// How urgent it is to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing to do.
    Info,
    /// Something was added.
    Low,
    /// A source break that one line of the spec eases, or unclear.
    Medium,
    /// Released clients are wrong for some, or a source break that nothing eases.
    High,
    /// Released clients are broken or wrong for most calls.
    Critical,
}

/// Both verdicts on a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// For released programs.
    pub wire: Wire,
    /// For code that upgrades.
    pub source: Source,
    /// For the next version.
    pub bump: Bump,
    /// How urgent it is.
    pub severity: Severity,
}

/// The one line of a spec that lowers the verdict on code that upgrades.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Easing {
    /// The line, with `…` for what depends on the case: `retired: …`.
    pub line: &'static str,
    /// The verdict then.
    pub source: Source,
    /// The version then.
    pub bump: Bump,
}

macro_rules! words {
    ($type:ident { $($variant:ident $word:literal)* }) => {
        impl $type {
            /// In reports and JSON.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }
    };
}

words!(Wire { Ok "ok" Risk "risk" Silent "silent" Break "break" });
words!(Source { Ok "ok" Warn "warn" Risk "risk" Break "break" });
words!(Bump { None "none" Patch "patch" Minor "minor" Major "major" });
words!(Severity { Info "info" Low "low" Medium "medium" High "high" Critical "critical" });
