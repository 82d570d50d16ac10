//! Which field of the old side is which field of the new one.
//!
//! Equal names first, then other names that the spec knows, then the same name at another place,
//! then unique pairs of the same shape. Level by level, in time proportional to the fields.

use std::collections::{HashMap, HashSet, VecDeque};

use super::{
    alike::{kind, said, unique, values_alike, words_alike},
    forest::Forest,
};
use crate::model::{Field, In, Kind};

/// Why two fields are taken to be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Same place and name, or a name that is known to mean the same.
    Same,
    /// A placeholder of the path at the same position.
    Placeholder,
    /// Same name, in another part of the request.
    Relocated,
    /// Same name, within another object.
    Moved,
    /// Another name, same shape.
    Renamed,
    /// Another name, which the old side knows.
    Known,
}

/// Pairs of fields, by index.
pub(super) struct Matching {
    pub(super) of_old: Vec<Option<(usize, How)>>,
    pub(super) of_new: Vec<Option<usize>>,
}

pub(super) struct Matcher<'a> {
    old: &'a Forest<'a>,
    new: &'a Forest<'a>,
    /// Old names of placeholders with the new ones.
    placeholders: &'a HashMap<String, String>,
    done: Matching,
}

const PLACES: [Option<In>; 5] = [
    Some(In::Path),
    Some(In::Query),
    Some(In::Header),
    Some(In::Body),
    None,
];

/// Pairs the fields of two sides.
pub(super) fn matching(
    old: &Forest<'_>,
    new: &Forest<'_>,
    placeholders: &HashMap<String, String>,
) -> Matching {
    let mut matcher = Matcher {
        old,
        new,
        placeholders,
        done: Matching {
            of_old: vec![None; old.len()],
            of_new: vec![None; new.len()],
        },
    };
    for place in PLACES {
        let (olds, news) = (old.roots_in(place), new.roots_in(place));
        matcher.by_name(olds, news);
    }
    matcher.relocate();
    for place in PLACES {
        matcher.rename(old.roots_in(place), new.roots_in(place));
    }
    matcher.moves();
    matcher.done
}

impl Matcher<'_> {
    fn pair(&mut self, old: usize, new: usize, how: How) {
        self.done.of_old[old] = Some((new, how));
        self.done.of_new[new] = Some(old);
    }

    fn free_old(&self, indexes: &[usize]) -> Vec<usize> {
        let free = |index: &usize| self.done.of_old[*index].is_none();
        indexes.iter().copied().filter(free).collect()
    }

    fn free_new(&self, indexes: &[usize]) -> Vec<usize> {
        let free = |index: &usize| self.done.of_new[*index].is_none();
        indexes.iter().copied().filter(free).collect()
    }

    /// Pairs equal names, in these lists and below what was paired.
    fn by_name(&mut self, olds: Vec<usize>, news: Vec<usize>) {
        let mut open = vec![(olds, news)];
        while let Some((olds, news)) = open.pop() {
            let mut named: HashMap<String, VecDeque<usize>> = HashMap::new();
            for &new in &self.free_new(&news) {
                let name = folded(self.new, new);
                named.entry(name).or_default().push_back(new);
            }
            let mut take = |name: &str| named.get_mut(name).and_then(VecDeque::pop_front);
            for old in self.free_old(&olds) {
                if let Some(new) = take(&folded(self.old, old)) {
                    self.pair(old, new, How::Same);
                } else if self.old.fields[old].location == Some(In::Path)
                    && let Some(renamed) = self.placeholders.get(&self.old.names[old])
                    && let Some(new) = take(renamed)
                {
                    self.pair(old, new, How::Placeholder);
                }
            }
            self.by_other_names(&olds, &news);
            for &old in &olds {
                if let Some((new, _)) = self.done.of_old[old] {
                    let (olds, news) = (&self.old.children[old], &self.new.children[new]);
                    if !olds.is_empty() && !news.is_empty() {
                        open.push((olds.clone(), news.clone()));
                    }
                }
            }
        }
    }

    fn by_other_names(&mut self, olds: &[usize], news: &[usize]) {
        let news = self.free_new(news);
        if news.is_empty() {
            return;
        }
        let mut named: HashMap<&str, usize> = HashMap::new();
        for &new in &news {
            named.insert(&self.new.names[new], new);
            for also in &self.new.fields[new].also {
                named.entry(&also.value).or_insert(new);
            }
            let declared = self.new.fields[new].declared.as_ref();
            if let Some(was) = declared.and_then(|it| it.was.as_ref()) {
                named.entry(&was.value).or_insert(new);
            }
        }
        for old in self.free_old(olds) {
            let also = self.old.fields[old].also.iter().map(|it| it.value.as_str());
            let found = std::iter::once(self.old.names[old].as_str())
                .chain(also)
                .filter_map(|name| named.get(name).copied())
                .find(|&new| self.done.of_new[new].is_none());
            if let Some(new) = found {
                let name = &self.new.names[new];
                let known = self.old.fields[old].also.iter();
                let known = known.map(|it| &it.value).chain([&self.old.names[old]]);
                // The page may know the old name and still call the field otherwise.
                let how = if known.into_iter().any(|it| it == name) {
                    How::Same
                } else {
                    How::Renamed
                };
                self.pair(old, new, how);
            }
        }
        self.by_rust_names(olds, &news);
    }

    /// What has one name in Rust before and after is one and the same to those who use the client.
    fn by_rust_names(&mut self, olds: &[usize], news: &[usize]) {
        let (old, new) = (self.old, self.new);
        let olds = self.free_old(olds).into_iter();
        let news = self.free_new(news).into_iter();
        let pairs = unique(
            olds.filter_map(|it| Some((rust(old.fields[it])?, it))),
            news.filter_map(|it| Some((rust(new.fields[it])?, it))),
        );
        for (old, new) in pairs {
            self.pair(old, new, How::Renamed);
        }
    }

    /// Parameters with the same name in another part of the request.
    fn relocate(&mut self) {
        let params = |forest: &Forest<'_>, free: Vec<usize>| -> Vec<usize> {
            let param = |index: &usize| forest.fields[*index].location.is_some();
            free.into_iter().filter(param).collect()
        };
        let olds = params(self.old, self.free_old(&self.old.roots));
        let news = params(self.new, self.free_new(&self.new.roots));
        for (old, new) in unique(
            olds.iter()
                .map(|&it| (self.old.names[it].to_lowercase(), it)),
            news.iter()
                .map(|&it| (self.new.names[it].to_lowercase(), it)),
        ) {
            self.pair(old, new, How::Relocated);
            self.by_name(
                self.old.children[old].clone(),
                self.new.children[new].clone(),
            );
        }
    }

    /// Fields with the same name and shape within another object. One of the objects has to be
    /// known on both sides: fields of an object that came and of another that went have nothing
    /// in common.
    fn moves(&mut self) {
        let new = self.new;
        self.moves_by(|it| Some(new.names[it].clone()));
        // Renamed on the way.
        self.moves_by(|it| was(new.fields[it]));
    }

    fn moves_by(&mut self, name: impl Fn(usize) -> Option<String>) {
        let olds = self.free_old(&(0..self.old.len()).collect::<Vec<_>>());
        let news = self.free_new(&(0..self.new.len()).collect::<Vec<_>>());
        let pairs = unique(
            olds.iter().map(|&it| (self.old.names[it].clone(), it)),
            news.iter().filter_map(|&it| Some((name(it)?, it))),
        );
        for (old, new) in pairs {
            let known_old = self.old.parents[old].is_none_or(|it| self.done.of_old[it].is_some());
            let known_new = self.new.parents[new].is_none_or(|it| self.done.of_new[it].is_some());
            if (known_old || known_new)
                && !self.old.names[old].starts_with(['[', '*'])
                && self.done.of_old[old].is_none()
                && self.done.of_new[new].is_none()
                && self.old.fields[old].location == self.new.fields[new].location
                && self.alike(old, new)
            {
                self.pair(old, new, How::Moved);
                self.by_name(
                    self.old.children[old].clone(),
                    self.new.children[new].clone(),
                );
            }
        }
    }

    /// Unique pairs of the same shape in these lists and below what was paired.
    fn rename(&mut self, olds: Vec<usize>, news: Vec<usize>) {
        // What stands elsewhere under its name has moved, rather.
        let names = |forest: &Forest<'_>, free: Vec<usize>| -> HashSet<String> {
            free.into_iter()
                .map(|it| forest.names[it].clone())
                .collect()
        };
        let all_old: Vec<usize> = (0..self.old.len()).collect();
        let all_new: Vec<usize> = (0..self.new.len()).collect();
        let elsewhere_old = names(self.old, self.free_old(&all_old));
        let elsewhere_new = names(self.new, self.free_new(&all_new));
        let mut open = vec![(olds, news)];
        while let Some((olds, news)) = open.pop() {
            let left = |matcher: &Self| {
                let mut olds = matcher.free_old(&olds);
                let mut news = matcher.free_new(&news);
                olds.retain(|&it| !elsewhere_new.contains(&matcher.old.names[it]));
                news.retain(|&it| !elsewhere_old.contains(&matcher.new.names[it]));
                (olds, news)
            };
            let (free_old, free_new) = left(self);
            if !free_old.is_empty() && !free_new.is_empty() {
                let said = |field: &Field| said(field).next();
                self.rename_unique(
                    free_old
                        .iter()
                        .filter_map(|&it| Some((said(self.old.fields[it])?, it))),
                    free_new
                        .iter()
                        .filter_map(|&it| Some((said(self.new.fields[it])?, it))),
                );
                let (free_old, free_new) = left(self);
                let gaps_old = gaps(&olds, |it| self.done.of_old[it].map(|_| it));
                let gaps_new = gaps(&news, |it| self.done.of_new[it]);
                // Rows of a page keep their order. Of two specs, only what has no rival is a guess
                // worth making: the one field of its type between two others.
                let specs = free_new
                    .iter()
                    .any(|it| self.new.fields[*it].declared.is_some());
                let key = |field: &Field, (before, distance): (Option<usize>, usize)| {
                    if specs {
                        (before, 0, kind(field), field.items)
                    } else {
                        (before, distance, None, None)
                    }
                };
                self.rename_unique(
                    free_old.iter().filter_map(|it| {
                        Some((key(self.old.fields[*it], *gaps_old.get(it)?), *it))
                    }),
                    free_new.iter().filter_map(|it| {
                        Some((key(self.new.fields[*it], *gaps_new.get(it)?), *it))
                    }),
                );
            }
            for &old in &olds {
                if let Some((new, _)) = self.done.of_old[old] {
                    open.push((
                        self.old.children[old].clone(),
                        self.new.children[new].clone(),
                    ));
                }
            }
        }
    }

    fn rename_unique<K: std::hash::Hash + Eq>(
        &mut self,
        olds: impl Iterator<Item = (K, usize)>,
        news: impl Iterator<Item = (K, usize)>,
    ) {
        for (old, new) in unique(olds, news) {
            if self.alike(old, new) {
                self.pair(old, new, How::Renamed);
                self.by_name(
                    self.old.children[old].clone(),
                    self.new.children[new].clone(),
                );
            }
        }
    }

    /// Whether two fields have the same shape, and words that do not contradict it.
    fn alike(&self, old: usize, new: usize) -> bool {
        let (a, b) = (self.old.fields[old], self.new.fields[new]);
        let kinds = |a: Option<Kind>, b: Option<Kind>| a.is_none() || b.is_none() || a == b;
        // The values of a map have no name that could be another one.
        let in_map = |forest: &Forest<'_>, index: usize| forest.names[index].ends_with('*');
        in_map(self.old, old) == in_map(self.new, new)
            && kinds(kind(a), kind(b))
            && kinds(a.items, b.items)
            && values_alike(a, b)
            && self.children_alike(old, new)
            && words_alike(a, b)
    }

    fn children_alike(&self, old: usize, new: usize) -> bool {
        let (olds, news) = (&self.old.children[old], &self.new.children[new]);
        if olds.is_empty() || news.is_empty() {
            return olds.is_empty() == news.is_empty();
        }
        let names: HashSet<&str> = olds.iter().map(|&it| self.old.names[it].as_str()).collect();
        let both = news
            .iter()
            .filter(|&&it| names.contains(self.new.names[it].as_str()))
            .count();
        2 * both >= olds.len().max(news.len())
    }
}

/// What a spec says of how a field was called before.
fn was(field: &Field) -> Option<String> {
    let was = field.declared.as_ref()?.was.as_ref()?;
    Some(was.value.clone())
}

/// What a spec calls it in Rust.
fn rust(field: &Field) -> Option<&str> {
    Some(field.declared.as_ref()?.rust.as_str())
}

/// Names of headers know no case.
fn folded(forest: &Forest<'_>, index: usize) -> String {
    let name = &forest.names[index];
    if forest.fields[index].location == Some(In::Header) {
        name.to_ascii_lowercase()
    } else {
        name.clone()
    }
}

/// For each free entry of a list, the paired one before it, in terms of the old side.
fn gaps(
    list: &[usize],
    old_of: impl Fn(usize) -> Option<usize>,
) -> HashMap<usize, (Option<usize>, usize)> {
    let mut before = None;
    let mut distance = 0;
    let mut found = HashMap::new();
    for &index in list {
        if let Some(old) = old_of(index) {
            before = Some(old);
            distance = 0;
        } else {
            found.insert(index, (before, distance));
            distance += 1;
        }
    }
    found
}
