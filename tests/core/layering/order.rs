//! The order of modules, read from the table of `src/lib.rs`: the one place where it is written.

use std::collections::BTreeMap;

/// A module that one may import, but for the files of a folder.
type Except = (String, Option<String>);

/// Which module may import which.
pub struct Order {
    /// In the order of the table: module → those it may import, and those that it may import in one folder only.
    rows: BTreeMap<String, (Vec<String>, Vec<Except>)>,
}

impl Order {
    /// Reads the table of `src/lib.rs`.
    pub fn of_lib() -> Self {
        Order::read(include_str!("../../../src/lib.rs"))
    }

    fn read(lib: &str) -> Self {
        let table = lib.lines().skip_while(|l| !l.starts_with("//! | module | may import |")).skip(2);
        let mut above: Vec<String> = Vec::new();
        let mut rows = BTreeMap::new();
        for row in table.map_while(|l| l.strip_prefix("//! |")) {
            let [modules, may, ""] = row.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
                panic!("src/lib.rs, row of the order: {row}")
            };
            for (module, _) in names(modules) {
                let (list, only) = if let Some(but) = may.strip_prefix("all above") {
                    let but = names(but.trim_start_matches(" but"));
                    let all = above.iter().filter(|m| !but.iter().any(|(b, _)| b == *m)).cloned().collect();
                    assert!(but.iter().all(|(b, _)| above.contains(b)), "{module}: all above but what is not above");
                    (all, but)
                } else {
                    let list: Vec<String> = names(may).into_iter().map(|(m, _)| m).collect();
                    assert_eq!(list.is_empty(), may == "nothing", "src/lib.rs, row of {module}: {may}");
                    (list, Vec::new())
                };
                assert!(list.iter().all(|m| above.contains(m)), "{module} may import something that is not above it");
                rows.insert(module.clone(), (list, only));
                above.push(module);
            }
        }
        Order { rows }
    }

    /// Whether the table has a row for it.
    pub fn has(&self, module: &str) -> bool {
        self.rows.contains_key(module)
    }

    /// Whether a file may import a module.
    pub fn allows(&self, path: &str, module: &str) -> bool {
        let own = path.split('/').next().unwrap_or_default().trim_end_matches(".rs");
        self.rows.get(own).is_some_and(|(list, only)| {
            list.iter().any(|m| m == module)
                || only.iter().any(|(m, folder)| m == module && folder.as_ref().is_some_and(|f| path.starts_with(f)))
        })
    }
}

/// Names between backticks, each with the path behind it in "(except in `PATH`)".
fn names(cell: &str) -> Vec<Except> {
    let mut out: Vec<Except> = Vec::new();
    for (n, word) in cell.split('`').enumerate().filter(|(n, _)| n % 2 == 1) {
        let before = cell.split('`').nth(n - 1).unwrap_or_default();
        match out.last_mut() {
            Some(last) if before.ends_with("(except in ") => last.1 = Some(word.into()),
            _ => out.push((word.into(), None)),
        }
    }
    out
}

#[test]
fn every_module_has_a_row() {
    let order = Order::of_lib();
    let lib = super::rust::code(include_str!("../../../src/lib.rs"));
    let modules: Vec<&str> = lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(modules.len() > 8 && modules.iter().all(|m| order.has(m)), "{modules:?}");
}

#[test]
fn a_row_may_name_modules_or_all_above() {
    let table = "//! | module | may import |\n//! |---|---|\n//! | [`a`] | nothing |\n//! | [`b`], `c` | `a` |\n\
                 //! | `d` | all above but `b` (except in `d/deep/`), `c` |\n//! | `e` | all above |\n//!\n";
    let order = Order::read(table);
    assert!(order.allows("b/x.rs", "a") && !order.allows("c.rs", "b") && !order.allows("a/mod.rs", "b"));
    assert!(order.allows("d/x.rs", "a") && !order.allows("d/x.rs", "b") && order.allows("d/deep/x.rs", "b"));
    assert!(!order.allows("d/deep/x.rs", "c") && order.allows("e/x.rs", "d") && !order.allows("d/x.rs", "e"));
    assert!(order.has("e") && !order.has("f"));
    let below = "//! | module | may import |\n//! |---|---|\n//! | `a` | `b` |\n//! | `b` | nothing |\n";
    assert!(std::panic::catch_unwind(|| Order::read(below)).is_err(), "a row may not name what is below it");
}
