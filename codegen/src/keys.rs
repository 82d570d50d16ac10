//! Every key of the spec format, by section. `specs/README.md` describes them; a test compares.

/// A key of a section.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Whether it has to be there.
    pub required: bool,
}

/// A kind of map in a spec.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// Its name in `specs/README.md`.
    pub name: &'static str,
    /// Its keys, in the order in which they are documented.
    pub keys: &'static [Key],
}

const fn must(name: &'static str) -> Key {
    Key {
        name,
        required: true,
    }
}

const fn may(name: &'static str) -> Key {
    Key {
        name,
        required: false,
    }
}

pub(crate) const SERVICE: Section = Section {
    name: "service",
    keys: &[
        must("service"),
        must("title"),
        may("term"),
        may("rust_name"),
        may("doc"),
        must("host"),
        may("hosts"),
        must("credential"),
        may("credential_headers"),
        may("feature"),
        must("envelopes"),
        may("request_id_headers"),
        may("success"),
        may("rate_limit"),
        may("errors"),
        may("evidence"),
        must("source"),
        may("types"),
        may("enums"),
        may("not_modelled"),
    ],
};

pub(crate) const TYPES: Section = Section {
    name: "types",
    keys: &[may("types"), may("enums"), may("evidence")],
};

pub(crate) const OPERATION: Section = Section {
    name: "operation",
    keys: &[
        must("operation"),
        must("summary"),
        may("doc"),
        may("term"),
        must("source"),
        may("evidence"),
        must("http"),
        may("host"),
        must("idempotent"),
        may("anonymous"),
        may("group"),
        may("success"),
        may("rate_limit"),
        may("permissions"),
        may("credentials"),
        may("app_types"),
        may("path"),
        may("query"),
        may("headers"),
        may("body"),
        may("response"),
        may("types"),
        may("enums"),
        may("pagination"),
        may("window"),
        may("errors"),
        may("examples"),
        may("contradictions"),
        may("not_modelled"),
        may("was"),
        may("rust_name"),
        may("deprecated"),
        may("sunset"),
        may("retired"),
    ],
};

pub(crate) const HOST: Section = Section {
    name: "host",
    keys: &[must("url"), must("doc")],
};

pub(crate) const ENVELOPE: Section = Section {
    name: "envelope",
    keys: &[
        must("code"),
        may("message"),
        may("request_id"),
        may("detail"),
        may("when"),
        may("class"),
    ],
};

pub(crate) const SOURCE: Section = Section {
    name: "source",
    keys: &[
        may("document"),
        may("title"),
        may("section"),
        may("url"),
        may("language"),
        may("updated"),
        must("checked"),
        may("sha256"),
        may("evidence"),
        may("note"),
    ],
};

pub(crate) const SUCCESS: Section = Section {
    name: "success",
    keys: &[must("field"), must("equals")],
};

pub(crate) const RATE_LIMIT: Section = Section {
    name: "rate_limit",
    keys: &[
        must("calls"),
        must("per"),
        must("scope"),
        may("shared"),
        may("doc"),
        may("evidence"),
    ],
};

pub(crate) const PERMISSIONS: Section = Section {
    name: "permissions",
    keys: &[may("all_of"), may("any_of"), may("operator")],
};

pub(crate) const PERMISSION: Section = Section {
    name: "permission",
    keys: &[must("name"), may("term"), may("doc")],
};

pub(crate) const CREDENTIALS: Section = Section {
    name: "credentials",
    keys: &[may("accepted"), may("refused")],
};

pub(crate) const PARAMETER: Section = Section {
    name: "parameter",
    keys: &[
        must("type"),
        may("required"),
        may("default"),
        may("value"),
        may("min"),
        may("max"),
        may("min_length"),
        may("max_length"),
        may("pattern"),
        may("wire"),
        may("style"),
        may("unit"),
        may("sensitive"),
        may("reason"),
        may("term"),
        must("doc"),
        may("evidence"),
        may("rust_name"),
        may("was"),
        may("deprecated"),
        may("retired"),
    ],
};

pub(crate) const FIELD: Section = Section {
    name: "field",
    keys: &[
        must("type"),
        may("also"),
        may("presence"),
        may("when"),
        may("required"),
        may("default"),
        may("min"),
        may("max"),
        may("min_length"),
        may("max_length"),
        may("pattern"),
        may("wire"),
        may("unit"),
        may("sensitive"),
        may("expires"),
        may("reason"),
        may("term"),
        must("doc"),
        may("evidence"),
        may("rust_name"),
        may("was"),
        may("deprecated"),
        may("retired"),
    ],
};

pub(crate) const TYPE: Section = Section {
    name: "type",
    keys: &[
        must("doc"),
        may("term"),
        must("fields"),
        may("evidence"),
        may("was"),
    ],
};

pub(crate) const ENUM: Section = Section {
    name: "enum",
    keys: &[
        must("of"),
        must("doc"),
        may("term"),
        must("values"),
        may("evidence"),
        may("was"),
    ],
};

pub(crate) const VALUE: Section = Section {
    name: "value",
    keys: &[
        must("name"),
        may("term"),
        must("doc"),
        may("evidence"),
        may("was"),
        may("deprecated"),
        may("retired"),
    ],
};

pub(crate) const PAGINATION: Section = Section {
    name: "pagination",
    keys: &[
        must("items"),
        may("page"),
        may("first"),
        may("pages"),
        may("cursor"),
        may("next"),
        may("more"),
        may("offset"),
        may("total"),
        may("size"),
        may("count"),
    ],
};

pub(crate) const WINDOW: Section = Section {
    name: "window",
    keys: &[must("from"), must("to"), must("max")],
};

pub(crate) const ERROR: Section = Section {
    name: "error",
    keys: &[
        must("status"),
        must("code"),
        must("name"),
        must("class"),
        may("message"),
        may("term"),
        must("doc"),
        may("evidence"),
        may("deprecated"),
        may("retired"),
    ],
};

pub(crate) const EXAMPLE: Section = Section {
    name: "example",
    keys: &[
        must("request"),
        may("status"),
        may("response"),
        may("doc"),
        may("evidence"),
    ],
};

pub(crate) const CONTRADICTION: Section = Section {
    name: "contradiction",
    keys: &[
        must("about"),
        may("table"),
        may("example"),
        may("url"),
        may("sdk"),
        must("chosen"),
        must("why"),
        may("seen"),
        may("unseen"),
        may("declared"),
    ],
};

pub(crate) const OMISSION: Section = Section {
    name: "omission",
    keys: &[must("what"), must("why")],
};

/// All sections.
pub const SECTIONS: &[Section] = &[
    SERVICE,
    TYPES,
    OPERATION,
    HOST,
    ENVELOPE,
    SOURCE,
    SUCCESS,
    RATE_LIMIT,
    PERMISSIONS,
    PERMISSION,
    CREDENTIALS,
    PARAMETER,
    FIELD,
    TYPE,
    ENUM,
    VALUE,
    PAGINATION,
    WINDOW,
    ERROR,
    EXAMPLE,
    CONTRADICTION,
    OMISSION,
];
