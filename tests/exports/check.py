"""Every export of a made-up cohort, read by a program that is not ours, says what the CSV says.

Usage: check.py KINDSTEM STUDY.JSON KEY.TXT FHIR.SCHEMA.JSON FOLDER [DDI.CODEBOOK.XSD]
"""

import json
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pandas
from lxml import etree

MISSING = set(range(-98, -90))
LAYOUTS = ["long", "wide", "dyad"]
TYPED = "=canary(\"never in an export\")"


def main(kindstem, study, key, schema, folder, xsd=None):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run = lambda *args: subprocess.run([kindstem, *map(str, args)], check=True, capture_output=True)
    made, opened = folder / "made", folder / "open"
    run("simulate", study, "--families", 6, "--seed", 5, "--out", made, *parameters(folder))
    run("unseal", made / "envelopes", "--study", made / "study.json", "--register", made / "register.age", "--identity", key,
        "--out", opened)
    plant(opened / "records.jsonl")
    held = ["--study", made / "study.json", "--register", made / "register.age", "--identity", key]
    layouts = ["--layout", ",".join(LAYOUTS)]
    for name, more in [("csv", layouts), ("spss", layouts), ("parquet", layouts), ("jsonl", []), ("fhir", []), ("ddi", [])]:
        run("export", name, opened, "--out", folder / name, *held, *more)
        assert refuses(run, "export", name, opened, "--out", folder / name, *held, *more), f"{name}: written over"
        assert refuses(run, "export", name, opened, "--out", folder / "none", *held[:2]), f"{name}: without the register"
    assert not (folder / "none").exists()
    nothing_of_a_respondent(folder, opened / "records.jsonl")
    tables = csv(folder / "csv")
    spss(folder / "spss", tables)
    parquet(folder / "parquet", tables)
    lines = jsonl(folder / "jsonl", tables)
    fhir(folder / "fhir", schema, lines)
    ddi(folder / "ddi", tables, xsd)
    print("every export is read: " + ", ".join(f"{name} {table.shape}" for name, table in tables.items()))


def parameters(folder):
    path = folder / "parameters.json"
    path.write_text(json.dumps({"second_parent": 0.7, "faults": {"resumed": 0.3, "gap": 0.0, "duplicate": 0.0}}))
    return ["--parameters", path]


def refuses(run, *args):
    try:
        run(*args)
    except subprocess.CalledProcessError as refused:
        return b"what to do" in refused.stderr or b"Usage" in refused.stderr
    return False


def plant(path):
    """Words that a respondent could have typed, with everything that a table could trip over."""
    records = [json.loads(line) for line in path.read_text().splitlines()]
    planted = 0
    for record in records:
        for part in record["parts"]:
            for item, answer in part["answers"].items():
                if isinstance(answer, str):
                    part["answers"][item], planted = TYPED, planted + 1
    assert planted, "nobody typed anything"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))


def nothing_of_a_respondent(folder, records):
    slots = {json.loads(line)["slot"] for line in records.read_text().splitlines()}
    for name in ["csv", "spss", "parquet", "jsonl", "fhir", "ddi"]:
        for path in (folder / name).rglob("*"):
            assert not path.name.endswith(".new"), path
            if path.is_file():
                content = path.read_bytes()
                assert b"canary" not in content, f"{path}: own words"
                assert not any(slot.encode() in content for slot in slots), f"{path}: a slot"


def loaded(folder):
    return runpy.run_path(str(folder / "load.py"))


def same(ours, theirs, where):
    """The CSV's column and another program's: the same numbers and words, the same cells blank."""
    if pandas.api.types.is_numeric_dtype(theirs):
        ours = pandas.to_numeric(ours)
        assert (ours.isna() == theirs.isna()).all(), f"{where}: blank cells"
        assert ((ours - theirs.astype(float)).abs().fillna(0) < 1e-9).all(), f"{where}: numbers"
    else:
        assert (ours.fillna("").astype(str) == theirs.fillna("").astype(str)).all(), f"{where}: words"


def csv(folder):
    got = loaded(folder)
    tables = {name: got["codes"][name] for name in LAYOUTS}
    long, wide, dyad = (tables[name] for name in LAYOUTS)
    persons = ["family_id", "person_id"]
    assert not long.duplicated([*persons, "wave", "about_child", "about_adult", "about_home", "again"]).any()
    assert not wide.duplicated(persons).any() and len(wide) == len(long.drop_duplicates(persons))
    assert not dyad.duplicated(["family_id", "home", "wave"]).any()
    assert got["codes"]["long"].isin(MISSING).any().any() and not got["values"]["long"].isin(MISSING).any().any()
    # What a parent and a child said in one wave stand in one row of their family, as in the long table.
    item = {"parent": "kindstem_background_parent_household_size", "child": "kindstem_wellbeing_child_"}
    said = long[long.role == "parent"][[*persons, "roster", "wave", item["parent"]]].dropna()
    assert len(said) > 3
    for row in said.itertuples(index=False):
        beside = dyad[(dyad.family_id == row.family_id) & (dyad.wave == row.wave)]
        assert row[4] in set(beside[f"{item['parent']}_{row.roster}"]), row
    both = [c for c in dyad.columns if c.startswith(item["child"]) and c.endswith("_k1")]
    assert (dyad[both].notna().any(axis=1) & dyad[f"{item['parent']}_a1"].notna()).any(), "no parent beside a child"
    return tables


def spss(folder, tables):
    got = loaded(folder)
    for name, ours in tables.items():
        theirs, meta = got["codes"][name], got["labels"][name]
        assert list(ours.shape) == list(theirs.shape) and meta.number_rows == len(ours), name
        for own, other in zip(ours.columns, theirs.columns):
            assert own == other or own in meta.column_names_to_labels[other], own
            same(ours[own], theirs[other], f"{name}.sav {own}")
        assert not got["values"][name].isin(MISSING).any().any(), f"{name}.sav: user-missing"
    item, meta = "kindstem_background_parent_income", got["labels"]["long"]
    assert meta.missing_ranges[item] == [{"lo": -98.0, "hi": -91.0}]
    assert meta.variable_value_labels[item][-93.0] == "does not want to say"
    assert all(meta.variable_value_labels[item].values()) and len(meta.variable_value_labels[item]) > 8
    assert all("(not validated)" in label for n, label in meta.column_names_to_labels.items() if n.startswith("kindstem_"))


def parquet(folder, tables):
    got = loaded(folder)
    assert all(path.parent.name.startswith("role=") for path in (folder / "long").rglob("*.parquet"))
    for name, ours in tables.items():
        theirs = got["tables"][name].df()
        assert set(ours.columns) == set(theirs.columns), name
        keys = [c for c in ["family_id", "person_id", "home", "wave", "about_child", "about_adult", "about_home", "again"] if c in ours]
        order = lambda t: t.assign(**{k: t[k].astype(object).where(t[k].notna(), "").astype(str) for k in keys}).sort_values(keys)
        ours, theirs = (order(t).reset_index(drop=True) for t in (ours, theirs))
        for column in ours.columns:
            same(ours[column], theirs[column], f"{name}.parquet {column}")
    count = got["connection"].sql(f"SELECT count(*) FROM read_parquet('{folder}/long/*/wave=T0/*/*.parquet')").fetchall()[0][0]
    assert count == (tables["long"].wave == "T0").sum(), "one wave alone"


def jsonl(folder, tables):
    got = loaded(folder)
    lines = list(got["records"]())
    assert len(lines) == len(tables["long"][tables["long"]["again"] == 0])
    # The sum of everything that was answered to one item is the table's.
    column = "kindstem_background_parent_household_size"
    said = [a for r in lines for p in r["parts"] for i, a in p["answers"].items() if i == "household_size" and isinstance(a, int)]
    in_table = tables["long"][column].dropna()
    assert said and sum(said) == in_table[~in_table.isin(MISSING)].sum()
    assert all("slot" not in r and "day" not in p for r in lines for p in r["parts"])
    assert any(a == {"given": True} for r in lines for p in r["parts"] for a in p["answers"].values())
    assert len(list(got["scores"]())) > 100
    return lines


def fhir(folder, schema, lines):
    bundle = json.loads((folder / "bundle.json").read_text())
    rules = json.loads(schema.read_text())
    # One resource after the other against its own definition: the whole list of alternatives for each takes minutes.
    checks = {kind: jsonschema.Draft6Validator({**rules, "oneOf": [{"$ref": f"#/definitions/{kind}"}]})
              for kind in ["Questionnaire", "QuestionnaireResponse", "Observation"]}
    got = loaded(folder)["resources"]
    for kind, all_of_it in got.items():
        for resource in all_of_it if kind == "Questionnaire" else all_of_it[:: max(1, len(all_of_it) // 60)]:
            wrong = next(checks[kind].iter_errors(resource), None)
            assert wrong is None, f"{kind} {list(wrong.absolute_path)}: {wrong.message}"
        assert not checks[kind].is_valid({**all_of_it[0], "nonsense": 1}), "the schema takes anything"
    parts = [part for line in lines for part in line["parts"]]
    scores = [score for part in parts for score in part["scores"]]
    assert len(got["QuestionnaireResponse"]) == len(parts) and len(got["Observation"]) == len(scores)
    addresses = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(addresses)) == len(addresses), "two entries with one address"
    assert {o["derivedFrom"][0]["reference"] for o in got["Observation"]} <= set(addresses)
    assert all(("valueQuantity" in o) != ("dataAbsentReason" in o) for o in got["Observation"])
    values = sorted(o["valueQuantity"]["value"] for o in got["Observation"] if "valueQuantity" in o)
    assert values == sorted(score["value"] for score in scores if "value" in score)
    asked = {q["url"] + "|" + q["version"]: {i["linkId"] for i in q["item"]} for q in got["Questionnaire"]}
    for response in got["QuestionnaireResponse"]:
        assert {i["linkId"] for i in response["item"]} <= asked[response["questionnaire"]]
    assert "Patient" not in got and bundle["meta"]["tag"][0]["code"] == "HTEST"


def ddi(folder, tables, xsd):
    codebook = etree.parse(str(folder / "ddi.xml"))
    if xsd:
        etree.XMLSchema(etree.parse(str(xsd))).assertValid(codebook)
    space = {"d": "ddi:codebook:2_5"}
    names = codebook.xpath("//d:dataDscr/d:var/@name", namespaces=space)
    assert names == list(tables["long"].columns)
    ids = codebook.xpath("//@ID")
    assert len(set(ids)) == len(ids)
    got = loaded(folder)
    assert got["categories"]["kindstem_background_parent_income"]["-93"] == "does not want to say"
    assert codebook.xpath("//d:var[@name='kindstem_background_parent_income']/d:qstn/d:qstnLit/text()", namespaces=space)


if __name__ == "__main__":
    try:
        main(*(Path(arg).resolve() for arg in sys.argv[1:]))
    except subprocess.CalledProcessError as failed:
        sys.exit(f"{failed}\n{failed.stderr.decode()}")
