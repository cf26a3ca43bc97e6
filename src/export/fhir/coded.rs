//! Addresses and codes that several resources share.

use crate::answers::Missing;
use crate::encoding;
use crate::instrument::{Instrument, Item, Period, Unit, Wording};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

/// Codes and identifiers of this project, by what they are.
pub(super) fn system(what: &str) -> String {
    format!("urn:kindstem:{what}")
}

/// An instrument version by the hash of its file (64 hex digits), as RFC 6920 writes it.
pub(super) fn canonical(sha256: &str) -> String {
    match encoding::from_hex(sha256) {
        Some(bytes) => format!("ni:///sha-256;{}", encoding::base64url(&bytes)),
        None => system("unknown"),
    }
}

/// The same address whenever the same is exported: a UUID of version 8 from a hash of these.
pub(super) fn urn(of: &[&str]) -> String {
    let hash = Sha256::digest(of.join("\n"));
    let mut bytes = [0u8; 16];
    bytes.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = encoding::hex(&bytes);
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// One option of an item.
pub(super) fn coding(item: &Item, code: i32, sha256: &str, words: Option<&Wording>) -> Json {
    let list = item.options().unwrap_or_default();
    let mut out = json!({"system": format!("{}#{list}", canonical(sha256)), "code": code.to_string()});
    if let Some(label) = words.and_then(|w| w.label(list, code)).filter(|l| !l.is_empty()) {
        out["display"] = label.into();
    }
    out
}

/// Codes of an item's options that are answers.
pub(super) fn codes<'x>(x: &'x Instrument, item: &Item) -> impl Iterator<Item = i32> + 'x {
    x.choices(item).iter().filter(|c| c.missing.is_none()).map(|c| c.code)
}

/// Why there is no answer: the nearest code of FHIR, and the study's own, which keeps apart what FHIR does not.
pub(super) fn absent(missing: Missing) -> Json {
    let nearest = match missing {
        Missing::Skipped | Missing::Refused | Missing::NoChoice => "asked-declined",
        Missing::DontKnow => "asked-unknown",
        Missing::NotApplicable => "not-applicable",
        Missing::NotShown | Missing::NotInVersion => "not-asked",
        Missing::NotReached => "not-performed",
    };
    json!([reason(nearest), {"url": system("missing"), "valueCode": missing.name()}])
}

/// The recall period of a form or of what was answered on it, as an extension of our own: FHIR has none. The length is a
/// Duration, whose units are those of UCUM.
pub(super) fn recall_period(period: Period) -> Json {
    let (unit, code) = match period.length.unit() {
        Unit::Day => ("day", "d"),
        Unit::Week => ("week", "wk"),
        Unit::Month => ("month", "mo"),
        Unit::Year => ("year", "a"),
    };
    let ucum = "http://unitsofmeasure.org";
    let length = json!({"value": period.length.count(), "unit": unit, "system": ucum, "code": code});
    json!({"url": system("recall-period"), "extension": [
        {"url": "anchor", "valueCode": period.anchor.name()},
        {"url": "length", "valueDuration": length},
    ]})
}

/// The extension of FHIR for something that is not there.
pub(super) fn reason(code: &str) -> Json {
    json!({"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": code})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::{Anchor, Length};

    #[test]
    fn a_length_has_the_unit_of_ucum() {
        let coded = |text: &str| {
            let length = Length::parse(text).unwrap();
            let all = recall_period(Period { anchor: Anchor::PreviousWave, length });
            assert_eq!(all["extension"][0]["valueCode"], "previous_wave");
            let is = &all["extension"][1]["valueDuration"];
            (is["value"].as_u64().unwrap(), is["code"].as_str().unwrap().to_string())
        };
        let expected = [("P3D", 3, "d"), ("P4W", 4, "wk"), ("P12M", 12, "mo"), ("P1Y", 1, "a")];
        expected.iter().for_each(|(text, n, code)| assert_eq!(coded(text), (*n, (*code).to_string())));
    }

    #[test]
    fn addresses_are_what_the_hash_is() {
        // RFC 6920, section 8.1: "Hello World!".
        let hash = encoding::hex(&Sha256::digest("Hello World!"));
        assert_eq!(canonical(&hash), "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk");
        let urn = urn(&["a", "b"]);
        assert_eq!((urn.len(), &urn[23..24]), (45, "8"), "{urn}");
        assert_ne!(urn, super::urn(&["a", "c"]));
    }
}
