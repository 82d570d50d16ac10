//! Values as text: in paths, query strings and headers.

use crate::runtime::Secret;

/// A value that can stand in a path, a query string or a header.
pub trait Param {
    /// Whether the value must not appear in logs.
    const SECRET: bool = false;

    /// The text of the value, not yet encoded; `None` if the value is absent.
    fn text(&self) -> Option<String>;
}

/// A list of values that can stand in a query string.
pub trait ParamList {
    /// The text of each value, not yet encoded; `None` if the list is absent.
    fn texts(&self) -> Option<Vec<String>>;
}

macro_rules! params_by_display {
    ($($ty:ty),*) => {$(
        impl Param for $ty {
            fn text(&self) -> Option<String> {
                Some(self.to_string())
            }
        }
    )*};
}

params_by_display!(str, String, bool, u32, u64, i64, f64);

impl<T: Param> Param for Option<T> {
    const SECRET: bool = T::SECRET;

    fn text(&self) -> Option<String> {
        self.as_ref().and_then(T::text)
    }
}

impl<T: Param + ?Sized> Param for &T {
    const SECRET: bool = T::SECRET;

    fn text(&self) -> Option<String> {
        (**self).text()
    }
}

impl<T: Param> Param for Secret<T> {
    const SECRET: bool = true;

    fn text(&self) -> Option<String> {
        self.expose().text()
    }
}

impl<T: Param> ParamList for [T] {
    fn texts(&self) -> Option<Vec<String>> {
        Some(self.iter().filter_map(T::text).collect())
    }
}

impl<T: Param> ParamList for Vec<T> {
    fn texts(&self) -> Option<Vec<String>> {
        self.as_slice().texts()
    }
}

impl<L: ParamList> ParamList for Option<L> {
    fn texts(&self) -> Option<Vec<String>> {
        self.as_ref().and_then(L::texts)
    }
}

impl<L: ParamList + ?Sized> ParamList for &L {
    fn texts(&self) -> Option<Vec<String>> {
        (**self).texts()
    }
}

impl<L: ParamList> ParamList for Secret<L> {
    fn texts(&self) -> Option<Vec<String>> {
        self.expose().texts()
    }
}
