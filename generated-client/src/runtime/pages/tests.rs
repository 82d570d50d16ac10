//! Where a page leads, case by case.

use super::{
    PageEnd, PageParam, Pagination, Position,
    glance::{Glance, combine},
    spot::{Next, Spot},
    turn::{Guard, Turn},
    windowed::Range,
};
use crate::runtime::{Secret, UnixMillis, UnixSeconds};

const PAGES: Pagination = Pagination::by_page("rows", "page", "pages");
const CURSOR: Pagination = Pagination::by_cursor("rows", "cursor", "next");
const OFFSET: Pagination = Pagination::by_offset("rows", "offset", "total");

/// The next place, or the field that shows what is wrong.
fn next(
    pagination: &Pagination,
    place: &str,
    count: usize,
    end: &PageEnd,
) -> Result<Option<String>, &'static str> {
    let turn = Turn {
        pagination,
        place: Some(place).filter(|place| !place.is_empty()),
        count,
        end,
    };
    turn.next().map_err(|problem| problem.path)
}

#[test]
fn numbered_pages_end_with_the_number_that_the_answer_says() {
    let zero = PAGES.first(0);
    let cases = [
        (&PAGES, "", 2, Some(3_u32), Some("2")),
        (&PAGES, "2", 2, Some(3), Some("3")),
        (&PAGES, "3", 2, Some(3), None),
        (&PAGES, "", 0, Some(0), None),
        // The list has shrunk, or grown.
        (&PAGES, "3", 0, Some(1), None),
        (&PAGES, "3", 2, Some(4), Some("4")),
        // An empty page in the middle is no end.
        (&PAGES, "2", 0, Some(3), Some("3")),
        // Nothing says how many there are.
        (&PAGES, "2", 2, None, Some("3")),
        (&PAGES, "3", 0, None, None),
        (&zero, "", 2, Some(2), Some("1")),
        (&zero, "1", 2, Some(2), None),
        (&zero, "", 0, Some(0), None),
    ];
    for (pagination, place, count, pages, wanted) in cases {
        let found = next(pagination, place, count, &PageEnd::new(&pages));
        assert_eq!(found, Ok(wanted.map(str::to_owned)), "{place} {pages:?}");
    }
}

#[test]
fn cursors_end_where_there_is_none() {
    let end = |cursor: Option<&str>, more: Option<bool>| PageEnd::new(&cursor).more(&more);
    let cases = [
        (end(Some("b"), None), Ok(Some("b"))),
        (end(Some("b"), Some(true)), Ok(Some("b"))),
        (end(Some("b"), Some(false)), Ok(None)),
        (end(Some(""), None), Ok(None)),
        (end(None, None), Ok(None)),
        (end(None, Some(false)), Ok(None)),
        (end(None, Some(true)), Err("next")),
        (end(Some("a"), None), Err("next")),
        (end(Some("a"), Some(false)), Ok(None)),
        (end(Some("0"), None), Ok(Some("0"))),
    ];
    for (end, wanted) in cases {
        // Empty pages are no end.
        for count in [0, 2] {
            let found = next(&CURSOR, "a", count, &end);
            assert_eq!(found, wanted.map(|it| it.map(str::to_owned)), "{end:?}");
        }
    }
    let numbers = CURSOR.zero_ends();
    assert_eq!(next(&numbers, "7", 2, &PageEnd::new(&0_u64)), Ok(None));
    let nine = Ok(Some("9".to_owned()));
    assert_eq!(next(&numbers, "7", 2, &PageEnd::new(&9_u64)), nine);
}

#[test]
fn offsets_end_where_all_entries_were_listed() {
    let cases = [
        ("", 2, Some(5_u32), Ok(Some("2"))),
        ("4", 1, Some(5), Ok(None)),
        ("4", 2, Some(5), Ok(None)),
        ("4", 1, Some(9), Ok(Some("5"))),
        ("4", 0, Some(3), Ok(None)),
        ("4", 0, Some(9), Err("rows")),
        ("4", 0, None, Ok(None)),
        ("4", 1, None, Ok(Some("5"))),
    ];
    for (place, count, total, wanted) in cases {
        let found = next(&OFFSET, place, count, &PageEnd::new(&total));
        assert_eq!(
            found,
            wanted.map(|it| it.map(str::to_owned)),
            "{place} {total:?}"
        );
    }
}

#[test]
fn every_circle_of_cursors_is_found() {
    for before in 0..20_u32 {
        for length in 1..20_u32 {
            let mut guard = Guard::default();
            let cursors = (0..).map(|step: u32| {
                if step < before {
                    step
                } else {
                    before + (step - before) % length
                }
            });
            let steps = cursors
                .take(1000)
                .take_while(|cursor| guard.pass(&CURSOR, None, Some(&cursor.to_string())).is_ok())
                .count();
            // Twice around at most, and no further than that from where it starts.
            let most = 3 * (before + length) as usize + 2;
            assert!(steps <= most, "{before} {length}: {steps}");
        }
    }
    let mut guard = Guard::default();
    assert!((0..10_000).all(|it| guard.pass(&CURSOR, None, Some(&it.to_string())).is_ok()));
}

#[test]
fn only_pages_that_can_be_told_apart_are_compared() {
    let mut guard = Guard::default();
    let prints = [Some(1), Some(2), None, None, Some(2), Some(3)];
    assert!(
        prints
            .iter()
            .all(|print| guard.pass(&PAGES, *print, Some("9")).is_ok())
    );
    let problem = guard.pass(&PAGES, Some(3), None).unwrap_err();
    assert_eq!(problem.path, "rows");
}

#[derive(Debug)]
#[allow(dead_code, reason = "only `Debug` looks at the fields")]
struct Row {
    id: &'static str,
    at: UnixMillis,
    begin: Option<UnixSeconds>,
    link: Secret<String>,
}

fn row(id: &'static str, at: i64, link: &str) -> Row {
    Row {
        id,
        at: UnixMillis(at),
        begin: None,
        link: link.into(),
    }
}

#[test]
fn entries_are_the_same_whatever_their_links() {
    let mut glance = Glance::default();
    let first = glance.at(&row("r1", 5, "https://a.example/?sign=1"));
    assert!(glance.is_telling());
    assert_eq!(first, glance.at(&row("r1", 5, "https://a.example/?sign=2")));
    assert_ne!(first, glance.at(&row("r2", 5, "https://a.example/?sign=1")));
    glance.at(&row("", 5, "hidden"));
    assert!(!glance.is_telling(), "nothing is left but a secret");
    glance.at(&7);
    assert!(glance.is_telling());
    assert_ne!(combine(&[1, 2]), combine(&[2, 1]));
    // Saved positions hold this number.
    assert_eq!(glance.at(&"a"), 0xd427_2417_d7c7_7eea);
}

#[test]
fn entries_show_when_they_are() {
    let mut glance = Glance::default();
    for (shown, instant, wanted) in [
        (1_611_072_000_000, 1_611_072_000_000, true),
        (1_611_072_000_999, 1_611_072_000_000, true),
        (1_611_072_001_001, 1_611_072_000_000, false),
        (-5000, -5000, true),
        (5000, -5000, false),
    ] {
        glance.at(&row("r", shown, ""));
        assert_eq!(glance.shows(instant), wanted, "{shown}");
    }
    let mut row = row("r", 0, "");
    row.begin = Some(UnixSeconds(1_611_072_000));
    glance.at(&row);
    assert!(glance.shows(1_611_072_000_000));
    glance.at(&"at 99999999999999999999999 or 1611072000");
    assert!(glance.shows(1_611_072_000_000));
}

#[test]
fn windows_share_the_instant_between_them() {
    let range = |from, to, most| Range {
        from,
        to,
        most,
        unit: 1000,
    };
    let all = |range: Range| {
        let first = Some(range.window(range.from));
        std::iter::successors(first, |(_, to)| range.after(*to))
            .take(9)
            .collect::<Vec<_>>()
    };
    assert_eq!(all(range(0, 25, 10)), [(0, 10), (10, 20), (20, 25)]);
    assert_eq!(all(range(0, 20, 10)), [(0, 10), (10, 20)]);
    assert_eq!(all(range(5, 5, 10)), [(5, 5)]);
    let last = i64::MAX;
    assert_eq!(
        all(range(last - 3, last, 2)),
        [(last - 3, last - 1), (last - 1, last)]
    );
}

#[test]
fn parameters_hold_places() {
    let mut number = 3_u32;
    assert!(number.set(Some("4")) && number == 4);
    assert!(!number.set(Some("4294967296")) && !number.set(Some("x")) && number == 4);
    let mut optional = Some(3_u32);
    assert_eq!(optional.get().as_deref(), Some("3"));
    assert!(optional.set(None) && optional.is_none());
    let mut secret: Option<Secret<String>> = None;
    assert!(secret.set(Some("c1")));
    assert_eq!(secret.get().as_deref(), Some("c1"));
    let mut instant = UnixSeconds(1);
    assert!(instant.set(Some("-5")) && instant == UnixSeconds(-5));
}

fn position() -> Position {
    let spot = Spot {
        window: Some((-1, i64::MAX)),
        place: Some("cursor-hunter2".to_owned()),
        skip: 7,
        seen: vec![1],
        found: vec![u64::MAX, 2],
    };
    Position::new("list_rows", Some("20".to_owned()), &Next::Page(spot))
}

#[test]
fn positions_are_saved_as_this() {
    let text = serde_json::to_string(&position()).unwrap();
    assert_eq!(
        text,
        r#"{"version":1,"operation":"list_rows","size":"20","from":-1,"to":9223372036854775807,"place":"cursor-hunter2","index":7,"seen":["0000000000000001"],"found":["ffffffffffffffff","0000000000000002"],"ended":false}"#
    );
    assert_eq!(serde_json::from_str::<Position>(&text).unwrap(), position());
    // A later version may add members.
    let added = text.replace("{\"version\"", "{\"added\":[1],\"version\"");
    assert_eq!(
        serde_json::from_str::<Position>(&added).unwrap(),
        position()
    );
    assert!(!format!("{:?}", position()).contains("hunter2"));
}

#[test]
fn broken_positions_are_refused() {
    let text = serde_json::to_string(&position()).unwrap();
    for (from, to) in [
        ("\"version\":1", "\"version\":2"),
        ("\"version\":1,", ""),
        ("\"operation\":\"list_rows\",", ""),
        ("\"index\":7", "\"index\":-7"),
        ("\"0000000000000001\"", "\"no number\""),
        (",\"ended\":false", ""),
    ] {
        let broken = text.replace(from, to);
        assert_ne!(broken, text);
        assert!(
            serde_json::from_str::<Position>(&broken).is_err(),
            "{broken}"
        );
    }
}

#[test]
fn positions_fit_their_own_walk_only() {
    let range = Range {
        from: -1,
        to: i64::MAX,
        most: i64::MAX,
        unit: 1,
    };
    let size = Some("20");
    assert!(position().resume("list_rows", size, Some(&range)).is_ok());
    for (operation, size, range, wanted) in [
        ("list_cows", size, Some(range), "another operation"),
        ("list_rows", None, Some(range), "another page size"),
        ("list_rows", size, None, "over a range"),
        (
            "list_rows",
            size,
            Some(Range { to: 5, ..range }),
            "outside of the range",
        ),
        (
            "list_rows",
            size,
            Some(Range { from: 0, ..range }),
            "outside of the range",
        ),
    ] {
        let problem = position()
            .resume(operation, size, range.as_ref())
            .unwrap_err();
        assert!(problem.contains(wanted), "{problem}");
    }
}

#[test]
fn an_ended_walk_goes_on_in_a_longer_range() {
    let spot = Spot {
        window: Some((0, 10)),
        place: Some("3".to_owned()),
        found: vec![5],
        ..Spot::default()
    };
    let ended = Position::new("list_rows", None, &Next::End(spot));
    assert!(ended.is_end());
    let range = |to| Range {
        from: 0,
        to,
        most: 10,
        unit: 1,
    };
    let same = ended.resume("list_rows", None, Some(&range(10))).unwrap();
    assert!(matches!(same, Next::End(_)));
    let wanted = Spot {
        window: Some((10, 15)),
        seen: vec![5],
        ..Spot::default()
    };
    let longer = ended.resume("list_rows", None, Some(&range(15))).unwrap();
    assert_eq!(longer, Next::Page(wanted));
}
