//! `study invite`.

use super::kit::{Desk, change_register, desk, key_file, public_key};
use kindstem::encoding;
use kindstem::intake::Slots;
use kindstem::seal::Identities;
use kindstem::study::{Consent, Invite, Link, Person, Register, Relation, Role, Set, proof_hash};
use std::process::Command;

pub const HEADER: &str = "family_id,person_id,roster,role,set,wave,lang,consent,delivered_via,adults,children,homes\n";
pub const FAMILY: &str = "\
F1,P1,a1,parent,adult,T0,nl,own,interviewer,a2:ex_partner,k1:9+k2:13,h1:a1+h2:a2
F1,P2,k1,child,child,T0,en,under12,school,a1:mother+a2:father,k2:13,h1:a1+h2:a2
";
const INVITE: &str = "study invite study.json --families families.csv --register register.age";

/// The links of a file, in order.
pub fn links(desk: &Desk, file: &str) -> Vec<String> {
    desk.read(file).lines().skip(1).map(|l| l.rsplit(',').next().unwrap().to_string()).collect()
}

fn register(desk: &Desk) -> Register {
    let identities = Identities::parse(&std::fs::read_to_string(key_file("answers-2")).unwrap()).unwrap();
    let plain = identities.decrypt(&std::fs::read(desk.path("register.age")).unwrap()).unwrap();
    serde_json::from_slice(&plain).unwrap()
}

#[test]
fn every_person_gets_a_link_and_the_register_says_whose_it_is() {
    let desk = desk();
    desk.pinned_study();
    desk.write("families.csv", format!("{HEADER}{FAMILY}"));
    let base = ["--out", "links.csv", "--base", "https://forms.example.org/", "--slots", "slots.txt"];
    let ran = desk.run(INVITE.split(' ').chain(base)).fine();
    assert_eq!(ran.out, "2 links in links.csv; 2 rows in the register\n");
    let links = links(&desk, "links.csv");
    let whole: Vec<Link> = links
        .iter()
        .map(|l| Link::decode(l.strip_prefix("https://forms.example.org/#").expect("base and fragment")).unwrap())
        .collect();
    let invites: Vec<Invite> = whole.iter().map(|l| l.invite.clone()).collect();
    let [parent, child] = invites.as_slice() else { panic!("two links") };
    assert_eq!(
        (parent.role, parent.set, parent.wave, parent.language, parent.consent),
        (Role::Parent, Set::Adult, 0, 0, Consent::Own)
    );
    assert_eq!((parent.me, parent.children[..3].to_vec()), (Some(Person::Adult(1)), vec![9, 13, 0]));
    assert_eq!(parent.adults[..2], [None, Some(Relation::ExPartner)]);
    assert_eq!((parent.homes, child.language, child.consent), ([1, 2, 0, 0], 1, Consent::Under12));
    let mut handed_out: Vec<String> = invites.iter().map(|i| Slots::line(&i.slot)).collect();
    handed_out.sort();
    assert_eq!(desk.read("slots.txt").lines().collect::<Vec<_>>(), handed_out, "hashes, and nothing else");
    let register = register(&desk);
    assert_eq!((register.study.as_str(), register.rows.len()), ("desk-test", 2));
    let row = register.row(&child.slot_hex()).unwrap();
    assert_eq!(
        (row.family_id.as_str(), row.person_id.as_str(), row.roster.as_str(), row.wave.as_str()),
        ("F1", "P2", "k1", "T0")
    );
    assert_eq!(row.delivered_via, "school");
    assert_eq!(row.invite, child.encode());
    let proofs: Vec<String> = whole.iter().map(|l| encoding::hex(&l.proof)).collect();
    assert_ne!(proofs[0], proofs[1]);
    for (row, proof) in register.rows.iter().zip(&proofs) {
        assert_eq!(proof_hash(proof).as_ref(), Some(&row.proof_sha256));
        assert!(!row.proof_seen_by_host);
    }
    let plain = serde_json::to_string(&register).unwrap();
    for (link, proof) in links.iter().zip(&proofs) {
        let text = link.rsplit('#').next().unwrap();
        assert!(!plain.contains(text) && !plain.contains(proof), "whoever reads the register cannot write for anybody");
    }
    // Nobody but the recipients reads it, and age's own program does.
    let raw = std::fs::read(desk.path("register.age")).unwrap();
    assert!(raw.starts_with(b"age-encryption.org/v1\n"));
    for plain in ["family_id", "interviewer", &child.slot_hex()] {
        assert!(!raw.windows(plain.len()).any(|w| w == plain.as_bytes()), "{plain}");
    }
    if let Ok(age) =
        Command::new("age").arg("-d").arg("-i").arg(key_file("answers-1")).arg(desk.path("register.age")).output()
    {
        assert_eq!(serde_json::from_slice::<Register>(&age.stdout).unwrap(), register);
    }
}

#[test]
fn a_register_grows_with_the_next_wave_and_only_for_whoever_has_a_key() {
    let desk = desk();
    desk.pinned_study();
    desk.write("families.csv", format!("{HEADER}{FAMILY}"));
    desk.say(&format!("{INVITE} --out links.csv")).fine();
    let links_before = desk.read("links.csv");
    desk.write("families.csv", format!("{HEADER}{}", FAMILY.replace("T0", "T1")));
    desk.say(&format!("{INVITE} --out links.csv")).refuses(2, &["links.csv already exists"]);
    desk.say(&format!("{INVITE} --out t1.csv")).refuses(2, &["register.age already exists", "--identity"]);
    let stranger = key_file("contact-1");
    desk.say(&format!("{INVITE} --out t1.csv --identity {stranger}"))
        .refuses(2, &["register.age: none of the identity files opens"]);
    let own = key_file("answers-1");
    let ran = desk.say(&format!("{INVITE} --out t1.csv --identity {own} --json")).fine().json();
    assert_eq!((ran["links"].as_u64(), ran["rows_in_register"].as_u64()), (Some(2), Some(4)));
    assert_eq!(desk.read("links.csv"), links_before);
    let again = desk.say(&format!("{INVITE} --out again.csv --identity {own}"));
    again.refuses(1, &["families.csv: line 2: P1 already has a link for T1", "no link was made"]);
    assert!(!desk.has("again.csv"));
    assert_eq!(register(&desk).rows.len(), 4);
}

#[test]
fn a_register_that_says_something_else_than_its_invites_is_refused() {
    let desk = desk();
    desk.pinned_study();
    desk.write("families.csv", format!("{HEADER}{FAMILY}"));
    desk.say(&format!("{INVITE} --out links.csv")).fine();
    change_register(&desk, |register| {
        let rows = register["rows"].as_array_mut().unwrap();
        rows[0]["role"] = "young".into();
        rows[0]["set"] = "12-17".into();
        rows[0]["roster"] = "a2".into();
        rows[0]["wave"] = "T1".into();
        rows[1]["slot"] = rows[0]["slot"].clone();
        let mut cut = rows[1].clone();
        cut["slot"] = "00".repeat(16).into();
        cut["invite"] = "canary".into();
        rows.push(cut);
    });
    let key = key_file("answers-1");
    let ran = desk.say(&format!("{INVITE} --out more.csv --identity {key}")).refuses(
        1,
        &[
            "register.age: error[other_than_invite] $.rows[0].role: the invite of this row disagrees with it",
            "error[other_than_invite] $.rows[0].set",
            "error[other_than_invite] $.rows[0].roster",
            "error[other_than_invite] $.rows[0].wave",
            "error[duplicate_slot] $.rows[1].slot: another row has this slot",
            "error[other_than_invite] $.rows[1].slot",
            "error[invite] $.rows[2].invite: the link is incomplete or mistyped",
            "register.age has 7 contradictions",
            "the other copy of the register",
        ],
    );
    assert!(!ran.err.contains("canary") && !desk.has("more.csv"));
    desk.say(&format!("export csv open --study study.json --register register.age --identity {key} --out tables"))
        .refuses(1, &["register.age has 7 contradictions"]);
}

#[test]
fn every_mistake_in_the_spreadsheet_is_named_with_line_and_column() {
    let desk = desk();
    desk.pinned_study();
    desk.write(
        "families.csv",
        format!(
            "{HEADER}\
             F1,P1,a1,parrent,adult,T9,nl,own,,a2:ex_partner,k1:9,h1:a1\n\
             F1,P2,k9,child,8-nov,T0,de,<11,school,a1:mum,k1:nine,a1\n\
             F1,P3,k1,child,8-11,T0,nl,from16,school,,k1:9,\n\
             F2,P3,k2,child,8-11,T1,nl,under12,school,,,\n\
             F2,P4,k3,child,12-17,T0,nl,under12,school,,,\n"
        ),
    );
    desk.say(&format!("{INVITE} --out links.csv")).refuses(
        1,
        &[
            "families.csv: line 2, column role: \"parrent\" is not one of parent, child, young, professional",
            "line 2, column wave: \"T9\" is not one of the study's T0, T1",
            "line 2, column delivered_via: write 1 to 64 characters",
            "line 3, column roster: \"k9\" is not one of",
            "line 3, column set: \"8-nov\" is not one of adult, 8-11, 12-17, easy; child and young may be written",
            "line 3, column lang: \"de\"",
            "line 3, column consent: \"<11\" is not one of own, under12, from12, from16",
            "line 3, column adults: \"mum\" is not one of mother",
            "line 3, column children: the age of k1",
            "line 3, column homes: \"a1\" names no home",
            "line 4: the consent class does not fit role and age",
            "line 5: P3 is k1 of family F1 in another row",
            "line 6: the study has no battery for child 12-17 at T0",
            "no link was made",
        ],
    );
    assert!(!desk.has("links.csv") && !desk.has("register.age"));
}

#[test]
fn a_spreadsheet_may_use_semicolons_and_a_byte_order_mark() {
    let desk = desk();
    desk.pinned_study();
    desk.write("families.csv", format!("\u{feff}{HEADER}{FAMILY}").replace(',', ";"));
    let in_path = format!("{INVITE} --out links.csv --base https://forms.example.org/i/");
    desk.say(&in_path).refuses(2, &["every request holds the whole link", "--host-sees-links"]);
    let ran = desk.say(&format!("{in_path} --host-sees-links")).fine();
    assert!(ran.err.contains("note: the host sees these links"), "{}", ran.err);
    assert!(register(&desk).rows.iter().all(|row| row.proof_seen_by_host));
    assert!(
        links(&desk, "links.csv").iter().all(|l| l.starts_with("https://forms.example.org/i/") && !l.contains('#'))
    );
    desk.write("families.csv", "family_id,name\nF1,x\n");
    desk.say(&format!("{INVITE} --out l.csv --identity {}", key_file("answers-1")))
        .refuses(2, &["unknown column \"name\""]);
    for base in ["http://example.org/", "http://localhost.example.org/", "https://example.org/#"] {
        desk.say(&format!("{INVITE} --out l.csv --base {base}")).refuses(2, &["give an https address"]);
    }
}

#[test]
fn one_recipient_is_not_enough_for_a_register() {
    let desk = desk();
    desk.pinned_study();
    let mut study: serde_json::Value = serde_json::from_str(&desk.read("study.json")).unwrap();
    let one = serde_json::json!({"name": "Test reader", "age": public_key("answers-1")});
    study["recipients"] = serde_json::json!([one, one]);
    desk.write("study.json", study.to_string());
    desk.write("families.csv", format!("{HEADER}{FAMILY}"));
    desk.say(&format!("{INVITE} --out links.csv")).refuses(1, &["there must be at least two different recipients"]);
    assert!(!desk.has("links.csv") && !desk.has("register.age"));
}
