"""Opens the tables of this folder in DuckDB; nothing is read before it is asked for.

Missing codes -91 to -98 stand as numbers; codebook.csv says what they mean. Needs duckdb.
Usage: import load; load.tables["long"].filter("wave = 'T0'").df()
"""

from pathlib import Path

import duckdb

here = Path(__file__).parent
read = "SELECT * FROM read_parquet('{}', hive_partitioning = {}, hive_types_autocast = false)"
connection = duckdb.connect()
tables = {}
for name in ("long", "parts", "scores"):
    if (here / name).is_dir():
        tables[name] = connection.sql(read.format(here / name / "**" / "*.parquet", "true"))
for path in sorted(here.glob("*.parquet")):
    tables[path.stem] = connection.sql(read.format(path, "false"))


def without_codes(frame, items):
    """A data frame with NaN in the place of the missing codes of these columns."""
    frame = frame.copy()
    frame[items] = frame[items].mask(frame[items].isin(range(-98, -90)))
    return frame
