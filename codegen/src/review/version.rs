//! The next version.

use super::Bump;

/// What follows on a version. Below 1.0, where the second number is the one that may break, major means
/// the second number and anything less the third. Nothing if it is not three numbers.
#[must_use]
pub fn next(version: &str, bump: Bump) -> Option<String> {
    let mut parts = version.split('.').map(str::parse::<u64>);
    let (Some(Ok(major)), Some(Ok(minor)), Some(Ok(patch)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let bump = match (major, bump) {
        (0, Bump::Major) => Bump::Minor,
        (0, Bump::Minor) => Bump::Patch,
        (_, bump) => bump,
    };
    let (major, minor, patch) = match bump {
        Bump::None => (major, minor, patch),
        Bump::Patch => (major, minor, patch.checked_add(1)?),
        Bump::Minor => (major, minor.checked_add(1)?, 0),
        Bump::Major => (major.checked_add(1)?, 0, 0),
    };
    Some(format!("{major}.{minor}.{patch}"))
}

#[cfg(test)]
mod tests {
    use super::next;
    use crate::review::Bump::{Major, Minor, None as Same, Patch};

    #[test]
    fn below_one_the_second_number_is_the_one_that_breaks() {
        let cases = [
            ("0.15.3", Major, "0.16.0"),
            ("0.15.3", Minor, "0.15.4"),
            ("0.15.3", Patch, "0.15.4"),
            ("0.15.3", Same, "0.15.3"),
            ("1.4.2", Major, "2.0.0"),
            ("1.4.2", Minor, "1.5.0"),
            ("1.4.2", Patch, "1.4.3"),
        ];
        for (from, bump, to) in cases {
            assert_eq!(next(from, bump).as_deref(), Some(to));
        }
        assert_eq!(next("1.4", Patch), None);
        assert_eq!(next("1.4.2-rc.1", Patch), None);
    }
}
