"""Reads the codebook of this folder. Usage: import load; load.labels["wave"]; load.categories["wave"]"""

import xml.etree.ElementTree as tree
from pathlib import Path

space = {"d": "ddi:codebook:2_5"}
codebook = tree.parse(Path(__file__).parent / "ddi.xml").getroot()
variables = {v.get("name"): v for v in codebook.iterfind("d:dataDscr/d:var", space)}
labels = {name: v.findtext("d:labl", namespaces=space) for name, v in variables.items()}
categories = {
    name: {c.findtext("d:catValu", namespaces=space): c.findtext("d:labl", namespaces=space) for c in v.iterfind("d:catgry", space)}
    for name, v in variables.items()
}
