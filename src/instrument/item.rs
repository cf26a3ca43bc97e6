//! Items: what is asked on a page, and the options of an answer.

use super::kind::{Flow, Info, ItemKind, SingleChoice};
use super::{Choice, Decimal, Destination, FromTree, ShowIf, Tree, tree};
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::fmt;

/// One item: what every kind has, and the fields of its own kind. In JSON both stand in one object, and `kind` says
/// which fields it may have.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// Unique in the instrument: lower case, digits, `_`.
    pub id: String,
    /// When it is asked; always, where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_if: Option<ShowIf>,
    /// Waves in which it is asked; all, where empty. Elsewhere its code is `not_in_version`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waves: Vec<String>,
    /// Where the answer goes, where it is not the page's own entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination: Option<Destination>,
    /// Asked behind this option of the page's list of doors: a `rank` whose options are opened in free order, one at a
    /// time, each once. Going on makes a door done; going back drops what was said behind it, as if it had not been
    /// opened. What the doors store is the order in which they were done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_option: Option<i32>,
    /// What kind of answer it takes.
    #[serde(flatten)]
    pub kind: ItemKind,
}

/// What an item of every kind has, as the desk reads it.
#[derive(Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Common {
    /// Unique in the instrument: lower case, digits, `_`.
    id: String,
    /// When it is asked; always, where absent.
    #[serde(default)]
    show_if: Option<ShowIf>,
    /// Waves in which it is asked; all, where empty. Elsewhere its code is `not_in_version`.
    #[serde(default)]
    waves: Vec<String>,
    /// Where the answer goes, where it is not the page's own entry.
    #[serde(default)]
    destination: Option<Destination>,
    /// Asked behind this option of the page's list of doors: a `rank` whose options are opened in free order, one at a
    /// time, each once.
    #[serde(default)]
    parent_option: Option<i32>,
}

/// Names of the fields of [`Common`]; every other name is one of the kind's.
const COMMON: [&str; 5] = ["id", "show_if", "waves", "destination", "parent_option"];

impl FromTree for Item {
    const BLANK: Self = Item {
        id: String::BLANK,
        show_if: None,
        waves: Vec::new(),
        destination: None,
        parent_option: None,
        kind: ItemKind::BLANK,
    };

    fn read(&mut self, item: &impl Tree) -> bool {
        item.is_object()
            && tree::must(item, "id", &mut self.id)
            && tree::may(item, "show_if", &mut self.show_if)
            && tree::may(item, "waves", &mut self.waves)
            && tree::may(item, "destination", &mut self.destination)
            && tree::may(item, "parent_option", &mut self.parent_option)
            && self.kind.read(item)
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let mut own = d.deserialize_map(Fields)?;
        let common = COMMON.iter().filter_map(|name| own.remove_entry(*name)).collect();
        let common: Common = super::parse::inner(Json::Object(common))?;
        let kind = match own.remove("kind") {
            Some(Json::String(name)) => ItemKind::from_json(&name, Json::Object(own))
                .unwrap_or_else(|| Err(de::Error::unknown_variant(&name, ItemKind::NAMES)))?,
            Some(_) => return Err(de::Error::custom("`kind` is a text")),
            None => return Err(de::Error::missing_field("kind")),
        };
        let Common { id, show_if, waves, destination, parent_option } = common;
        Ok(Item { id, show_if, waves, destination, parent_option, kind })
    }
}

/// The fields of an object, none twice.
struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = serde_json::Map<String, Json>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an item, such as {\"id\": \"age\", \"kind\": \"number\", \"min\": 0, \"max\": 120}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut out = serde_json::Map::new();
        while let Some((name, value)) = map.next_entry::<String, Json>()? {
            if out.contains_key(&name) {
                return Err(de::Error::custom(format!("duplicate field `{name}`")));
            }
            out.insert(name, value);
        }
        Ok(out)
    }
}

/// An item is one of several objects: the common fields, those of one kind, and nothing else.
#[cfg(feature = "desk")]
impl schemars::JsonSchema for Item {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Item".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let common = Json::from(Common::json_schema(generator));
        let mut kinds = Vec::new();
        for (name, own) in ItemKind::schemas(generator) {
            let mut one = Json::from(own);
            one["title"] = name.into();
            one["properties"]["kind"] = serde_json::json!({"type": "string", "const": name});
            for (field, schema) in common["properties"].as_object().into_iter().flatten() {
                one["properties"][field] = schema.clone();
            }
            let mut required = vec![Json::from("id"), Json::from("kind")];
            required.extend(one["required"].as_array().into_iter().flatten().cloned());
            one["required"] = required.into();
            kinds.push(one);
        }
        schemars::json_schema!({"description": "One item: the fields of its kind, and those of every item.", "oneOf": kinds})
    }
}

impl Item {
    /// The name of its option list; `None` for kinds without one.
    pub fn options(&self) -> Option<&str> {
        self.kind.options()
    }

    /// What its answer does to the conversation.
    pub fn flow(&self) -> &Flow {
        self.choice().map_or(Flow::NONE, |choice| &choice.flow)
    }

    /// Its fields, where it is a choice of one.
    pub fn choice(&self) -> Option<&SingleChoice> {
        if let ItemKind::Choice(choice) = &self.kind { Some(choice) } else { None }
    }

    /// Its fields, where it is a text to read.
    pub fn info(&self) -> Option<&Info> {
        if let ItemKind::Info(info) = &self.kind { Some(info) } else { None }
    }

    /// Whether somebody must read its answer within the hours that the protocol promises.
    pub fn is_acute(&self) -> bool {
        self.choice().is_some_and(|choice| choice.acute)
    }

    /// Whether *Snel weg* is practised on its page.
    pub fn practices(&self) -> bool {
        self.info().is_some_and(|info| info.practice)
    }

    /// The code that is stored where it was left untouched.
    pub fn default_code(&self) -> Option<i32> {
        self.choice()?.default
    }

    /// Whether it asks with whom the answers may be shared.
    pub fn asks_to_share(&self) -> bool {
        self.choice().is_some_and(|choice| choice.share)
    }

    /// Items whose answers decide which options it offers; empty where it offers all.
    pub fn options_from(&self) -> &[String] {
        self.kind.options_from()
    }

    /// Whether it stores the order in which its page shows the options of its list.
    pub fn shuffles(&self) -> bool {
        self.kind.shuffles()
    }

    /// Smallest and largest answer, where its answers are numbers.
    pub fn range(&self, choices: &[Choice]) -> Option<(Decimal, Decimal)> {
        self.kind.range(choices)
    }

    /// Whether it asks for anything.
    pub fn asks(&self) -> bool {
        self.kind.asks()
    }

    /// Whether the answer stands in the page's entry.
    pub fn kept(&self) -> bool {
        self.kind.answers() && self.destination.is_none()
    }

    /// Whether the answer goes into the contact envelope.
    pub fn is_contact(&self) -> bool {
        self.destination.is_some_and(|d| d != Destination::Nowhere)
    }

    /// Whether the answer is in the respondent's own words, with a place of its own on the screen.
    pub fn is_own_words(&self) -> bool {
        matches!(self.kind, ItemKind::OwnWords(_))
    }

    /// Whether the answer may be spoken or drawn where the study offers it. Behind a door words are typed: the page has
    /// one place for what is spoken, and there are several doors.
    pub fn is_aloud(&self) -> bool {
        self.is_own_words() && self.kept() && self.parent_option.is_none()
    }

    /// Whether the answer is in words.
    pub fn is_free(&self) -> bool {
        self.kind.in_words()
    }

    /// Whether this wave asks it.
    pub fn in_wave(&self, wave: &str) -> bool {
        self.waves.is_empty() || self.waves.iter().any(|w| w == wave)
    }
}
