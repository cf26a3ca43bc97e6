"""Reads the system files of this folder with their labels.

`codes` keeps the missing codes -91 to -98; `values` has NaN in their place; `labels` holds names, labels and ranges.
Needs pyreadstat. Usage: import load; load.values["long"]; load.labels["long"].column_names_to_labels
"""

from pathlib import Path

import pyreadstat

codes, values, labels = {}, {}, {}
for path in sorted(Path(__file__).parent.glob("*.sav")):
    codes[path.stem], labels[path.stem] = pyreadstat.read_sav(str(path), user_missing=True)
    values[path.stem], _ = pyreadstat.read_sav(str(path))
