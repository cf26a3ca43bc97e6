//! TypeScript from JSON Schema, as far as our own schemas go.

use serde_json::Value as Json;
use std::collections::BTreeMap;

/// The declarations of these schemas, each with the name of its root type. A type that several schemas define is
/// written once.
pub fn declarations(roots: &[(&str, &Json)]) -> String {
    let mut all: BTreeMap<String, &Json> = BTreeMap::new();
    for (_, schema) in roots {
        let defs = schema["$defs"].as_object().into_iter().flatten();
        all.extend(defs.map(|(name, schema)| (name.clone(), schema)));
    }
    let roots = roots.iter().map(|(name, schema)| ((*name).to_string(), *schema));
    roots.chain(all).map(|(name, schema)| declaration(&name, schema)).collect::<Vec<_>>().join("\n")
}

fn declaration(name: &str, schema: &Json) -> String {
    let objects: Vec<&Json> =
        schema["oneOf"].as_array().into_iter().flatten().filter(|s| !fields(s).is_empty()).collect();
    if !objects.is_empty() {
        return union(name, schema, &objects);
    }
    if fields(schema).is_empty() {
        return format!("{}export type {name} = {};\n", doc(schema, ""), text(schema));
    }
    interface(name, "", schema, |_| true)
}

/// One interface for what all of several objects have, one for each with the rest, and a type for any of them.
fn union(name: &str, schema: &Json, objects: &[&Json]) -> String {
    let common = |field: &str| objects.iter().all(|o| o["properties"][field] == objects[0]["properties"][field]);
    let base = format!("Every{name}");
    let mut out = format!("/** What every kind of {} has. */\n", name.to_lowercase());
    out += &interface_body(&base, "", objects[0], common);
    let mut names = Vec::new();
    for object in objects {
        let kind = pascal(object["title"].as_str().unwrap_or_default()) + name;
        out += "\n";
        out += &interface(&kind, &format!(" extends {base}"), object, |field| !common(field));
        names.push(kind);
    }
    out + &format!("\n{}export type {name} =\n  | {};\n", doc(schema, ""), names.join("\n  | "))
}

fn interface(name: &str, extends: &str, schema: &Json, holds: impl Fn(&str) -> bool) -> String {
    doc(schema, "") + &interface_body(name, extends, schema, holds)
}

fn interface_body(name: &str, extends: &str, schema: &Json, holds: impl Fn(&str) -> bool) -> String {
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    let mut out = format!("export interface {name}{extends} {{\n");
    for (field, schema) in fields(schema).into_iter().filter(|(field, _)| holds(field)) {
        let may = if required.contains(&field.as_str()) { "" } else { "?" };
        out += &format!("{}  {field}{may}: {};\n", doc(schema, "  "), text(schema));
    }
    out + "}\n"
}

fn fields(schema: &Json) -> Vec<(&String, &Json)> {
    let mut fields: Vec<_> = schema["properties"].as_object().into_iter().flatten().collect();
    // The order of a map depends on features that other packages of a build switch on.
    fields.sort_by_key(|(name, _)| *name);
    fields
}

/// The type of a schema, in one line.
fn text(schema: &Json) -> String {
    if let Some(name) = schema["$ref"].as_str() {
        return name.rsplit('/').next().unwrap_or_default().to_string();
    }
    if let Some(name) = schema["const"].as_str() {
        return format!("'{name}'");
    }
    if let Some(names) = schema["enum"].as_array() {
        return names.iter().filter_map(Json::as_str).map(|n| format!("'{n}'")).collect::<Vec<_>>().join(" | ");
    }
    if let Some(any) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        return any.iter().map(text).collect::<Vec<_>>().join(" | ");
    }
    match &schema["type"] {
        Json::Array(types) => types.iter().map(|t| named(t, schema)).collect::<Vec<_>>().join(" | "),
        one => named(one, schema),
    }
}

fn named(kind: &Json, schema: &Json) -> String {
    match kind.as_str() {
        Some("string") => "string".into(),
        Some("integer" | "number") => "number".into(),
        Some("boolean") => "boolean".into(),
        Some("null") => "null".into(),
        Some("array") => match text(&schema["items"]) {
            item if item.contains(' ') => format!("({item})[]"),
            item => format!("{item}[]"),
        },
        Some("object") => format!("Record<string, {}>", text(&schema["additionalProperties"])),
        other => panic!("no TypeScript for {other:?} in {schema}"),
    }
}

fn doc(schema: &Json, indent: &str) -> String {
    let Some(text) = schema["description"].as_str() else { return String::new() };
    // Links of rustdoc mean nothing here.
    let text = text.replace("[`", "`").replace("`]", "`");
    if !text.contains('\n') {
        return format!("{indent}/** {text} */\n");
    }
    let lines = text.lines().map(|line| format!("{indent} * {line}").trim_end().to_string() + "\n");
    format!("{indent}/**\n{}{indent} */\n", lines.collect::<String>())
}

/// `own_words` → `OwnWords`.
fn pascal(name: &str) -> String {
    let word = |w: &str| w.chars().next().map(|c| c.to_uppercase().collect::<String>() + &w[c.len_utf8()..]);
    name.split('_').filter_map(word).collect()
}
