//! What can be checked before a call is sent.

use std::collections::BTreeMap;

use crate::runtime::{Secret, UnixMillis, UnixSeconds};

/// A number, or none, that has to lie between bounds.
pub trait Bounded {
    /// The number; `None` if absent, which is within all bounds.
    fn bounded(self) -> Option<i128>;
}

macro_rules! bounded_integers {
    ($($ty:ty),*) => {$(
        impl Bounded for $ty {
            fn bounded(self) -> Option<i128> {
                Some(self.into())
            }
        }
    )*};
}

bounded_integers!(u32, u64, i64);

impl<T: Bounded> Bounded for Option<T> {
    fn bounded(self) -> Option<i128> {
        self.and_then(T::bounded)
    }
}

impl<T: Bounded + Copy> Bounded for &T {
    fn bounded(self) -> Option<i128> {
        (*self).bounded()
    }
}

/// A text or a list, or none, that must not be too short or too long.
pub trait Length {
    /// What is counted: one of it, and several.
    const UNIT: [&'static str; 2];

    /// Characters or entries; `None` if absent, which has every length.
    fn length(&self) -> Option<usize>;
}

impl Length for str {
    const UNIT: [&'static str; 2] = ["character", "characters"];

    fn length(&self) -> Option<usize> {
        Some(self.chars().count())
    }
}

impl Length for String {
    const UNIT: [&'static str; 2] = str::UNIT;

    fn length(&self) -> Option<usize> {
        self.as_str().length()
    }
}

impl<T> Length for [T] {
    const UNIT: [&'static str; 2] = ["entry", "entries"];

    fn length(&self) -> Option<usize> {
        Some(self.len())
    }
}

impl<T> Length for Vec<T> {
    const UNIT: [&'static str; 2] = <[T]>::UNIT;

    fn length(&self) -> Option<usize> {
        Some(self.len())
    }
}

impl<T> Length for BTreeMap<String, T> {
    const UNIT: [&'static str; 2] = ["entry", "entries"];

    fn length(&self) -> Option<usize> {
        Some(self.len())
    }
}

impl<T: Length> Length for Option<T> {
    const UNIT: [&'static str; 2] = T::UNIT;

    fn length(&self) -> Option<usize> {
        self.as_ref().and_then(T::length)
    }
}

impl<T: Length + ?Sized> Length for &T {
    const UNIT: [&'static str; 2] = T::UNIT;

    fn length(&self) -> Option<usize> {
        (**self).length()
    }
}

impl<T: Length> Length for Secret<T> {
    const UNIT: [&'static str; 2] = T::UNIT;

    fn length(&self) -> Option<usize> {
        self.expose().length()
    }
}

/// A point in time, or none, at one end of an interval.
pub trait Moment {
    /// Milliseconds since the Unix epoch; `None` if absent, which every interval allows.
    fn millis(self) -> Option<i128>;
}

impl Moment for UnixSeconds {
    fn millis(self) -> Option<i128> {
        Some(i128::from(self.0) * 1000)
    }
}

impl Moment for UnixMillis {
    fn millis(self) -> Option<i128> {
        Some(self.0.into())
    }
}

impl<T: Moment> Moment for Option<T> {
    fn millis(self) -> Option<i128> {
        self.and_then(T::millis)
    }
}

impl<T: Moment + Copy> Moment for &T {
    fn millis(self) -> Option<i128> {
        (*self).millis()
    }
}
