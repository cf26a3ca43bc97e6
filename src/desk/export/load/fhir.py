"""Reads the bundle of this folder. Usage: import load; load.resources["Observation"]"""

import json
from collections import defaultdict
from pathlib import Path

bundle = json.loads((Path(__file__).parent / "bundle.json").read_text(encoding="utf-8"))
resources = defaultdict(list)
for entry in bundle["entry"]:
    resources[entry["resource"]["resourceType"]].append(entry["resource"])
