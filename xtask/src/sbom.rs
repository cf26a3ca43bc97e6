//! `sbom`: every crate that is in what families load, and in the desk's program, as CycloneDX.

use crate::build::{BROWSER, DOORS};
use crate::command::{cargo, read};
use crate::{files, paths};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A crate as `cargo tree` names it: name, version, licence.
type Crate = (String, String, String);
/// Name and version → SHA-256 of the crate's archive, hex.
type Checksums = BTreeMap<(String, String), String>;

/// Writes `target/sbom/families.cdx.json` and `desk.cdx.json`: the same bytes from the same lock file.
///
/// # Errors
/// A crate has no licence, or no checksum in Cargo.lock.
pub fn write() -> Result<()> {
    let lock = files::read_text(&paths::root().join("Cargo.lock"))?;
    let checksums = checksums(&lock);
    let mut doors = BTreeSet::new();
    for door in &DOORS {
        let with = ["--no-default-features", "--features", door.feature, "--target", BROWSER];
        doors.extend(crates(&tree(&with)?)?);
    }
    let desk = crates(&tree(&["--features", "cli"])?)?;
    for (name, all) in [("families", doors), ("desk", desk)] {
        let bill = bill(name, &all, &checksums)?;
        let path = paths::target().join("sbom").join(format!("{name}.cdx.json"));
        files::write(&path, serde_json::to_vec_pretty(&bill).context("a bill of materials as JSON")?)?;
        println!("written: {} ({} crates)", path.display(), all.len());
    }
    Ok(())
}

/// What is linked: neither tests nor what runs only while it is compiled.
fn tree(with: &[&str]) -> Result<String> {
    let mut c = cargo(&["tree", "--locked", "--package", "kindstem", "--edges", "normal,no-proc-macro"]);
    read(c.args(["--prefix", "none", "--no-dedupe", "--format", "{p}|{l}"]).args(with))
}

/// Lines such as `age v0.12.1|MIT OR Apache-2.0`; the package's own has its folder behind the version.
fn crates(tree: &str) -> Result<BTreeSet<Crate>> {
    let mut out = BTreeSet::new();
    for line in tree.lines().filter(|l| !l.is_empty()) {
        let (package, licence) = line.split_once('|').with_context(|| format!("cargo tree: {line:?}"))?;
        let mut words = package.split(' ');
        let (name, version) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let Some(version) = version.strip_prefix('v') else { bail!("cargo tree: {line:?} has no version") };
        if licence.is_empty() {
            bail!("{name} {version} names no licence");
        }
        // A slash is an older way to write OR.
        let licence = licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ");
        out.insert((name.to_string(), version.to_string(), licence));
    }
    Ok(out)
}

/// Of every crate from a registry in a lock file.
fn checksums(lock: &str) -> Checksums {
    let value =
        |line: &str, key: &str| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"').map(String::from);
    let mut out = Checksums::new();
    for package in lock.split("[[package]]") {
        let find = |key| package.lines().find_map(|line| value(line, key));
        if let (Some(name), Some(version), Some(sum)) = (find("name"), find("version"), find("checksum")) {
            out.insert((name, version), sum);
        }
    }
    out
}

fn bill(about: &str, all: &BTreeSet<Crate>, checksums: &Checksums) -> Result<Value> {
    let mut components = Vec::new();
    let mut own = None;
    for (name, version, licence) in all {
        let purl = format!("pkg:cargo/{name}@{version}");
        let mut component = json!({
            "type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
            "licenses": [{ "expression": licence }],
        });
        match checksums.get(&(name.clone(), version.clone())) {
            Some(sum) => component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]),
            None if name == "kindstem" => {
                component["type"] = json!("application");
                own = Some(component);
                continue;
            }
            None => bail!("{name} {version} has no checksum in Cargo.lock"),
        }
        components.push(component);
    }
    let own = own.context("cargo tree does not name kindstem")?;
    // Neither time nor number: what is said depends on the lock file alone.
    Ok(json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": { "component": own, "properties": [{ "name": "kindstem:in", "value": about }] },
        "components": components,
    }))
}

#[cfg(test)]
mod tests {
    use super::{bill, checksums, crates};

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"age\"\nversion = \"0.12.1\"\nsource = \"x\"\n\
        checksum = \"ab\"\ndependencies = [\n \"b\",\n]\n\n[[package]]\nname = \"kindstem\"\nversion = \"0.1.0\"\n";

    #[test]
    fn every_crate_stands_there_once_with_licence_and_checksum() {
        let all =
            crates("kindstem v0.1.0 (/x)|MIT\nage v0.12.1|MIT / Apache-2.0\n\nage v0.12.1|MIT/Apache-2.0\n").unwrap();
        let bill = bill("desk", &all, &checksums(LOCK)).unwrap();
        assert_eq!(bill["metadata"]["component"]["name"], "kindstem");
        let components = bill["components"].as_array().unwrap();
        assert_eq!(components.len(), 1);
        assert_eq!(components[0]["purl"], "pkg:cargo/age@0.12.1");
        assert_eq!(components[0]["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(components[0]["hashes"][0]["content"], "ab");
    }

    #[test]
    fn a_crate_without_licence_or_checksum_is_an_error() {
        assert!(crates("age v0.12.1|\n").is_err());
        let all = crates("kindstem v0.1.0 (/x)|MIT\nother v1.0.0|MIT\n").unwrap();
        assert!(bill("desk", &all, &checksums(LOCK)).is_err());
    }
}
