//! What the elements of HTML mean to the reader.

use html5ever::Attribute;

/// The part that an element plays on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Never shown: scripts, styles, drawings.
    Skip,
    /// Starts and ends a piece of text.
    Block,
    /// Part of a piece of text.
    Inline,
    /// No element of HTML.
    Unknown,
    Heading(u8),
    Item,
    Term,
    Detail,
    Table,
    Caption,
    /// `thead`
    Head,
    /// `tbody`, `tfoot`
    Group,
    Row,
    Cell,
    HeadCell,
    Pre,
    Code,
    Break,
    Image,
    Input,
    Button,
    Title,
    /// `nav`, `aside`, `footer`: what surrounds a page's content.
    Chrome,
    Main,
    Article,
}

/// The kind of an element, by its name and role.
pub(super) fn kind(name: &str, attrs: &[Attribute]) -> Kind {
    let role = attr(attrs, "role").unwrap_or_default();
    match by_name(name) {
        found @ (Kind::Block | Kind::Inline | Kind::Item | Kind::Unknown) => {
            by_role(role, attrs).unwrap_or(found)
        }
        found => found,
    }
}

fn by_role(role: &str, attrs: &[Attribute]) -> Option<Kind> {
    Some(match role {
        "heading" => Kind::Heading(
            attr(attrs, "aria-level")
                .and_then(|level| level.trim().parse().ok())
                .map_or(2, |level: u8| level.clamp(1, 6)),
        ),
        "table" | "grid" | "treegrid" => Kind::Table,
        "rowgroup" => Kind::Group,
        "row" => Kind::Row,
        "cell" | "gridcell" => Kind::Cell,
        "columnheader" | "rowheader" => Kind::HeadCell,
        "listitem" => Kind::Item,
        "main" => Kind::Main,
        "article" => Kind::Article,
        "navigation" | "complementary" | "contentinfo" => Kind::Chrome,
        _ => return None,
    })
}

fn by_name(name: &str) -> Kind {
    match name {
        "h1" => Kind::Heading(1),
        "h2" => Kind::Heading(2),
        "h3" => Kind::Heading(3),
        "h4" => Kind::Heading(4),
        "h5" => Kind::Heading(5),
        "h6" => Kind::Heading(6),
        "li" => Kind::Item,
        "dt" => Kind::Term,
        "dd" => Kind::Detail,
        "table" => Kind::Table,
        "caption" => Kind::Caption,
        "thead" => Kind::Head,
        "tbody" | "tfoot" => Kind::Group,
        "tr" => Kind::Row,
        "td" => Kind::Cell,
        "th" => Kind::HeadCell,
        "pre" | "textarea" | "listing" | "xmp" | "plaintext" => Kind::Pre,
        "code" | "samp" => Kind::Code,
        "br" => Kind::Break,
        "img" => Kind::Image,
        "input" => Kind::Input,
        "button" => Kind::Button,
        "title" => Kind::Title,
        "nav" | "aside" | "footer" => Kind::Chrome,
        "main" => Kind::Main,
        "article" => Kind::Article,
        "script" | "style" | "template" | "svg" | "math" | "noscript" | "iframe" | "noembed"
        | "noframes" | "colgroup" | "col" | "datalist" => Kind::Skip,
        "address" | "blockquote" | "center" | "details" | "dialog" | "dir" | "div" | "dl"
        | "fieldset" | "figcaption" | "figure" | "form" | "header" | "hgroup" | "hr" | "legend"
        | "menu" | "ol" | "optgroup" | "option" | "p" | "search" | "section" | "select"
        | "summary" | "ul" => Kind::Block,
        "a" | "abbr" | "acronym" | "applet" | "area" | "audio" | "b" | "base" | "basefont"
        | "bdi" | "bdo" | "big" | "canvas" | "cite" | "data" | "del" | "dfn" | "em" | "embed"
        | "font" | "i" | "ins" | "kbd" | "label" | "link" | "map" | "mark" | "marquee" | "meta"
        | "meter" | "nobr" | "object" | "output" | "param" | "picture" | "progress" | "q"
        | "rp" | "rt" | "ruby" | "s" | "slot" | "small" | "source" | "span" | "strike"
        | "strong" | "sub" | "sup" | "time" | "track" | "tt" | "u" | "var" | "video" | "wbr"
        | "html" | "head" | "body" | "frameset" => Kind::Inline,
        _ => Kind::Unknown,
    }
}

/// Whether a name is one of HTML.
pub(in super::super) fn is_element(name: &str) -> bool {
    by_name(&name.to_ascii_lowercase()) != Kind::Unknown
}

/// Whether an element of this name is more than a mark within a sentence.
pub(in super::super) fn is_structure(name: &str) -> bool {
    !matches!(
        by_name(&name.to_ascii_lowercase()),
        Kind::Inline
            | Kind::Unknown
            | Kind::Break
            | Kind::Code
            | Kind::Image
            | Kind::Input
            | Kind::Button
    )
}

/// Value of an attribute.
pub(super) fn attr<'a>(attrs: &'a [Attribute], name: &str) -> Option<&'a str> {
    attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| &*attribute.value)
}

/// Elements without content.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that end tags of marks within a sentence do not reach across.
pub(super) fn is_special(kind: Kind, name: &str) -> bool {
    match kind {
        Kind::Inline => matches!(name, "applet" | "marquee" | "object"),
        Kind::Unknown | Kind::Code | Kind::Break | Kind::Image | Kind::Input => false,
        Kind::Block => !matches!(name, "optgroup" | "option" | "legend"),
        _ => !matches!(name, "svg" | "math" | "datalist"),
    }
}

/// Elements whose start ends an open paragraph.
pub(super) fn ends_paragraph(kind: Kind, name: &str) -> bool {
    match kind {
        Kind::Block => !matches!(name, "optgroup" | "option" | "legend" | "select"),
        Kind::Heading(_)
        | Kind::Item
        | Kind::Term
        | Kind::Detail
        | Kind::Table
        | Kind::Pre
        | Kind::Chrome
        | Kind::Main
        | Kind::Article => !matches!(name, "textarea" | "span" | "a"),
        _ => false,
    }
}

/// Elements that end a drawing in which they stand.
pub(super) fn ends_drawing(name: &str) -> bool {
    matches!(
        name,
        "b" | "big"
            | "blockquote"
            | "body"
            | "br"
            | "center"
            | "code"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "em"
            | "embed"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "hr"
            | "i"
            | "img"
            | "li"
            | "menu"
            | "meta"
            | "nobr"
            | "ol"
            | "p"
            | "pre"
            | "ruby"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "strike"
            | "sub"
            | "sup"
            | "table"
            | "tt"
            | "u"
            | "ul"
            | "var"
    )
}
