"""Reads the records of this folder, one at a time. Usage: import load; list(load.scores())

An answer is a number, a list of codes, {"missing": "refused"}, or {"given": true} for own words.
"""

import json
from pathlib import Path


def records():
    with open(Path(__file__).parent / "records.jsonl", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def scores():
    for record in records():
        for part in record["parts"]:
            for score in part["scores"]:
                yield record["person_id"], record["wave"], part["instrument"]["id"], score["id"], score.get("value")
