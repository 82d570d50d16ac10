//! How an object is written in each shape.

use std::fmt::Write as _;

use codegen::spec::{Field, Presence, Type};

pub(crate) const PRELUDE: &str =
    "use serde::{Serialize, Deserialize, Deserializer, de};\nuse std::fmt;\n\n";

pub(crate) fn structure(name: &str, fields: &[Field], derive: bool) -> String {
    let reading = if derive { ", Deserialize" } else { "" };
    let mut out = format!(
        "#[derive(Clone, Debug, PartialEq, Serialize{reading})]\n#[non_exhaustive]\npub struct {name} {{\n"
    );
    for field in fields {
        let (ty, presence) = kind(field);
        match presence {
            "default" => {
                let default = if derive { "default, " } else { "" };
                let _ = writeln!(
                    out,
                    "    #[serde({default}skip_serializing_if = \"Vec::is_empty\")]"
                );
            }
            "optional" => out.push_str("    #[serde(skip_serializing_if = \"Option::is_none\")]\n"),
            _ => {}
        }
        let _ = writeln!(out, "    pub {}: {ty},", field.name.value);
    }
    out + "}\n\n"
}

pub(crate) fn visitor(name: &str, fields: &[Field]) -> String {
    let mut slots = String::new();
    let mut arms = String::new();
    let mut values = String::new();
    for field in fields {
        let wire = &field.name.value;
        let (_, presence) = kind(field);
        let ty = rust(&field.ty.value);
        let _ = writeln!(slots, "let mut {wire}: Option<{ty}> = None;");
        let _ = writeln!(arms, "\"{wire}\" => {wire} = map.next_value()?,");
        let _ = match presence {
            "default" => writeln!(values, "{wire}: {wire}.unwrap_or_default(),"),
            "always" => writeln!(
                values,
                "{wire}: {wire}.ok_or_else(|| de::Error::missing_field(\"{wire}\"))?,"
            ),
            _ => writeln!(values, "{wire},"),
        };
    }
    format!(
        "impl<'de> Deserialize<'de> for {name} {{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {{
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {{
            type Value = {name};
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {{ f.write_str(\"an object\") }}
            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<{name}, A::Error> {{
                {slots}
                while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {{
                    match key.as_ref() {{
                        {arms}
                        _ => {{ map.next_value::<de::IgnoredAny>()?; }}
                    }}
                }}
                Ok({name} {{ {values} }})
            }}
        }}
        deserializer.deserialize_map(Visitor)
    }}
}}
"
    )
}

fn kind(field: &Field) -> (String, &'static str) {
    let ty = rust(&field.ty.value);
    match (&field.presence, &field.ty.value) {
        (_, Type::List(_)) => (ty, "default"),
        (Presence::Always(_), _) => (ty, "always"),
        _ => (format!("Option<{ty}>"), "optional"),
    }
}

fn rust(ty: &Type) -> String {
    match ty {
        Type::String | Type::Url => "String".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::U32 => "u32".to_owned(),
        Type::U64 | Type::Bytes => "u64".to_owned(),
        Type::List(inner) => format!("Vec<{}>", rust(inner)),
        Type::Named(name)
            if name.starts_with("RecordMeeting") || name.starts_with("RecordFile") =>
        {
            name.clone()
        }
        _ => "i64".to_owned(),
    }
}
